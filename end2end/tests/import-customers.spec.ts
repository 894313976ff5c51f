// Customers from a file, and the way back.
import { add } from "../house/fields.ts";
import { tile, until, upload } from "../house/imports.ts";
import { expect, expectAccessible, test } from "../house/test.ts";

const customers = `客户编号,客户名称,手机,客户类型,行业,专管销售员
K1,华山机械,13911110001,,制造,admin
K2,泰山贸易,13911110002,,制造,
K3,没有负责人,139 1111 0001,,,
`;

test("customers come in from a file and go again @both @no-js", async ({ house, page, javaScriptEnabled }) => {
  await house.signIn(page, "admin");
  await upload(page, "客户.csv", customers);
  await expect(page.getByRole("heading", { name: "客户.csv" })).toBeVisible();
  await expect(page.getByLabel("按什么判断已存在")).toHaveValue("number");
  await expect(page.getByText("客户级别只对新客户生效")).toBeVisible();
  await page.getByRole("button", { name: "试运行" }).click();
  await until(page, "需要处理的行", javaScriptEnabled);
  await expect(tile(page, "新增")).toHaveText("2新增");
  await expect(page.getByText("与第 2 行重复")).toBeVisible();
  await page.getByRole("button", { name: "写入 2 行" }).click();
  await until(page, "导入完成", javaScriptEnabled);
  const result = page.url();
  await page.getByRole("link", { name: "查看客户" }).click();
  await expect(page.getByRole("link", { name: "华山机械", exact: true })).toBeVisible();

  await page.goto(result);
  await page.getByText("撤销此次导入", { exact: true }).click();
  await expect(page.getByText("将撤回 2 行")).toBeVisible();
  await page.getByRole("button", { name: "撤销 2 行" }).click();
  await until(page, "导入已撤销", javaScriptEnabled);
  await expect(tile(page, "已删除")).toHaveText(/^2 ?已删除$/);
  await page.goto("/import");
  await expect(page.getByRole("row", { name: "客户.csv" }).getByText("已撤销")).toBeVisible();
  await page.goto("/customers/query");
  await expect(page.getByRole("link", { name: "华山机械", exact: true })).toHaveCount(0);
});

test("what somebody has changed since is named and stays @phone", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await upload(page, "leads.csv", "LEADID,Last Name,Company,Lead Owner\n1,王芳,华星,admin\n2,李娜,泰山,admin\n");
  await page.getByRole("button", { name: "试运行" }).click();
  await page.getByRole("button", { name: "写入 2 行" }).click({ timeout: 30_000 });
  await expect(page.getByRole("heading", { name: "导入完成" })).toBeVisible({ timeout: 30_000 });
  const result = page.url();
  await page.goto("/leads/query?q=王芳");
  const href = await page.getByRole("link", { name: "王芳", exact: true }).getAttribute("href");
  const lead = href?.match(/\/leads\/(\d+)/)?.[1];
  await page.goto(`/leads/${lead}/edit`);
  await page.getByLabel("部门").fill("采购部");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("采购部")).toBeVisible();

  await page.goto(result);
  await expectAccessible(page);
  await page.getByText("撤销此次导入", { exact: true }).click();
  await page.getByRole("button", { name: "撤销 2 行" }).click();
  await expect(page.getByRole("heading", { name: "导入已撤销" })).toBeVisible({ timeout: 30_000 });
  const left = page.getByRole("table", { name: "保持不变的行" });
  await expect(left.getByRole("link", { name: "王芳" })).toBeVisible();
  await expect(left.getByText("之后被人动过")).toBeVisible();
  await expectAccessible(page);
});

test("a column fills a field of one's own @no-js", async ({ house, page, javaScriptEnabled }) => {
  await house.signIn(page, "admin");
  await add(page, "customer", "装机量", "数字");
  await upload(page, "客户.csv", "客户编号,客户名称,装机量\nK1,华山机械,1250\nK2,泰山贸易,很多\n");
  await expect(page.getByRole("combobox", { name: "装机量" })).toHaveValue(/^number_\d+$/);
  await page.getByRole("button", { name: "试运行" }).click();
  await until(page, "需要处理的行", javaScriptEnabled);
  await expect(page.getByText("不是整数")).toBeVisible();
  await page.getByRole("button", { name: "写入 1 行" }).click();
  await until(page, "导入完成", javaScriptEnabled);
  await page.getByRole("link", { name: "查看客户" }).click();
  const href = await page.getByRole("link", { name: "华山机械", exact: true }).getAttribute("href");
  await page.goto(`/customers/${href?.match(/\/customers\/(\d+)/)?.[1]}`);
  await expect(page.getByRole("heading", { level: 1, name: "华山机械" })).toBeVisible();
  await expect(page.getByText("1250", { exact: true })).toBeVisible();
});
