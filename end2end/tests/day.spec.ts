// A whole day: another system's export comes in, and one of its people works through her leads.
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";

import type { Locator, Page } from "@playwright/test";

import type { House } from "../house/house.ts";
import { password } from "../house/people.ts";
import { checkout } from "../house/program.ts";
import { expect, test } from "../house/test.ts";

const rows = (page: Page): Locator => page.locator("tbody").getByRole("row");
const all = (page: Page): Locator => page.getByRole("navigation", { name: "标签页" }).getByRole("link", { name: "全部" });
const bar = (page: Page): Locator => page.getByRole("region", { name: "批量操作" });

/** A row of the file of leads. */
interface Lead {
  readonly line: string;
  readonly contact: string;
  readonly owner: string;
  readonly mobile: string;
}

async function leadsOf(folder: string, owner: string): Promise<Lead[]> {
  const text = (await readFile(join(folder, "Leads.csv"), "utf8")).replace("\uFEFF", "");
  const [head = "", ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(",");
  const cell = (line: string, name: string): string => line.split(",")[names.indexOf(name)] ?? "";
  const leads = lines.map((line) => ({
    line,
    contact: cell(line, "Last Name"),
    owner: cell(line, "Lead Owner"),
    mobile: cell(line, "Mobile"),
  }));
  return leads.filter((lead) => lead.owner === owner);
}

/** One whose last four digits stand nowhere in the others. */
function memorable(leads: Lead[]): { contact: string; four: string } {
  const digits = (text: string): string => text.replace(/\D/g, "");
  for (const { contact, mobile } of leads) {
    const four = digits(mobile).slice(-4);
    const found = leads.filter((lead) => lead.line.includes(four) || digits(lead.mobile).includes(four));
    if (four.length === 4 && found.length === 1) return { contact, four };
  }
  throw new Error("no telephone number stands out");
}

/** Uploads a file, tries it, and writes it. */
async function bring(page: Page, file: string): Promise<void> {
  await page.goto("/import");
  await page.getByLabel("选择文件").setInputFiles(file);
  await expect(page.getByRole("heading", { name: basename(file) })).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "试运行" }).click();
  await page.getByRole("button", { name: /^写入 [\d,]+ 行$/ }).click({ timeout: 60_000 });
  await expect(page.getByRole("heading", { name: "导入完成" })).toBeVisible({ timeout: 60_000 });
}

/** Gives somebody the import brought a role, a password and the key. */
async function letIn(page: Page, name: string, login: string): Promise<void> {
  await page.goto(`/settings/people?show=all&q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name }).click();
  await page.getByLabel("登录名").fill(login);
  await page.getByLabel("销售员").check();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await page.getByLabel("新密码").fill(password);
  await page.getByRole("button", { name: "设置密码" }).click();
  await expect(page.getByLabel("新密码")).toHaveValue("");
  await page.getByRole("button", { name: "启用" }).click();
  await expect(page.getByText(`已启用 ${name}`)).toBeVisible();
}

async function aDay(house: House, page: Page, folder: string, name: string): Promise<number> {
  const hers = await leadsOf(folder, name);
  await house.signIn(page, "admin");
  for (const file of ["Users.csv", "Leads.csv", "Calls.csv", "Events.csv"]) await bring(page, join(folder, file));
  await letIn(page, name, "her");
  await page.context().clearCookies();
  await house.signInAs(page, "her");
  await expect(all(page)).toContainText(String(hers.length));

  const { contact, four } = memorable(hers);
  await page.getByRole("searchbox", { name: "搜索", exact: true }).fill(four);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).getByRole("rowheader")).toContainText(contact);
  await expect(page.locator("mark").first()).toHaveText(four);
  await rows(page).getByRole("link", { name: `处理 ${contact}` }).click();
  const process = page.getByRole("dialog", { name: `处理：${contact}` });
  await process.getByLabel("处理内容").fill("约了下周见面");
  await process.getByRole("button", { name: "保存记录" }).click();
  await expect(page.getByText(`已写入 ${contact} 的处理记录`)).toBeVisible();

  await page.goto("/leads");
  for (const at of [0, 1, 2]) await rows(page).nth(at).getByRole("checkbox").click();
  await bar(page).getByRole("button", { name: "加日程" }).click();
  const schedule = page.getByRole("dialog", { name: "加日程" });
  await schedule.getByRole("button", { name: "明天" }).click();
  await schedule.getByLabel("要点").fill("带上报价单");
  await schedule.getByRole("button", { name: "加日程" }).click();
  await expect(page.getByText("3 条已加日程")).toBeVisible();

  await page.goto("/leads?sort=contact");
  await rows(page).first().getByRole("checkbox").click();
  await bar(page).getByRole("button", { name: "完结" }).click();
  const finish = page.getByRole("dialog", { name: "完结跟踪" });
  await finish.getByLabel("没有需求").check();
  await finish.getByRole("button", { name: "完结", exact: true }).click();
  await expect(page.getByText("1 条已完结")).toBeVisible();
  await expect(all(page)).toContainText(String(hers.length - 1));

  await page.goto("/calendar?view=agenda");
  await expect(page.getByRole("article").filter({ hasText: "带上报价单" })).toHaveCount(3);
  await page.getByRole("article").filter({ hasText: "带上报价单" }).first().getByRole("link").first().click();
  const visit = page.getByRole("dialog").filter({ hasText: "带上报价单" });
  await visit.getByLabel("反馈").fill("同意试用一个月");
  await visit.getByRole("button", { name: "写反馈" }).click();
  await expect(page.getByRole("article").filter({ hasText: "同意试用一个月" })).toHaveCount(1);

  await page.goto("/leads");
  await page.getByRole("button", { name: "导出" }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV 文件" }).click();
  const file = await readFile(await (await coming).path(), "utf8");
  expect(file.trim().split(/\r?\n/)).toHaveLength(1 + hers.length - 1);
  return hers.length;
}

test("the sample comes in, and 周晓岚 works through her leads @both", async ({ house, page }) => {
  test.slow();
  expect(await aDay(house, page, join(checkout, "examples"), "周晓岚")).toBeGreaterThan(5);
});

test("another system's whole export comes in, and Rozario Diego works through her 371 leads", async ({ house, page }) => {
  const folder = process.env.CLEW_REAL_EXPORT ?? "";
  test.skip(folder === "", "CLEW_REAL_EXPORT names no folder");
  test.slow();
  expect(await aDay(house, page, folder, "Rozario Diego")).toBe(371);
});
