// People and roles: who may do what.
import { password, people } from "../house/people.ts";
import { expect, expectAccessible, test } from "../house/test.ts";

const newcomer = { name: "周敏", login: "zhou.min" };

test("a new role and a new person, who then sees only what she may @both", async ({ browser, contextOptions, house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/roles");
  await page.getByRole("link", { name: "新建角色", exact: true }).click();
  await page.getByLabel("名称").fill("电话邀约");
  await page.getByLabel("上级").selectOption({ label: "销售经理" });
  await page.getByRole("radio", { name: "本人", exact: false }).first().check();
  await page.getByLabel("线索：全选").uncheck();
  await page.getByLabel("查看线索").check();
  await page.getByRole("button", { name: "添加", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "电话邀约" })).toBeVisible();

  await page.goto("/settings/people");
  await page.getByRole("link", { name: "添加人员" }).click();
  await page.getByLabel("姓名").fill(newcomer.name);
  await page.getByLabel("登录名").fill(newcomer.login);
  await page.getByLabel("初始密码").fill(password);
  await page.getByLabel("电话邀约").check();
  await page.getByRole("button", { name: "添加", exact: true }).click();
  await expect(page.getByText("已添加 周敏")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: newcomer.name })).toBeVisible();

  const hers = await browser.newContext({ ...contextOptions, baseURL: house.url, locale: "zh-CN" });
  const her = await hers.newPage();
  await her.goto("/sign-in");
  await her.getByLabel("登录名").fill(newcomer.login);
  await her.getByLabel("密码", { exact: true }).fill(password);
  await her.getByRole("button", { name: "登录" }).click();
  await expect(her).toHaveURL(/\/leads$/);
  const places = her.getByRole("navigation", { name: "主导航" }).first();
  await expect(places.getByRole("link", { name: "跟踪查询" })).toBeVisible();
  await expect(places.getByRole("link", { name: "人员" })).toHaveCount(0);
  await expect(places.getByRole("link", { name: "导入" })).toHaveCount(0);
  await her.goto("/settings/people");
  await expect(her.getByText("您没有“管理人员”的权限，请联系管理员。")).toBeVisible();
  await her.goto("/settings/choices/status");
  await expect(her.getByText("您没有“设置选项”的权限，请联系管理员。")).toBeVisible();
  await hers.close();
});

test("who is disabled is out at once, and back when enabled", async ({ house, page, visitor }) => {
  const li = await visitor("li");
  await li.goto("/account");
  await house.signIn(page, "admin");
  await page.goto("/settings/people?q=li.na");
  await page.getByRole("link", { name: people.li.name }).click();
  await page.getByRole("button", { name: "停用" }).click();
  const question = page.getByRole("dialog", { name: "停用 李娜？" });
  await expect(question).toContainText("立即退出所有设备");
  await question.getByRole("button", { name: "停用" }).click();
  await expect(page.getByText("已停用 李娜")).toBeVisible();
  await expect(li).toHaveURL(/\/sign-in/);

  await page.goto("/settings/people");
  await expect(page.getByRole("link", { name: people.li.name })).toHaveCount(0);
  await page.getByRole("link", { name: /已停用/ }).click();
  await page.getByRole("link", { name: people.li.name }).click();
  await page.getByRole("button", { name: "启用" }).click();
  await expect(page.getByText("已启用 李娜")).toBeVisible();
  await house.signIn(li, "li");
});

test("a person is added, changed and given a password @no-js", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/people/new");
  await page.getByLabel("姓名").fill(newcomer.name);
  await page.getByLabel("登录名").fill(people.zhang.login);
  await page.getByRole("button", { name: "添加", exact: true }).click();
  await expect(page.getByText("已经有人使用。")).toBeVisible();
  await page.getByLabel("姓名").fill(newcomer.name);
  await page.getByLabel("登录名").fill(newcomer.login);
  await page.getByRole("button", { name: "添加", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: newcomer.name })).toContainText("已停用");

  await page.getByLabel("邮箱").fill("no address");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("格式不正确。")).toBeVisible();
  await page.getByLabel("邮箱").fill("zhou.min@example.com");
  await page.getByLabel("销售员").check();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("格式不正确。")).toBeHidden();
  await page.getByLabel("新密码").fill(password);
  await page.getByRole("button", { name: "设置密码" }).click();
  await page.getByRole("button", { name: "启用" }).click();
  await expect(page.getByRole("button", { name: "停用" })).toBeVisible();

  await page.goto("/settings/people");
  await expect(page.getByRole("row", { name: /周敏/ })).toContainText("销售员");
  await expect(page.getByRole("row", { name: /周敏/ })).toContainText("zhou.min@example.com");
});

test("the last administrator stays one", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/people");
  await page.getByRole("link", { name: people.admin.name }).click();
  await expect(page.getByText("不能停用自己")).toBeVisible();
  await page.getByRole("checkbox", { name: "管理员" }).uncheck();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText(/最后一位能登录的管理员|不能去掉自己管理人员的权限/)).toBeVisible();
});

