// Fields of one's own, for stories that need some.
import { expect, type Page } from "@playwright/test";

/** The administrator adds a field to a noun. */
export async function add(page: Page, noun: string, name: string, kind: string): Promise<void> {
  await page.goto(`/settings/fields/${noun}`);
  await page.getByText("添加字段").click();
  const form = page.locator("#field-new");
  await form.getByLabel("类型", { exact: true }).selectOption({ label: kind });
  await form.getByLabel("名称", { exact: true }).fill(name);
  await form.getByRole("button", { name: "添加", exact: true }).click();
  await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText(kind);
}
