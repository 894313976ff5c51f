// The page of a lead: processed, amended, changed by two, moved on; and entered in the first place.
import type { Locator, Page } from "@playwright/test";

import { expect, expectAccessible, test } from "../house/test.ts";

/** Enters a lead by hand; the page is then the lead's. */
async function enter(page: Page, contact: string): Promise<string> {
  await page.goto("/leads/new");
  await page.getByLabel("联系人", { exact: true }).fill(contact);
  await page.getByLabel("手机", { exact: true }).fill("13800138000");
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByRole("heading", { level: 1, name: contact })).toBeVisible();
  return new URL(page.url()).pathname;
}

const entries = (page: Page): Locator => page.getByRole("region", { name: "跟踪记录" }).getByRole("listitem");

test("a lead is processed, and its record stands on top with the new status @no-js", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enter(page, "王芳");
  await page.getByLabel("处理内容").fill("电话里要了报价");
  await page.getByLabel("状态", { exact: true }).selectOption({ label: "已联系" });
  await page.getByRole("button", { name: "保存记录" }).click();
  await expect(entries(page).filter({ hasText: "电话里要了报价" })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "已联系" })).toHaveAttribute("aria-current", "step");
  await expect(page.getByLabel("处理内容")).toHaveValue("");
});

test("a double click writes one record", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enter(page, "李雷");
  await page.getByLabel("处理内容").fill("只记一次");
  await page.getByRole("button", { name: "保存记录" }).dblclick();
  await expect(entries(page).filter({ hasText: "只记一次" })).toHaveCount(1);
  await page.reload();
  await expect(entries(page).filter({ hasText: "只记一次" })).toHaveCount(1);
});

test("an amended record keeps its former wording, side by side", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enter(page, "赵敏");
  await page.getByLabel("处理内容").fill("报价 100 元");
  await page.getByRole("button", { name: "保存记录" }).click();
  const entry = entries(page).filter({ hasText: "报价" });
  await entry.getByRole("button", { name: "修改记录" }).click();
  await entry.getByRole("textbox").fill("报价 120 元");
  await entry.getByRole("button", { name: "保存" }).click();
  await expect(entry).toContainText("报价 120 元");
  await entry.getByRole("button", { name: "已编辑" }).click();
  const dialog = page.getByRole("dialog", { name: "修改历史" });
  await expect(dialog.getByRole("region", { name: "修改前" })).toContainText("报价 100 元");
  await expect(dialog.getByRole("region", { name: "修改后" })).toContainText("报价 120 元");
  await expectAccessible(page);
});

test("two people change a lead: other fields are merged, the same field asks @both", async ({ house, page, visitor }) => {
  await house.signIn(page, "zhang");
  const lead = await enter(page, "陈晨");
  const admin = await visitor("admin");
  await admin.goto(`${lead}/edit`);
  await page.goto(`${lead}/edit`);
  await page.getByLabel("职务", { exact: true }).fill("经理");
  await page.getByLabel("部门", { exact: true }).fill("采购部");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page).toHaveURL(lead);

  await admin.getByLabel("职务", { exact: true }).fill("总监");
  await admin.getByLabel("昵称", { exact: true }).fill("小陈");
  await admin.getByRole("button", { name: "保存" }).click();
  const conflict = admin.getByRole("group", { name: "“职务”刚刚被别人改过" });
  await expect(conflict).toContainText("经理");
  await expect(conflict).toContainText("总监");
  await expect(admin.getByLabel("昵称", { exact: true })).toHaveValue("小陈");
  await conflict.getByRole("button", { name: "保留我的" }).click();
  await admin.getByRole("button", { name: "保存" }).click();
  await expect(admin).toHaveURL(lead);
  const fields = admin.getByRole("region", { name: "资料" });
  for (const text of ["总监", "采购部", "小陈"]) await expect(fields).toContainText(text);
});

test("a field is changed in place; Esc leaves it as it was", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enter(page, "周涛");
  await page.getByRole("button", { name: "修改职务" }).click();
  await page.getByRole("textbox", { name: "职务" }).fill("总经理");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("textbox", { name: "职务" })).toHaveCount(0);
  await page.getByRole("button", { name: "修改职务" }).click();
  await page.getByRole("textbox", { name: "职务" }).fill("副总经理");
  await page.keyboard.press("Enter");
  const fields = page.getByRole("region", { name: "资料" });
  await expect(fields).toContainText("副总经理");
  await page.reload();
  await expect(fields).toContainText("副总经理");
});

test("a lead is finished with a reason and taken up again by someone who may", async ({ house, page, visitor }) => {
  await house.signIn(page, "zhang");
  const lead = await enter(page, "孙丽");
  await page.getByRole("button", { name: "完结" }).click();
  const dialog = page.getByRole("dialog", { name: "完结跟踪" });
  await dialog.getByText("没有需求").click();
  await dialog.getByRole("button", { name: "完结" }).click();
  await expect(page.getByText("已完结 · 没有需求")).toBeVisible();
  const manager = await visitor("manager");
  await manager.goto(lead);
  await manager.getByRole("button", { name: "重新跟踪" }).click();
  await expect(manager.getByRole("banner").or(manager.locator("article")).getByText("跟踪中").first()).toBeVisible();
});

test("a new lead with nothing to call it by is refused beside the field, and keeps what was typed @no-js", async ({
  house,
  page,
}) => {
  await house.signIn(page, "zhang");
  await page.goto("/leads/new");
  await page.getByLabel("邮箱", { exact: true }).fill("not an address");
  await page.getByLabel("备注", { exact: true }).fill("展会上认识的");
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByText("格式不正确。")).toBeVisible();
  await expect(page.getByLabel("备注", { exact: true })).toHaveValue("展会上认识的");
  await page.getByLabel("邮箱", { exact: true }).fill("wang@example.com");
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "wang@example.com" })).toBeVisible();
});

test("the pages of a lead can be read by everybody @phone", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  const lead = await enter(page, "吴刚");
  await expectAccessible(page);
  await page.goto(`${lead}/edit`);
  await expectAccessible(page);
  await page.goto("/leads/new");
  await expectAccessible(page);
});
