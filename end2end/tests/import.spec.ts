// Imports: a file becomes leads, in steps one can leave and come back to.
import { tile, until, upload } from "../house/imports.ts";
import { expect, expectAccessible, test } from "../house/test.ts";

const leads = `LEADID,Last Name,Company,Lead Owner,Email,Mobile,Lead Source,Lead Status,Created Time
1,王芳,华星,李娜,wang@clew.example,13800138000,Trade Show,Contacted,"15 Apr, 2021 00:03:00"
2,Denson,Maurice,Rozario Diego,denson@clew.example,660-485-0224,Cold Call,New,"16 Apr, 2021 00:03:00"
3,周杰,,,broken@,,,,
1,again,,,,,,,
`;

test("a file becomes leads, with a cell mended on the way @no-js", async ({ house, page, javaScriptEnabled }) => {
  await house.signIn(page, "admin");
  await upload(page, "leads.csv", leads);
  await expect(page.getByRole("heading", { name: "leads.csv" })).toBeVisible();
  await expect(page.getByLabel("Lead Owner")).toHaveValue("owner");
  await expect(page.getByLabel("按什么判断已存在")).toHaveValue("external_id");
  await page.getByRole("button", { name: "试运行" }).click();
  await until(page, "需要处理的行", javaScriptEnabled);
  await expect(tile(page, "新增")).toHaveText("2新增");
  await expect(tile(page, "错误")).toHaveText("1错误");
  await expect(page.getByText("与第 2 行重复")).toBeVisible();

  await page.getByLabel("第 4 行，Email").fill("zhou@clew.example");
  await page.getByRole("row", { name: /^4 / }).getByRole("button", { name: "改" }).click();
  await expect(page.getByText("好了")).toBeVisible();
  await expect(tile(page, "新增")).toHaveText("3新增");

  // An unknown value can be meant otherwise.
  await page.getByLabel("来源渠道：Trade Show").selectOption({ label: "展会" });
  await page.getByRole("button", { name: "按此重新试运行" }).click();
  await until(page, "需要处理的行", javaScriptEnabled);
  await expect(page.getByLabel("来源渠道：Trade Show")).toHaveCount(0);

  await page.getByRole("button", { name: "写入 3 行" }).click();
  await until(page, "导入完成", javaScriptEnabled);
  await expect(tile(page, "新增")).toHaveText("3新增");
  await expect(page.getByRole("link", { name: "下载错误行" })).toBeVisible();
  await page.getByRole("link", { name: "查看线索" }).click();
  await expect(page.getByText("zhou@clew.example").or(page.getByText("周杰")).first()).toBeVisible();
});

test("what is wrong with the rules is told where it is, and nothing chosen is lost @no-js", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await upload(page, "x.csv", "a,b\n王芳,13800138000\n");
  await page.getByLabel("b", { exact: true }).selectOption("fax");
  await page.getByRole("button", { name: "试运行" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "联系人：" })).toBeVisible();
  await expect(page.getByLabel("b", { exact: true })).toHaveValue("fax");
});

test("a file that is no table is refused in words and leaves nothing @no-js", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await upload(page, "photo.xlsx", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
  await expect(page.getByRole("alert").filter({ hasText: "这是一张图片，不是表格" })).toBeVisible();
  await expect(page.getByText("还没有导入过")).toBeVisible();
});

test("an import goes on while nobody looks, and after the server was restarted @both", async ({ house, page }) => {
  await house.signIn(page, "admin");
  const rows = Array.from({ length: 12_000 }, (_, at) => `${at},客户${at},139${String(at).padStart(8, "0")}`);
  await upload(page, "many.csv", `LEADID,Last Name,Mobile\n${rows.join("\n")}\n`);
  await page.getByRole("button", { name: "试运行" }).click();
  await page.getByRole("button", { name: "写入 12,000 行" }).click({ timeout: 60_000 });
  await expect(page.getByRole("progressbar", { name: "正在导入" })).toBeVisible();
  await house.restart();
  await page.reload();
  await expect(page.getByRole("heading", { name: "导入完成" })).toBeVisible({ timeout: 60_000 });
  await expect(tile(page, "新增")).toHaveText("12,000新增");
});

test("nobody opens somebody else's import", async ({ house, page, visitor }) => {
  await house.signIn(page, "admin");
  await upload(page, "leads.csv", leads);
  await expect(page.getByRole("heading", { name: "leads.csv" })).toBeVisible();
  const manager = await visitor("manager");
  const response = await manager.goto(new URL(page.url()).pathname);
  expect(response?.status()).toBe(404);
  const seller = await visitor("zhang");
  await expect(seller.getByRole("link", { name: "导入" })).toHaveCount(0);
});

test("the pages of an import can be read by everybody @phone", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/import");
  await expectAccessible(page);
  await upload(page, "leads.csv", leads);
  await expect(page.getByRole("heading", { name: "leads.csv" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "试运行" }).click();
  await expect(page.getByRole("heading", { name: "需要处理的行" })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await page.getByRole("button", { name: "写入 2 行" }).click();
  await expect(page.getByRole("heading", { name: "导入完成" })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
