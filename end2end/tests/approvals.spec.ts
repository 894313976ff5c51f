// A level is asked for on the card; a superior decides in the inbox, and whoever asked reads of it.
import type { Page } from "@playwright/test";

import { expect, expectAccessible, test } from "../house/test.ts";

async function enter(page: Page, name: string): Promise<string> {
  await page.goto("/customers/new");
  await page.getByLabel("客户名称", { exact: true }).fill(name);
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return new URL(page.url()).pathname;
}

async function askFor(page: Page, level: string, reason: string): Promise<void> {
  const part = page.getByRole("region", { name: "级别", exact: true });
  await part.getByText("申请变更级别").first().click();
  await part.getByLabel("新级别").selectOption({ label: level });
  await part.getByLabel("理由").fill(reason);
  await part.getByRole("button", { name: "申请变更级别" }).click();
  await expect(part.getByRole("article")).toContainText("待审批");
}

test("a level is asked for, approved by a superior, and told", async ({ house, page, visitor }) => {
  await house.signIn(page, "zhang");
  const card = await enter(page, "嵩山电子");
  await page.goto(card);
  await askFor(page, "A", "签了年度框架");
  const boss = await visitor("manager");
  await boss.goto("/approvals");
  const request = boss.getByRole("list", { name: "待我审批" }).getByRole("article");
  await expect(request).toContainText("嵩山电子");
  await expect(request).toContainText("签了年度框架");
  await request.getByRole("button", { name: "通过" }).click();
  await expect(boss.getByRole("heading", { name: "这里没有内容" })).toBeVisible();
  await boss.goto("/approvals?view=handled");
  await expect(boss.getByRole("list", { name: "已处理" }).getByRole("article")).toContainText("已通过");
  await page.goto("/notices");
  const told = page.getByRole("list", { name: "通知" }).getByRole("listitem").filter({ hasText: "嵩山电子" });
  await expect(told.filter({ hasText: "通过了" })).toBeVisible();
  await page.getByRole("button", { name: "全部标为已读" }).click();
  await expect(page.getByRole("button", { name: "全部标为已读" })).toHaveCount(0);
  await page.goto(card);
  await expect(page.getByRole("region", { name: "级别", exact: true }).getByRole("article")).toContainText("已通过");
});

test("without a script a level is asked for, and the request is taken back @only-no-js", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await page.goto(await enter(page, "嵩山电子"));
  await askFor(page, "A", "签了年度框架");
  await page.goto("/approvals?view=mine");
  const request = page.getByRole("list", { name: "我发起的" }).getByRole("article");
  await expect(request).toContainText("嵩山电子");
  await request.getByRole("button", { name: "撤回" }).click();
  await expect(request).toContainText("已撤回");
});

test("whoever rejects says why, and the inbox follows by itself @both", async ({ house, page, visitor }) => {
  const boss = await visitor("manager");
  await boss.goto("/approvals");
  await expectAccessible(boss);
  await house.signIn(page, "zhang");
  await enter(page, "恒山贸易");
  await askFor(page, "B", "客户要求");
  const request = boss.getByRole("list", { name: "待我审批" }).getByRole("article");
  await expect(request).toContainText("恒山贸易");
  await expectAccessible(boss);
  await request.getByText("驳回", { exact: true }).first().click();
  await request.getByRole("button", { name: "驳回" }).click();
  await expect(request.getByText("请填写。")).toBeVisible();
  await request.getByLabel("驳回原因").fill("再观察一个月");
  await request.getByRole("button", { name: "驳回" }).click();
  await expect(boss.getByRole("heading", { name: "这里没有内容" })).toBeVisible();
  await expect(page.getByRole("region", { name: "级别", exact: true }).getByRole("article")).toContainText("再观察一个月");
  await expectAccessible(page);
});

test("customers are counted by level, and behind each number stand its customers", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enter(page, "衡山食品");
  await page.goto("/customers/levels");
  await expectAccessible(page);
  const mine = page.getByRole("row").filter({ hasText: "我的" });
  await mine.getByRole("link", { name: "1" }).first().click();
  await expect(page.getByRole("link", { name: "衡山食品", exact: true })).toBeVisible();
});

test("who is too late reads who was quicker, and a word goes with an approval", async ({ house, page, visitor }) => {
  await house.signIn(page, "zhang");
  await enter(page, "恒山贸易");
  await askFor(page, "B", "客户要求");
  const [boss, admin] = [await visitor("manager"), await visitor("admin")];
  const request = (inbox: Page) => inbox.getByRole("list", { name: "待我审批" }).getByRole("article");
  // Of what others do this page hears nothing.
  await admin.route(/\/live/, (route) => route.abort());
  for (const inbox of [boss, admin]) {
    await inbox.goto("/approvals");
    await expect(request(inbox)).toContainText("恒山贸易");
  }
  await request(boss).getByText("附言通过", { exact: true }).first().click();
  await request(boss).getByLabel("附言", { exact: true }).fill("好好跟进");
  await request(boss).getByRole("button", { name: "通过" }).last().click();
  await expect(boss.getByRole("heading", { name: "这里没有内容" })).toBeVisible();
  await expect(page.getByRole("region", { name: "级别", exact: true }).getByRole("article")).toContainText("好好跟进");
  await request(admin).getByRole("button", { name: "通过" }).click();
  await expect(admin.getByText("已由 王静 通过。")).toBeVisible();
  await expect(admin.getByRole("heading", { name: "这里没有内容" })).toBeVisible();
});
