// Customers for stories about many: entered by hand, as a person would.
import { expect, type Locator, type Page } from "@playwright/test";

/** Enters a customer; the page is then its card, whose path comes back. */
export async function enterCustomer(page: Page, name: string, more: { contact?: string; mobile?: string; city?: string } = {}): Promise<string> {
  await page.goto("/customers/new");
  await page.getByLabel("客户名称", { exact: true }).fill(name);
  if (more.city) await page.getByLabel("城市", { exact: true }).fill(more.city);
  const line = page.getByRole("region", { name: "联系人 1" });
  if (more.contact) await line.getByLabel("姓名", { exact: true }).fill(more.contact);
  if (more.mobile) await line.getByLabel("手机", { exact: true }).fill(more.mobile);
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return new URL(page.url()).pathname;
}

export const rows = (page: Page): Locator => page.locator("tbody").getByRole("row");
export const row = (page: Page, name: string): Locator => rows(page).filter({ has: page.getByRole("rowheader", { name }) });
/** A screen in the strip above the list. */
export const screen = (page: Page, name: string): Locator => page.getByRole("navigation", { name: "标签页" }).getByRole("link", { name });
export const bar = (page: Page): Locator => page.getByRole("region", { name: "批量操作" });

/** Ticks rows of the list. */
export async function choose(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await row(page, name).getByRole("checkbox").click();
}
