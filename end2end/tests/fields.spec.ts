// Fields of one's own: added by the administrator, filled in, changed in place, shown, sorted and narrowed by.
import { enterCustomer, row } from "../house/customers.ts";
import { add } from "../house/fields.ts";
import { expect, expectAccessible, test } from "../house/test.ts";

test("a field is added, filled in, changed on the card, and becomes a column and a condition @both", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await add(page, "customer", "装机量", "数字");
  await expectAccessible(page);
  await page.goto("/customers/new");
  await page.getByLabel("客户名称", { exact: true }).fill("华山机械");
  await page.getByLabel("装机量").fill("many");
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByLabel("装机量")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("装机量").fill("120");
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "华山机械" })).toBeVisible();
  await page.getByRole("button", { name: "修改装机量" }).click();
  await page.getByLabel("装机量").fill("1250");
  await page.keyboard.press("Enter");
  await expect(page.getByText("1250", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/customers");
  await page.getByRole("button", { name: "列", exact: true }).click();
  await page.getByRole("dialog").getByLabel("显示装机量").click();
  await page.getByRole("dialog").getByRole("button", { name: "关闭" }).last().click();
  await expect(page.getByRole("cell", { name: "1,250" })).toBeVisible();
  await page.goto("/customers?number_1_from=2000");
  await expect(page.getByRole("cell", { name: "1,250" })).toHaveCount(0);
  await page.goto("/customers?number_1_from=1000");
  await expect(page.getByRole("cell", { name: "1,250" })).toBeVisible();
});

test("a field of several values takes its values from a list of its own @no-js", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await add(page, "lead", "需求", "多选");
  await page.getByRole("link", { name: "选项（0）" }).click();
  for (const name of ["采购", "培训", "维修"]) {
    await page.getByRole("link", { name: "添加" }).click();
    await page.getByLabel("名称", { exact: true }).fill(name);
    await page.getByRole("button", { name: "添加", exact: true }).click();
    await expect(page.getByRole("listitem").filter({ hasText: name })).toBeVisible();
  }
  await page.goto("/leads/new");
  await page.getByLabel("联系人", { exact: true }).fill("王芳");
  await page.getByRole("checkbox", { name: "采购" }).check();
  await page.getByRole("checkbox", { name: "维修" }).check();
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "王芳" })).toBeVisible();
  const fields = page.getByRole("region", { name: "资料" });
  await expect(fields.getByText("维修")).toBeVisible();
  await page.getByRole("link", { name: "编辑全部" }).click();
  await expect(page.getByRole("checkbox", { name: "采购" })).toBeChecked();
  await page.getByRole("checkbox", { name: "采购" }).uncheck();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "王芳" })).toBeVisible();
  await expect(fields.getByText("采购")).toHaveCount(0);
  await expect(fields.getByText("维修")).toBeVisible();
});

test("two who choose another person for the same field see names, and the panel beside the list does too", async ({ house, page, visitor }) => {
  await house.signIn(page, "admin");
  await add(page, "customer", "技术支持", "人员");
  const card = await enterCustomer(page, "华山机械");
  const other = await visitor("admin");
  await other.goto(card);
  await other.getByRole("button", { name: "修改技术支持" }).click();
  await page.getByRole("button", { name: "修改技术支持" }).click();
  await page.getByRole("combobox", { name: "技术支持" }).selectOption({ label: "张伟" });
  await expect(page.getByRole("combobox", { name: "技术支持" })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "资料" }).getByRole("definition").filter({ hasText: "张伟" })).toBeVisible();
  await other.getByRole("combobox", { name: "技术支持" }).selectOption({ label: "李娜" });
  const conflict = other.getByRole("group", { name: "“技术支持”刚刚被别人改过" });
  await expect(conflict.getByRole("definition")).toHaveText(["无", "张伟", "李娜"]);
  await conflict.getByRole("button", { name: "保留我的" }).click();
  await expect(conflict).toHaveCount(0);
  await expect(other.getByRole("region", { name: "资料" }).getByRole("definition").filter({ hasText: "李娜" })).toBeVisible();
  await other.goto("/customers");
  await row(other, "华山机械").getByRole("cell").nth(2).click();
  await expect(other.getByRole("complementary")).toContainText("李娜");
});
