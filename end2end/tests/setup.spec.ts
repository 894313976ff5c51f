// The first visit, and the door.
import { emptyDatabase } from "../house/database.ts";
import { password, people } from "../house/people.ts";
import { Server } from "../house/program.ts";
import { expect, expectAccessible, test } from "../house/test.ts";
import type { Page } from "@playwright/test";

/** A house nobody has moved into. */
async function inEmptyHouse(story: (url: string) => Promise<void>): Promise<void> {
  const database = await emptyDatabase();
  const server = await Server.start(database.url);
  try {
    await story(server.url);
  } finally {
    await server.stop();
    await database.remove();
  }
}

async function fillIn(page: Page, name: string, secret: string, again: string): Promise<void> {
  await page.getByLabel("您的姓名").fill(name);
  await page.getByLabel("登录名").fill("chen");
  await page.getByLabel("密码", { exact: true }).fill(secret);
  await page.getByLabel("再输入一次").fill(again);
  await page.getByRole("button", { name: "创建并登录" }).click();
}

test("whoever comes first becomes the administrator @both @no-js", async ({ javaScriptEnabled, page }) => {
  await inEmptyHouse(async (url) => {
    await page.goto(url);
    await expect(page.getByRole("heading", { name: "创建管理员" })).toBeVisible();
    if (javaScriptEnabled !== false) await expectAccessible(page);

    await fillIn(page, "陈晓", password, `${password}!`);
    await expect(page.getByText("两次输入不一致。")).toBeVisible();
    await expect(page.getByLabel("您的姓名")).toHaveValue("陈晓");
    await expect(page.getByLabel("登录名")).toHaveValue("chen");

    await fillIn(page, "陈晓", "password1", "password1");
    await expect(page.getByText("太容易被猜到，请换一个。")).toBeVisible();
    await expect(page.getByLabel("密码", { exact: true })).toHaveAttribute("aria-invalid", "true");

    await fillIn(page, "陈晓", password, password);
    await expect(page).toHaveURL(/\/leads$/);
    await page.goto(`${url}/setup`);
    await expect(page.getByRole("heading", { name: "创建管理员" })).toBeHidden();
    await page.goto(`${url}/settings/people`);
    await expect(page.getByRole("row", { name: /陈晓.*chen.*管理员/ })).toBeVisible();
  });
});

test("the strength of a password is told while it is typed", async ({ page }) => {
  await inEmptyHouse(async (url) => {
    await page.goto(`${url}/setup?lang=en`);
    const secret = page.getByLabel("Password", { exact: true });
    await page.getByLabel("Your name").fill("Lin Mo");
    await secret.fill("linmo");
    await expect(page.getByText("Too weak")).toBeVisible();
    await expect(page.getByText("At least 8 characters")).toBeVisible();
    await secret.fill("aaaa-1234-qwer");
    await expect(page.getByText("Leave out rows such as 1234 or aaaa")).toBeVisible();
    await secret.fill(password);
    await expect(page.getByText("Very good")).toBeVisible();
  });
});

test("a wrong password keeps the name, and the right one leads where one wanted to go @no-js @phone", async ({ house, javaScriptEnabled, page }) => {
  await page.goto(`${house.url}/account`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("登录名").fill(people.zhang.login);
  await page.getByLabel("密码", { exact: true }).fill("guessed-1234");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "用户名或密码不正确。" })).toBeVisible();
  await expect(page.getByLabel("登录名")).toHaveValue(people.zhang.login);
  if (javaScriptEnabled !== false) await expectAccessible(page);

  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByRole("heading", { level: 1, name: "账户" })).toBeVisible();
});

test("who guesses too often has to wait @no-js", async ({ house, page }) => {
  const enter = async (secret: string) => {
    await page.getByLabel("登录名").fill(people.li.login);
    await page.getByLabel("密码", { exact: true }).fill(secret);
    const answered = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().endsWith("/sign-in"));
    await page.getByRole("button", { name: "登录" }).click();
    await answered;
  };
  await page.goto(`${house.url}/sign-in`);
  for (let guess = 1; guess <= 10; guess += 1) {
    await enter(`guess-${guess}`);
    await expect(page.getByText("用户名或密码不正确。")).toBeVisible();
    await expect(page.getByRole("button", { name: "登录" })).toBeEnabled();
  }
  await enter(password);
  await expect(page.getByText("请等 15 分钟再试")).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
});

test("the door speaks both languages @no-js", async ({ house, page }) => {
  await page.goto(`${house.url}/sign-in?next=/account`);
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByLabel("Sign-in name").fill(people.zhang.login);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/account$/);
});
