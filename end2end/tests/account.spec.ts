// One's own account.
import { password, people } from "../house/people.ts";
import { expect, expectAccessible, test } from "../house/test.ts";

const another = "黄昏-lighthouse-2260";

test("a password is changed, with what is wrong beside its field @no-js", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await page.goto("/account");
  const change = async (present: string, secret: string, again: string) => {
    await page.getByLabel("当前密码").fill(present);
    await page.getByLabel("新密码").fill(secret);
    await page.getByLabel("再输入一次").fill(again);
    await page.getByRole("button", { name: "修改密码" }).click();
  };
  await change("not-mine-at-all", another, another);
  await expect(page.getByText("当前密码不正确。")).toBeVisible();
  await change(password, "zhang.wei", "zhang.wei");
  await expect(page.getByText("太容易被猜到，请换一个。")).toBeVisible();
  await change(password, another, `${another}?`);
  await expect(page.getByText("两次输入不一致。")).toBeVisible();
  await change(password, another, another);
  await expect(page.getByText("两次输入不一致。")).toBeHidden();
  await expect(page.getByLabel("当前密码")).toHaveValue("");

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel("登录名").fill(people.zhang.login);
  await page.getByLabel("密码", { exact: true }).fill(another);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).toHaveURL(/\/leads$/);
});

test("a session in another browser is ended from this one", async ({ house, page, visitor }) => {
  await house.signIn(page, "zhang");
  const elsewhere = await visitor("zhang");
  await elsewhere.goto("/account");

  await page.goto("/account");
  const devices = page.getByRole("region", { name: "已登录的设备" });
  await expect(devices.getByRole("listitem")).toHaveCount(2);
  await expect(devices.getByRole("listitem").filter({ hasText: "本设备" })).toHaveCount(1);
  await devices.getByRole("button", { name: /^退出 Chrome/ }).click();
  await expect(page.getByText("已退出 1 台设备")).toBeVisible();
  await expect(devices.getByRole("listitem")).toHaveCount(1);

  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "账户" })).toBeVisible();
});

test("tries to sign in are told, the wrong ones too", async ({ house, page }) => {
  await page.goto(`${house.url}/sign-in`);
  await page.getByLabel("登录名").fill(people.li.login);
  await page.getByLabel("密码", { exact: true }).fill("guessed-1234");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByText("用户名或密码不正确。")).toBeVisible();
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).toHaveURL(/\/leads$/);

  await page.goto("/account");
  const tries = page.getByRole("table", { name: "登录记录" }).getByRole("row");
  await expect(tries.nth(1)).toContainText("成功");
  await expect(tries.nth(2)).toContainText("密码错误");
});

test("language, theme and time zone are one's own @no-js", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await page.goto("/account");
  await page.getByLabel("时区").selectOption("Europe/Berlin");
  await page.getByRole("region", { name: "外观与语言" }).getByText("English").click();
  await page.getByRole("region", { name: "外观与语言" }).getByText("深色").click();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Berlin");
});

test("the account can be read without eyes and without a mouse @phone", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await page.goto("/account");
  await expectAccessible(page);
  await expect(page.getByRole("region", { name: "资料" })).toContainText("销售员");
});
