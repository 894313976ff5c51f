// What every story imports: `test` with a house, and `expect`.
import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";

import { attentive } from "./awake.ts";
import type { Database } from "./database.ts";
import { House } from "./house.ts";
import type { Name } from "./people.ts";

interface OfStory {
  house: House;
  /** Nothing may go wrong unseen: a page that panics while hydrating looks whole and is dead. */
  errors: string[];
  /** Opens a second browser, signed in as somebody else. */
  visitor: (name: Name) => Promise<Page>;
}

interface OfWorker {
  plan: Database;
}

export const test = base.extend<OfStory, OfWorker>({
  plan: [
    async ({}, use) => {
      const plan = await House.plan();
      await use(plan);
      await plan.remove();
    },
    { scope: "worker" },
  ],

  house: async ({ plan }, use, story) => {
    const house = await House.build(plan);
    await use(house);
    await house.leave();
    if (story.status !== story.expectedStatus) {
      await story.attach("server log", { body: house.log, contentType: "text/plain" });
    }
  },

  baseURL: async ({ house }, use) => use(house.url),

  page: async ({ page, javaScriptEnabled }, use) => use(javaScriptEnabled === false ? page : attentive(page)),

  errors: [
    async ({ context }, use) => {
      const errors: string[] = [];
      listen(context, errors);
      await use(errors);
      expect(errors, "errors in the browser").toEqual([]);
    },
    { auto: true },
  ],

  visitor: async ({ browser, contextOptions, errors, house }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (name) => {
      const context = await browser.newContext({ ...contextOptions, baseURL: house.url, locale: "zh-CN" });
      contexts.push(context);
      listen(context, errors);
      const page = attentive(await context.newPage());
      await house.signIn(page, name);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

function listen(context: BrowserContext, errors: string[]): void {
  context.on("weberror", (error) => errors.push(String(error.error())));
  context.on("console", (message) => {
    // A refused form is part of some stories; the browser reports each as a failed resource.
    const refused = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !refused) errors.push(message.text());
  });
}

export { expect };

/** Readable without eyes and without a mouse, as far as a machine can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join("; ")})`);
  expect(told, "what axe found").toEqual([]);
}
