// The card of a customer: entered with contacts, changed in place and by two, written about, planned for.
import type { Locator, Page } from "@playwright/test";

import { expect, expectAccessible, test } from "../house/test.ts";

/** Enters a customer by hand with one contact; the page is then its card. */
async function enter(page: Page, name: string): Promise<string> {
  await page.goto("/customers/new");
  await page.getByLabel("客户名称", { exact: true }).fill(name);
  await page.getByRole("region", { name: "联系人 1" }).getByLabel("姓名", { exact: true }).fill("陈晓");
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return new URL(page.url()).pathname;
}

const data = (page: Page): Locator => page.getByRole("region", { name: "资料" });
const entries = (page: Page): Locator => page.getByRole("region", { name: "跟踪记录" }).getByRole("listitem");

test("a customer is entered with several contacts, and nothing typed is lost @no-js", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await page.goto("/customers/new");
  await page.getByRole("region", { name: "联系人 1" }).getByLabel("姓名", { exact: true }).fill("陈晓");
  await page.getByRole("button", { name: "再加一位联系人" }).click();
  await page.getByRole("region", { name: "联系人 2" }).getByLabel("姓名", { exact: true }).fill("周海");
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByText("请填写。")).toBeVisible();
  await expect(page.getByRole("region", { name: "联系人 2" }).getByLabel("姓名", { exact: true })).toHaveValue("周海");
  await page.getByLabel("客户名称", { exact: true }).fill("华山机械");
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "华山机械" })).toBeVisible();
  const contacts = page.getByRole("region", { name: "联系人" });
  await expect(contacts).toContainText("陈晓");
  await expect(contacts).toContainText("周海");
});

test("what was typed into the form outlives the page", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await page.goto("/customers/new");
  await page.getByLabel("客户名称", { exact: true }).fill("写到一半");
  await page.goto("/leads");
  await page.goto("/customers/new");
  await expect(page.getByLabel("客户名称", { exact: true })).toHaveValue("写到一半");
});

test("a field is changed in place; two who change the same one are asked @both", async ({ house, page, visitor }) => {
  await house.signIn(page, "zhang");
  const card = await enter(page, "泰山重工");
  const admin = await visitor("admin");
  await admin.goto(card);
  await admin.getByRole("button", { name: "修改城市" }).click();
  await page.getByRole("button", { name: "修改城市" }).click();
  await page.getByRole("textbox", { name: "城市" }).fill("济南");
  await page.keyboard.press("Enter");
  await expect(data(page)).toContainText("济南");
  // Whoever works with the keyboard goes on from there.
  await expect(page.getByRole("button", { name: "修改城市" })).toBeFocused();
  await admin.getByRole("textbox", { name: "城市" }).fill("泰安");
  await admin.keyboard.press("Enter");
  const conflict = admin.getByRole("group", { name: "“城市”刚刚被别人改过" });
  await expect(conflict).toContainText("济南");
  await expect(conflict).toContainText("泰安");
  await conflict.getByRole("button", { name: "保留我的" }).click();
  await expect(data(admin)).toContainText("泰安");
  // The other page hears of it by itself.
  await expect(data(page)).toContainText("泰安");
});

test("contacts are added, changed in place, made the main one and removed", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enter(page, "衡山软件");
  const contacts = page.getByRole("region", { name: "联系人" });
  await contacts.getByText("添加联系人").click();
  await contacts.getByLabel("姓名", { exact: true }).fill("周海");
  await contacts.getByRole("button", { name: "添加" }).click();
  const added = contacts.getByRole("group").filter({ hasText: "周海" });
  await added.getByText("周海").first().click();
  await added.getByRole("button", { name: "修改职务" }).click();
  await added.getByRole("textbox", { name: "职务" }).fill("采购经理");
  await page.keyboard.press("Enter");
  await expect(added).toContainText("采购经理");
  await added.getByRole("button", { name: "设为首要联系人" }).click();
  await expect(added).toContainText("首要");
  await added.getByRole("button", { name: "删除联系人" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await expect(contacts).not.toContainText("周海");
});

test("a receipt is asked for its amount, and the timeline shows it @no-js", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enter(page, "嵩山贸易");
  await page.getByLabel("记录内容").fill("首款到账");
  await page.getByLabel("类型", { exact: true }).selectOption({ label: "收款" });
  await page.getByLabel(/金额$/).first().fill("12,000");
  await page.getByRole("button", { name: "保存记录" }).click();
  const entry = entries(page).filter({ hasText: "首款到账" });
  await expect(entry).toHaveCount(1);
  await expect(entry).toContainText("12000.00");
});

test("a plan made on the card stands in the calendar", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enter(page, "恒山物流");
  const next = page.getByRole("region", { name: "下一步" });
  await next.getByRole("button", { name: "加日程" }).click();
  const dialog = page.getByRole("dialog", { name: "加日程" });
  await dialog.getByLabel("要点").fill("谈年度合同");
  await dialog.getByRole("button", { name: "加日程" }).click();
  await expect(next).toContainText("谈年度合同");
  await expect(next).toContainText("跟进计划");
  await page.goto("/calendar?view=agenda");
  await expect(page.getByRole("link", { name: "恒山物流", exact: true })).toBeVisible();
});

test("the card and the form can be read by everybody @phone", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await page.goto("/customers/new");
  await expectAccessible(page);
  await enter(page, "黄山茶业");
  await expectAccessible(page);
});
