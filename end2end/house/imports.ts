// Files that are brought in, for stories about them.
import { expect, type Locator, type Page } from "@playwright/test";

/** Chooses files; a page with a script sends them at once. */
export async function upload(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.goto("/import");
  await page.getByLabel("选择文件").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  const send = page.getByRole("button", { name: "上传" });
  if (await send.isVisible()) await send.click();
}

/** Waits for the server to finish a step. Without a script the page is asked for again. */
export async function until(page: Page, heading: string, javaScript: boolean | undefined): Promise<void> {
  const there = page.getByRole("heading", { name: heading });
  if (javaScript !== false) return expect(there).toBeVisible({ timeout: 30_000 });
  await expect(async () => {
    await page.goto(page.url());
    await expect(there).toBeVisible({ timeout: 500 });
  }).toPass();
}

/** One of the numbers of a dry run or a result, by its name. */
export function tile(page: Page, name: string): Locator {
  return page.getByRole("listitem").filter({ hasText: new RegExp(`^[\\d,]+ ?${name}$`) });
}