test("roles are moved, but in no circle, and removed only when nobody has them", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/roles");
  const tree = page.getByRole("navigation", { name: "角色树" });
  await tree.getByRole("link", { name: /^销售经理/ }).click();
  await expect(page.getByLabel("上级").getByRole("option", { name: "销售员" })).toHaveCount(0);
  await expect(page.getByText("还有 1 人属于此角色，1 个下级角色。")).toBeVisible();
  await expect(page.getByRole("button", { name: "删除角色" })).toBeDisabled();

  // While this form is open, the tree is turned round in another tab.
  const other = await page.context().newPage();
  await other.goto(`${page.url()}`);
  await other.goto(other.url().replace(/\d+$/, (id) => String(Number(id) + 1)));
  await expect(other.getByRole("heading", { level: 1, name: "销售员" })).toBeVisible();
  await other.getByLabel("上级").selectOption({ label: "我的公司" });
  await other.getByRole("button", { name: "保存" }).click();
  await expect(other.getByText("已保存")).toBeVisible();
  await other.getByRole("button", { name: "关闭提示" }).click();
  await page.goto(page.url());
  await page.getByLabel("上级").selectOption({ label: "销售员" });
  await other.getByLabel("上级").selectOption({ label: "销售经理" });
  await other.getByRole("button", { name: "保存" }).click();
  await expect(other.getByText("已保存")).toBeVisible();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("上级不能是自己或自己的下级。")).toBeVisible();

  await page.goto("/settings/roles/new");
  await page.getByLabel("名称").fill("实习");
  await page.getByRole("button", { name: "添加", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "实习" })).toBeVisible();
  await page.getByRole("button", { name: "删除角色" }).click();
  await page.getByRole("dialog", { name: "删除角色 实习？" }).getByRole("button", { name: "删除" }).click();
  await expect(page.getByText("已删除角色 实习")).toBeVisible();
  await expect(tree.getByRole("link", { name: /^实习/ })).toHaveCount(0);
});

test("people are put into a role and taken out @no-js", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/roles");
  await page.getByRole("navigation", { name: "角色树" }).getByRole("link", { name: /^销售经理/ }).click();
  const inside = page.getByRole("region", { name: "人员" });
  await expect(inside).toContainText("1 人");
  await inside.getByLabel("加入此角色").selectOption({ label: "张伟 · zhang.wei" });
  await inside.getByRole("button", { name: "添加" }).click();
  await expect(inside.getByRole("link", { name: "张伟" })).toBeVisible();
  await expect(inside).toContainText("2 人");
  await inside.getByRole("button", { name: "将 张伟 移出此角色" }).click();
  await expect(inside.getByRole("link", { name: "张伟" })).toHaveCount(0);
});

test("the log tells who changed what, in both languages", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/people?q=zhang");
  await page.getByRole("link", { name: people.zhang.name }).click();
  await page.getByLabel("邮箱").fill("zhang.wei@example.com");
  await page.getByLabel("销售经理").check();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存")).toBeVisible();

  await page.goto("/audit");
  const latest = page.getByRole("table").getByRole("row").nth(1);
  await expect(latest).toContainText("管理员");
  await expect(latest).toContainText("修改了人员 张伟");
  await expect(latest).toContainText("zhang.wei@example.com");
  await expect(latest).toContainText("+ 销售经理");
  await page.getByLabel("做了什么").selectOption({ label: "登录" });
  await expect(page).toHaveURL(/what=session/);
  await expect(latest).toContainText("登录了系统");
  await page.getByLabel("谁").selectOption({ label: "张伟" });
  await expect(page.getByText("没有记录")).toBeVisible();
  await expectAccessible(page);

  await page.goto("/account");
  await page.getByText("English").last().click();
  await page.getByRole("button", { name: "保存" }).click();
  await page.goto("/audit?what=person.");
  await expect(latest).toContainText("changed 张伟");
  await expect(latest).toContainText("Roles + 销售经理");
});

test("a person is found while one types, and Back brings the others back @phone", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/people");
  await page.goto("/settings/people?show=all");
  await page.getByRole("searchbox", { name: "搜索", exact: true }).fill("LI.NA");
  await expect(page).toHaveURL(/show=all&q=LI.NA/);
  await expect(page.getByRole("link", { name: people.li.name })).toBeVisible();
  await expect(page.getByRole("link", { name: people.zhang.name })).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("link", { name: people.zhang.name })).toBeVisible();
});

test("roles and people can be read without eyes @phone", async ({ house, page }) => {
  await house.signIn(page, "admin");
  for (const path of ["/settings/people", "/settings/people/new", "/settings/roles", "/settings/roles/new", "/settings/roles/1", "/audit"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectAccessible(page);
  }
});
