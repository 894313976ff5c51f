// Pools of customers: members, limits, rules and what they would do.
import { enterCustomer, row } from "../house/customers.ts";
import { expect, expectAccessible, test } from "../house/test.ts";

test("a pool is added for one role, with hidden fields and a limit by level @no-js", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/pools");
  await page.getByRole("link", { name: "添加公海" }).click();
  await page.getByLabel("名称", { exact: true }).fill("华东公海");
  await page.getByLabel("英文名称").fill("East");
  await page.getByRole("checkbox", { name: "手机", exact: true }).check();
  await page.getByRole("checkbox", { name: "联系人", exact: true }).check();
  await page.getByLabel("每人每天最多领取").fill("5");
  await page.getByRole("button", { name: "添加", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "华东公海" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "手机", exact: true })).toBeChecked();
  await page.goto("/settings/pools");
  await expect(page.getByRole("list", { name: "公海" }).getByRole("listitem")).toHaveCount(2);
});

test("a rule begins switched off, says what it would do, and is switched on @both", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/pools");
  await page.getByRole("list", { name: "公海" }).getByRole("link", { name: "公海", exact: true }).click();
  await page.getByLabel("天数", { exact: true }).fill("0");
  await page.getByRole("button", { name: "添加规则" }).click();
  await expect(page.getByLabel("天数", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("天数", { exact: true }).fill("30");
  await page.getByRole("button", { name: "添加规则" }).click();
  const rule = page.getByRole("list", { name: "收回规则" }).getByRole("listitem");
  await expect(rule).toContainText("30 天没有记录");
  await expect(rule).toContainText("启用后会收回");
  await expectAccessible(page);
  await rule.getByRole("link", { name: "查看这些客户" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "30 天没有记录" })).toBeVisible();
  await page.goBack();
  await rule.getByRole("button", { name: "启用" }).click();
  await expect(rule).toContainText("在用");
  await rule.getByRole("button", { name: /^删除规则/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await expect(rule).toHaveCount(0);
});

test("the most customers per person is a number", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/pools");
  await page.getByLabel("每人最多客户数").fill("200");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("每人最多客户数")).toHaveValue("200");
});

test("a customer that a pool takes back soon says so in the list", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/pools");
  await page.getByRole("list", { name: "公海" }).getByRole("link", { name: "公海", exact: true }).click();
  await page.getByLabel("提前几天提醒").fill("5");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存")).toBeVisible();
  await page.getByLabel("天数", { exact: true }).fill("3");
  await page.getByRole("button", { name: "添加规则" }).click();
  const rule = page.getByRole("list", { name: "收回规则" }).getByRole("listitem");
  await rule.getByRole("button", { name: "启用" }).click();
  await expect(rule).toContainText("在用");
  await enterCustomer(page, "快到期");
  await page.goto("/customers");
  await expect(row(page, "快到期")).toContainText("天后回收");
});
