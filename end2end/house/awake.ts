// A page is drawn by the server first; the browser half takes over a moment later.
import { expect, type Page } from "@playwright/test";

const scripted = new WeakSet<Page>();

/** Until the browser half has taken over; at once on a page that has none, and without JavaScript. */
export async function awake(page: Page): Promise<void> {
  if (!scripted.has(page)) return;
  if ((await page.locator("link[rel=modulepreload]").count()) === 0) return;
  // Long, for the unoptimised browser half on a busy machine.
  await expect(page.locator("html")).toHaveAttribute("data-awake", "", { timeout: 30_000 });
}

/** From now on every `goto` and `reload` of this page waits until it is awake. */
export function attentive(page: Page): Page {
  scripted.add(page);
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  page.goto = async (...args) => {
    const response = await goto(...args);
    await awake(page);
    return response;
  };
  page.reload = async (...args) => {
    const response = await reload(...args);
    await awake(page);
    return response;
  };
  return page;
}
