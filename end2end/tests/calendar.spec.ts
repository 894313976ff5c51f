// The calendar: visits come from leads, and their feedback goes back to them.
import type { Page } from "@playwright/test";

import { expect, expectAccessible, test } from "../house/test.ts";

/** Enters a lead and puts a visit for tomorrow into the calendar; the lead's path. */
async function schedule(page: Page, contact: string): Promise<string> {
  await page.goto("/leads/new");
  await page.getByLabel("联系人", { exact: true }).fill(contact);
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByRole("heading", { level: 1, name: contact })).toBeVisible();
  const lead = new URL(page.url()).pathname;
  await page.getByRole("region", { name: "下一步" }).getByRole("button", { name: "加日程" }).click();
  const dialog = page.getByRole("dialog", { name: "加日程" });
  await dialog.getByLabel("地点").fill("徐汇区");
  await dialog.getByLabel("要点").fill("谈报价");
  await dialog.getByRole("button", { name: "加日程" }).click();
  await expect(page.getByRole("region", { name: "下一步" })).toContainText("徐汇区");
  return lead;
}

test("feedback written in the calendar stands once in the timeline of the lead @both", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  const lead = await schedule(page, "王芳");
  await page.goto("/calendar?view=agenda");
  await page.getByRole("link", { name: "王芳", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "王芳" });
  await expect(dialog).toContainText("谈报价");
  await expectAccessible(page);
  await dialog.getByLabel("反馈").fill("同意试用一个月");
  await dialog.getByRole("button", { name: "写反馈" }).dblclick();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("article")).toContainText("同意试用一个月");
  await page.goto(lead);
  const entries = page.getByRole("region", { name: "跟踪记录" }).getByRole("listitem");
  await expect(entries.filter({ hasText: "同意试用一个月" })).toHaveCount(1);
});

test("a visit is moved to another day by key, and back by undo", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await schedule(page, "李雷");
  await page.goto("/calendar");
  const chip = page.getByRole("table").getByRole("link", { name: /李雷/ });
  const before = await chip.getAttribute("aria-label");
  await chip.focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.getByText("李雷 已移到")).toBeVisible();
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(chip).toHaveAttribute("aria-label", before ?? "");
});

test("a visit has a page where its feedback is written without a script @only-no-js", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await page.goto("/leads/new");
  await page.getByLabel("联系人", { exact: true }).fill("赵敏");
  await page.getByRole("button", { name: "录入" }).click();
  await page.getByRole("group").filter({ hasText: "加日程" }).locator("summary").click();
  await page.getByLabel("地点").fill("徐汇区");
  await page.getByRole("button", { name: "加日程" }).click();
  await page.getByRole("region", { name: "下一步" }).getByRole("link").first().click();
  await page.getByLabel("反馈").fill("当面签了");
  await page.getByRole("button", { name: "写反馈" }).click();
  await expect(page.getByText("已完成")).toBeVisible();
  await expect(page.getByText("当面签了")).toBeVisible();
});

test("the calendar can be read by everybody @phone", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  for (const view of ["month", "day", "agenda"]) {
    await page.goto(`/calendar?view=${view}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});
