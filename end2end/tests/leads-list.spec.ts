// Lists of leads: found, ordered, arranged, chosen by the dozen, and true in every open browser.
import { readFile } from "node:fs/promises";

import type { Locator, Page } from "@playwright/test";

import { Api, type NewLead } from "../house/leads.ts";
import { expect, expectAccessible, test } from "../house/test.ts";

const rows = (page: Page): Locator => page.locator("tbody").getByRole("row");
const row = (page: Page, name: string): Locator => rows(page).filter({ has: page.getByRole("rowheader", { name }) });
const names = (page: Page): Promise<string[]> => page.locator("tbody").getByRole("rowheader").allInnerTexts();
const tab = (page: Page, name: string): Locator => page.getByRole("navigation", { name: "标签页" }).getByRole("link", { name });
const bar = (page: Page): Locator => page.getByRole("region", { name: "批量操作" });

/** Some leads of 张伟, the last one the newest. */
async function hers(api: Api, leads: NewLead[]): Promise<number[]> {
  const owner = await api.person("张伟");
  return api.enter(leads.map((lead) => ({ owner, ...lead })));
}

test("tabs say how many they hold, and a star counts at once", async ({ house, page }) => {
  await hers(await Api.of(house), [{ contact: "王芳" }, { contact: "赵敏" }]);
  await house.signIn(page, "zhang");
  await expect(tab(page, "今日更新")).toContainText("2");
  await expect(tab(page, "重点关注")).toContainText("0");
  await expect(tab(page, "全部")).toHaveAttribute("aria-current", "page");
  await row(page, "王芳").getByRole("button", { name: "加关注" }).click();
  await expect(tab(page, "重点关注")).toContainText("1");
  await tab(page, "重点关注").click();
  await expect(rows(page)).toHaveCount(1);
  await row(page, "王芳").getByRole("button", { name: "取消关注" }).click();
  await expect(page.getByRole("heading", { name: "这个标签页里没有线索" })).toBeVisible();
});

test("a list is searched, sorted, starred and paged without a script @only-no-js", async ({ house, page }) => {
  const people = Array.from({ length: 51 }, (_, at) => ({ contact: `客户${String(at).padStart(2, "0")}` }));
  await hers(await Api.of(house), [...people, { contact: "陈晨", mobile: "13955667788" }]);
  await house.signIn(page, "zhang");
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole("link", { name: "下一页" }).click();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("searchbox", { name: "搜索", exact: true }).fill("7788");
  await page.getByRole("searchbox", { name: "搜索", exact: true }).press("Enter");
  await expect(rows(page)).toHaveCount(1);
  await expect(page.locator("mark")).toHaveText("7788");
  await row(page, "陈晨").getByRole("button", { name: "加关注" }).click();
  await expect(row(page, "陈晨").getByRole("button", { name: "取消关注" })).toBeVisible();
  await page.goto("/leads");
  await page.getByRole("columnheader", { name: "联系人" }).getByRole("link").click();
  expect((await names(page)).slice(0, 2)).toEqual(["陈晨", "客户00"]);
  await row(page, "陈晨").getByRole("link", { name: "处理 陈晨" }).click();
  await page.getByLabel("处理内容").fill("不用脚本也能记");
  await page.getByRole("button", { name: "保存记录" }).click();
  await expect(page.getByText("不用脚本也能记")).toBeVisible();
});

test("a lead is found by the last four digits and by pinyin, and what matched is marked", async ({ house, page }) => {
  await hers(await Api.of(house), [{ contact: "王芳", mobile: "13800001234" }, { contact: "赵敏", mobile: "13800005678" }]);
  await house.signIn(page, "zhang");
  await page.goto("/leads/query");
  const search = page.getByRole("searchbox", { name: "搜索", exact: true });
  await search.fill("1234");
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, "王芳").locator("mark")).toHaveText("1234");
  await search.fill("zm");
  await expect(row(page, "赵敏")).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/q=zm/);
  await search.fill("没有这个人");
  await expect(page.getByRole("heading", { name: "没有符合条件的线索" })).toBeVisible();
});

test("a new status moves a lead to its tab in another open browser @both", async ({ house, page, visitor }) => {
  const api = await Api.of(house);
  const choices = await api.get<{ id: number; kind: string; name: string }[]>("/api/v1/choices");
  const contacted = choices.find((choice) => choice.kind === "status" && choice.name === "已联系");
  await api.post("/api/v1/tabs", { name: "谈过的", rule: { kind: "statuses", statuses: [contacted?.id] } });
  await hers(api, [{ contact: "王芳" }, { contact: "赵敏" }]);
  await house.signIn(page, "zhang");
  const other = await visitor("zhang");
  await other.goto("/leads");
  await tab(other, "谈过的").click();
  await expect(other.getByRole("heading", { name: "这个标签页里没有线索" })).toBeVisible();

  await row(page, "王芳").getByRole("link", { name: "处理 王芳" }).click();
  const dialog = page.getByRole("dialog", { name: "处理：王芳" });
  await dialog.getByLabel("处理内容").fill("电话里聊过");
  await dialog.getByLabel("状态").selectOption({ label: "已联系" });
  await dialog.getByRole("button", { name: "保存记录" }).click();
  await expect(page.getByText("已写入 王芳 的处理记录")).toBeVisible();
  await expect(row(page, "王芳")).toContainText("已联系");

  await expect(row(other, "王芳")).toBeVisible();
  await expect(tab(other, "谈过的")).toContainText("1");
});

