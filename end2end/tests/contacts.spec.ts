// Contacts across customers: found, narrowed, seen beside the list, and led to on the card.
import { enterCustomer, row, rows } from "../house/customers.ts";
import { expect, expectAccessible, test } from "../house/test.ts";

test("a contact is found by its number, and leads to its customer @no-js", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enterCustomer(page, "华山机械", { contact: "陈晓", mobile: "13800001234" });
  await enterCustomer(page, "泰山重工", { contact: "周海", mobile: "13900005678" });
  await page.goto("/contacts");
  await expect(rows(page)).toHaveCount(2);
  await expect(row(page, "陈晓")).toContainText("华山机械");
  await page.getByRole("searchbox", { name: "搜索", exact: true }).fill("5678");
  await page.getByRole("searchbox", { name: "搜索", exact: true }).press("Enter");
  await expect(rows(page)).toHaveCount(1);
  await row(page, "周海").getByRole("link", { name: /^打开客户/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "泰山重工" })).toBeVisible();
  await expect(page.getByRole("region", { name: "联系人" })).toContainText("周海");
});

test("others' contacts are not there; a new one comes by itself, and is seen beside the list @both", async ({ house, page, visitor }) => {
  await house.signIn(page, "zhang");
  const li = await visitor("li");
  await enterCustomer(li, "衡山软件", { contact: "赵敏" });
  await page.goto("/contacts");
  await expect(page.getByRole("heading", { name: "还没有联系人" })).toBeVisible();
  const other = await visitor("zhang");
  await enterCustomer(other, "嵩山贸易", { contact: "钱进", mobile: "13700001111" });
  await expect(rows(page)).toHaveCount(1);
  await row(page, "钱进").getByRole("cell", { name: "张伟" }).click();
  const side = page.getByRole("complementary");
  await expect(side).toContainText("13700001111");
  await expectAccessible(page);
  await side.getByRole("link", { name: "嵩山贸易" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "嵩山贸易" })).toBeVisible();
});
