// Files kept with a customer: chosen, dropped, pasted, looked at, renamed, removed and brought back.
import type { Locator, Page } from "@playwright/test";

import { expect, expectAccessible, test } from "../house/test.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const picture = (name: string) => ({ name, mimeType: "image/png", buffer: png });

async function enter(page: Page, name: string): Promise<string> {
  await page.goto("/customers/new");
  await page.getByLabel("客户名称", { exact: true }).fill(name);
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return new URL(page.url()).pathname;
}

const files = (page: Page): Locator => page.getByRole("region", { name: "附件", exact: true });

test("files are chosen, and what is empty is refused by name", async ({ house, page, visitor }) => {
  await house.signIn(page, "zhang");
  const card = await enter(page, "附件客户");
  const admin = await visitor("admin");
  await admin.goto(card);
  await files(page).getByLabel("选择文件").setInputFiles([picture("一.png"), picture("二.png")]);
  await expect(files(page).getByRole("link", { name: "一.png" })).toBeVisible();
  await expect(files(page).getByRole("link", { name: "二.png" })).toBeVisible();
  await expect(files(admin).getByRole("link", { name: "二.png" })).toBeVisible();
  await files(page)
    .getByLabel("选择文件")
    .setInputFiles({ name: "空.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) });
  await expect(files(page).getByRole("alert").filter({ hasText: "文件是空的" })).toBeVisible();
  await files(page).getByRole("button", { name: "不再上传 空.txt" }).click();
  await expect(files(page).getByText("空.txt")).toHaveCount(0);
  await expectAccessible(page);
});

test("pictures are looked at one after another with the arrow keys", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enter(page, "图片客户");
  await files(page).getByLabel("选择文件").setInputFiles(picture("一.png"));
  await expect(files(page).getByRole("link", { name: "一.png" })).toBeVisible();
  await files(page).getByLabel("选择文件").setInputFiles(picture("二.png"));
  await files(page).getByRole("link", { name: "二.png" }).click();
  const dialog = page.getByRole("dialog", { name: "二.png" });
  await expect(dialog.getByRole("img", { name: "二.png" })).toBeVisible();
  await expect(dialog.getByText("第 1 张，共 2 张")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("dialog", { name: "一.png" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a picture is pasted, a file is dropped", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enter(page, "粘贴客户");
  await expect(files(page).getByText("粘贴图片")).toBeVisible();
  await page.evaluate((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "image.png", { type: "image/png" }));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, [...png]);
  await expect(files(page).getByRole("link", { name: /^粘贴的图片 .*\.png$/ })).toBeVisible();
  const dropped = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "拖入.png", { type: "image/png" }));
    return data;
  }, [...png]);
  await files(page).dispatchEvent("drop", { dataTransfer: dropped });
  await expect(files(page).getByRole("link", { name: "拖入.png" })).toBeVisible();
});

test("a file is renamed, removed and brought back @both", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enter(page, "改名客户");
  await files(page).getByLabel("选择文件").setInputFiles(picture("旧名.png"));
  await files(page).getByRole("button", { name: "重命名 旧名.png" }).click();
  await page.getByRole("dialog").getByLabel("名称").fill("新名.png");
  await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await expect(files(page).getByRole("link", { name: "新名.png" })).toBeVisible();
  await files(page).getByRole("button", { name: "删除 新名.png" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await expect(files(page).getByRole("link", { name: "新名.png" })).toHaveCount(0);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(files(page).getByRole("link", { name: "新名.png" })).toBeVisible();
});

test("without a script a plain form does it @no-js", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enter(page, "无脚本客户");
  await files(page).getByLabel("选择文件").setInputFiles(picture("名片.png"));
  const button = files(page).getByRole("button", { name: "上传", exact: true });
  if (await button.isVisible()) {
    await button.click();
  }
  await expect(files(page).getByRole("link", { name: "名片.png" })).toBeVisible();
});