test("a header sorts, and with Shift it adds a second key", async ({ house, page }) => {
  await hers(await Api.of(house), [
    { contact: "张三", company: "乙公司" },
    { contact: "李四", company: "甲公司" },
    { contact: "王五", company: "乙公司" },
  ]);
  await house.signIn(page, "zhang");
  await page.getByRole("columnheader", { name: "企业名称" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=company$/);
  await page.getByRole("columnheader", { name: "联系人" }).getByRole("link").click({ modifiers: ["Shift"] });
  await expect(page).toHaveURL(/sort=company,contact$/);
  await expect.poll(() => names(page)).toEqual(["李四", "王五", "张三"]);
  await page.getByRole("columnheader", { name: "联系人" }).getByRole("link").click({ modifiers: ["Shift"] });
  await expect.poll(() => names(page)).toEqual(["李四", "张三", "王五"]);
});

test("columns are hidden, shown and moved by key, and stay so", async ({ house, page }) => {
  await hers(await Api.of(house), [{ contact: "王芳" }]);
  await house.signIn(page, "zhang");
  const heads = page.getByRole("columnheader").filter({ has: page.getByRole("link") });
  await page.getByRole("button", { name: "列", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "选择列" });
  await dialog.getByLabel("隐藏企业名称").click();
  await dialog.getByLabel("显示单号").click();
  await dialog.getByRole("button", { name: "下移联系人" }).press("Enter");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "关闭" }).last().click();
  const shown = ["手机", "联系人", "跟踪状态", "来源渠道", "最近处理", "下次拜访", "更新时间", "提交时间", "单号"];
  await expect(heads).toHaveText(shown);
  await page.reload();
  await expect(heads).toHaveText(shown);
});

test("all that match are chosen, not only those in sight", async ({ house, page }) => {
  await hers(await Api.of(house), Array.from({ length: 53 }, (_, at) => ({ contact: `客户${at}` })));
  await house.signIn(page, "zhang");
  await page.getByRole("checkbox", { name: "选择本页所有行" }).check();
  await expect(bar(page)).toContainText("已选 50 行");
  await bar(page).getByRole("button", { name: "选择全部 53 行" }).click();
  await expect(bar(page)).toContainText("已选全部 53 行");
  await bar(page).getByRole("button", { name: "加关注", exact: true }).click();
  const told = page.getByRole("status").filter({ hasText: "53 条已加关注" });
  await expect(tab(page, "重点关注")).toContainText("53");
  await told.getByRole("button", { name: "撤销" }).click();
  await expect(tab(page, "重点关注")).toContainText("0");
});

test("three leads are scheduled at once", async ({ house, page }) => {
  await hers(await Api.of(house), [{ contact: "王芳" }, { contact: "赵敏" }, { contact: "李雷" }]);
  await house.signIn(page, "zhang");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await rows(page).nth(2).getByRole("checkbox").click({ modifiers: ["Shift"] });
  await expect(bar(page)).toContainText("已选 3 行");
  await bar(page).getByRole("button", { name: "加日程" }).click();
  const dialog = page.getByRole("dialog", { name: "加日程" });
  await expect(dialog).toContainText("3 条线索");
  await dialog.getByRole("button", { name: "3天后" }).click();
  await dialog.getByLabel("要点").fill("带上报价单");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "加日程" }).click();
  await expect(page.getByText("3 条已加日程")).toBeVisible();
  await expect(rows(page).filter({ hasText: "3天后" })).toHaveCount(3);
});

test("a finished lead leaves every tab at once and stands in query", async ({ house, page }) => {
  await hers(await Api.of(house), [{ contact: "王芳" }, { contact: "赵敏" }]);
  await house.signIn(page, "zhang");
  await row(page, "王芳").getByRole("checkbox").click();
  await bar(page).getByRole("button", { name: "完结" }).click();
  const dialog = page.getByRole("dialog", { name: "完结跟踪" });
  await dialog.getByLabel("没有需求").check();
  await dialog.getByRole("button", { name: "完结", exact: true }).click();
  await expect(page.getByText("1 条已完结")).toBeVisible();
  await expect(row(page, "王芳")).toHaveCount(0);
  await expect(tab(page, "全部")).toContainText("1");
  await expect(tab(page, "今日更新")).toContainText("1");
  await page.goto("/leads/query?state=finished");
  await expect(row(page, "王芳")).toContainText("没有需求");
});

test("a lead is claimed from the pool, and is gone from it for everybody @both", async ({ house, page, visitor }) => {
  await (await Api.of(house)).enter([{ contact: "王芳" }, { contact: "赵敏" }]);
  await house.signIn(page, "zhang");
  const other = await visitor("li");
  await other.goto("/leads/pool");
  await page.goto("/leads/pool");
  await expect(rows(other)).toHaveCount(2);
  await row(page, "王芳").getByRole("button", { name: "领取" }).click();
  await expect(page.getByText("1 条已领取")).toBeVisible();
  await expect(row(page, "王芳")).toHaveCount(0);
  await expect(row(other, "王芳")).toHaveCount(0);
  await page.goto("/leads");
  await expect(row(page, "王芳")).toBeVisible();
});

test("a manager gives leads to somebody", async ({ house, page, visitor }) => {
  await (await Api.of(house)).enter([{ contact: "王芳" }]);
  const li = await visitor("li");
  await li.goto("/leads");
  await house.signIn(page, "manager");
  await page.goto("/leads/pool");
  await row(page, "王芳").getByRole("checkbox").click();
  await bar(page).getByRole("button", { name: "分配" }).click();
  const dialog = page.getByRole("dialog", { name: "分配" });
  await dialog.getByLabel("按姓名查找").fill("李");
  await dialog.getByLabel("李娜").check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "分配", exact: true }).click();
  await expect(page.getByText("1 条已分配给李娜")).toBeVisible();
  await expect(row(li, "王芳")).toBeVisible();
});

test("a file has the columns and the rows of the screen @both", async ({ house, page }) => {
  await hers(await Api.of(house), [{ contact: "王芳", company: "=1+1" }, { contact: "赵敏" }]);
  await house.signIn(page, "zhang");
  await page.goto("/leads?sort=contact");
  await page.getByRole("button", { name: "导出" }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV 文件" }).click();
  const text = await readFile(await (await coming).path(), "utf8");
  const lines = text.replace("\uFEFF", "").trim().split(/\r?\n/);
  expect(lines[0]).toBe("联系人,企业名称,手机,跟踪状态,来源渠道,最近处理,下次拜访,更新时间,提交时间");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/^王芳,/);
  expect(lines[1]).not.toMatch(/,"?=1\+1/);
  expect(lines[2]).toMatch(/^赵敏,/);
});

test("conditions are combined, told as chips, and taken away one by one", async ({ house, page }) => {
  await hers(await Api.of(house), [{ contact: "王芳", company: "甲公司" }, { contact: "王强", company: "乙公司" }]);
  await house.signIn(page, "zhang");
  await page.goto("/leads/query?q=王");
  await page.getByRole("button", { name: "筛选" }).click();
  const panel = page.getByRole("dialog", { name: "筛选" });
  await panel.getByLabel("企业名称").fill("甲");
  await panel.getByLabel("新线索").check({ force: true });
  await expectAccessible(page);
  await panel.getByRole("button", { name: "应用" }).click();
  await expect.poll(() => names(page)).toEqual(["王芳"]);
  await page.getByRole("link", { name: "移除条件：企业名称" }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByRole("link", { name: "移除条件：跟踪状态" })).toBeVisible();

  await page.goto("/leads/query");
  await page.getByRole("button", { name: "筛选" }).click();
  await panel.getByText("更多字段").click();
  await panel.getByRole("group", { name: "下次拜访" }).getByLabel("没有").check();
  await expectAccessible(page);
  await panel.getByRole("button", { name: "应用" }).click();
  await expect(page).toHaveURL(/next_visit=none/);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("link", { name: "移除条件：下次拜访" }).click();
  await expect(page).not.toHaveURL(/next_visit/);
});

test("a row opens beside the list, and j goes on to the next @phone", async ({ house, page, isMobile }) => {
  await hers(await Api.of(house), [{ contact: "王芳", mobile: "13800001234" }, { contact: "赵敏" }]);
  await house.signIn(page, "zhang");
  await expect(rows(page)).toHaveCount(2);
  await expectAccessible(page);
  if (isMobile) {
    await row(page, "赵敏").getByRole("rowheader").click();
    await expect(page.getByRole("heading", { level: 1, name: "赵敏" })).toBeVisible();
    return;
  }
  await row(page, "赵敏").getByRole("cell").nth(3).click();
  await expect(page.getByRole("complementary", { name: "赵敏" })).toBeVisible();
  await page.keyboard.press("j");
  const panel = page.getByRole("complementary", { name: "王芳" });
  await expect(panel.getByRole("link", { name: "13800001234" })).toHaveAttribute("href", "tel:13800001234");
  await page.reload();
  await expect(panel).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
});
