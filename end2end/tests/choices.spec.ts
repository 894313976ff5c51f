// Drop-down lists, tabs of the work list, tokens.
import type { Locator, Page } from "@playwright/test";

import { people } from "../house/people.ts";
import { expect, expectAccessible, test } from "../house/test.ts";

const statuses = "/settings/choices/status";

function list(page: Page, name: string): Locator {
  return page.getByRole("list", { name });
}

test("a status is renamed and recoloured, and what is missing is told beside the field @no-js", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto(statuses);
  await page.getByRole("link", { name: "编辑 已联系" }).click();
  await page.getByLabel("名称", { exact: true }).fill("新线索");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已经有人使用。")).toBeVisible();
  await page.getByLabel("名称", { exact: true }).fill("初次沟通");
  await page.getByLabel("英文名称").fill("First talk");
  await page.getByRole("radio", { name: "紫色" }).check({ force: true });
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page).toHaveURL(/choices\/status$/);
  await expect(list(page, "跟踪状态").getByRole("listitem").filter({ hasText: "初次沟通" })).toContainText("First talk");
});

test("statuses are put into order with the keyboard", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto(statuses);
  const rows = list(page, "跟踪状态").getByRole("listitem");
  await expect(rows.first()).toContainText("新线索");
  await page.getByRole("button", { name: /^移动 有意向/ }).focus();
  for (const place of [3, 2, 1]) {
    await page.keyboard.press("ArrowUp");
    await expect(page.getByText(`有意向：第 ${place} 位，共 6 位`)).toBeAttached();
    await expect(page.getByRole("button", { name: /^移动 有意向/ })).toBeFocused();
  }
  await expect(page.getByText("顺序已保存")).toBeVisible();
  await page.reload();
  await expect(rows.first()).toContainText("有意向");
});

test("statuses are put into order with the mouse", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto(statuses);
  const rows = list(page, "跟踪状态").getByRole("listitem");
  const grip = await page.getByRole("button", { name: /^移动 新线索/ }).boundingBox();
  const last = await rows.nth(2).boundingBox();
  if (!grip || !last) throw new Error("the list is not to be seen");
  await page.mouse.move(grip.x + 8, grip.y + 8);
  await page.mouse.down();
  await page.mouse.move(grip.x + 8, last.y + last.height - 4, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByText("顺序已保存")).toBeVisible();
  await page.reload();
  await expect(rows.nth(2)).toContainText("新线索");
});

test("a status is merged into another, and its leads and tabs follow", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/tabs?new=1");
  await page.getByLabel("名称", { exact: true }).fill("谈过的");
  await page.getByRole("checkbox", { name: "已联系" }).check();
  await page.getByRole("button", { name: "添加", exact: true }).click();
  await expect(list(page, "工作台标签页").getByRole("listitem").filter({ hasText: "谈过的" })).toContainText("已联系");

  await page.goto(statuses);
  await page.getByRole("button", { name: "已联系 的更多操作" }).click();
  await page.getByRole("link", { name: "合并到…" }).click();
  await expect(page.getByText("有 0 条线索会改变。")).toBeVisible();
  await page.getByRole("button", { name: "合并", exact: true }).click();
  await expect(page.getByText("请填写。")).toBeVisible();
  await page.getByLabel("把“已联系”合并到").selectOption({ label: "跟进中" });
  await page.getByRole("button", { name: "合并", exact: true }).click();
  await expect(page.getByText("已合并 已联系")).toBeVisible();
  await expect(list(page, "跟踪状态").getByRole("listitem")).toHaveCount(5);
  await page.goto("/settings/tabs");
  await expect(list(page, "工作台标签页").getByRole("listitem").filter({ hasText: "谈过的" })).toContainText("跟进中");
});

test("a value is retired and comes back, but a status to begin with remains @no-js", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto(statuses);
  const retire = async (name: string) => {
    await page.getByRole("button", { name: `${name} 的更多操作` }).click();
    await page.getByRole("button", { name: "停用" }).click();
  };
  for (const name of ["新线索", "已联系", "跟进中", "有意向"]) {
    await retire(name);
    await expect(page.getByRole("button", { name: new RegExp(`^移动 ${name}`) })).toHaveCount(0);
  }
  await retire("暂缓");
  await expect(page.getByText("至少要有一个跟踪中的状态，没有做任何改动。")).toBeVisible();
  await page.getByRole("button", { name: "新线索 的更多操作" }).click();
  await page.getByRole("button", { name: "恢复" }).click();
  await expect(page.getByRole("button", { name: /^移动 新线索/ })).toBeVisible();
});

test("a source is added, and another browser has it at once @both", async ({ house, page, visitor }) => {
  await house.signIn(page, "admin");
  const other = await visitor("admin");
  await other.goto("/settings/choices/source");
  await page.goto("/settings/choices/source");
  await page.getByRole("link", { name: "添加" }).click();
  await expect(page.getByLabel("名称", { exact: true })).toBeFocused();
  await page.getByRole("button", { name: "添加" }).click();
  await expect(page.getByText("请填写。")).toBeVisible();
  await page.getByLabel("名称", { exact: true }).fill("老客户");
  await page.getByRole("button", { name: "添加" }).click();
  await expect(list(page, "来源渠道").getByRole("listitem").last()).toContainText("老客户");
  await expect(list(other, "来源渠道").getByRole("listitem").last()).toContainText("老客户");
});

test("a tab is made of a pasted filter, moved and removed", async ({ house, page }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/tabs");
  await page.getByRole("link", { name: "添加" }).click();
  await page.getByLabel("名称", { exact: true }).fill("十一月的上海客户");
  await page.getByText("按筛选条件").click();
  await page.getByRole("button", { name: "添加" }).click();
  await expect(page.getByText("请填写。")).toBeVisible();
  await page.getByLabel("跟踪查询页的网址").fill("https://crm.example.com/leads/query?address=上海&submitted_from=2026-11-01");
  await expect(page.getByRole("list", { name: "条件" })).toContainText("详细地址 上海");
  await expect(page.getByRole("list", { name: "条件" })).toContainText("提交时间 2026-11-01 起");
  await page.getByRole("button", { name: "添加" }).click();
  const rows = list(page, "工作台标签页").getByRole("listitem");
  await expect(rows.last()).toContainText("提交时间：2026-11-01 起 · 详细地址：上海");

  await page.getByRole("button", { name: /^移动 十一月的上海客户/ }).press("Home");
  await expect(page.getByText("顺序已保存")).toBeVisible();
  await page.goto("/leads");
  await expect(page.getByRole("navigation", { name: "标签页" }).getByRole("link").first()).toContainText("十一月的上海客户");

  await page.goto("/settings/tabs");
  await page.getByRole("button", { name: "删除 十一月的上海客户" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await expect(rows).toHaveCount(3);
});

test("a token is shown once, opens the API, and ends when it is removed", async ({ house, page, request }) => {
  await house.signIn(page, "admin");
  await page.goto("/settings/tokens");
  await page.getByLabel("用途").fill("每晚备份");
  await page.getByRole("button", { name: "生成令牌" }).click();
  const secret = await page.getByLabel("令牌", { exact: true }).inputValue();
  expect(secret).toMatch(/^clew_/);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "复制" }).click();
  await expect(page.getByRole("button", { name: "已复制" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await expectAccessible(page);

  const asked = () => request.get(`${house.url}/api/v1/leads`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await asked()).status()).toBe(200);
  await page.reload();
  await expect(page.getByRole("row", { name: /每晚备份/ })).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  await page.getByRole("button", { name: "删除令牌 每晚备份" }).click();
  await page.getByRole("dialog", { name: "删除令牌 每晚备份？" }).getByRole("button", { name: "删除" }).click();
  await expect(page.getByText("还没有令牌")).toBeVisible();
  expect((await asked()).status()).toBe(401);
});

test("lists, tabs and tokens can be read without eyes @phone", async ({ house, page }) => {
  await house.signIn(page, "admin");
  const paths = [statuses, `${statuses}?new=1`, `${statuses}?edit=1`, "/settings/choices/intake", "/settings/tabs", "/settings/tabs?new=1", "/settings/tokens"];
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectAccessible(page);
  }
  await page.goto("/settings/choices/nonsense");
  await expect(page.getByText("没有这个页面").first()).toBeVisible();
});

test("who may not set up the lists sees no door to them", async ({ house, page }) => {
  await house.signIn(page, "li");
  expect(people.li.role).toBe("销售员");
  for (const path of [statuses, "/settings/tabs", "/settings/tokens", "/audit", "/settings/roles"]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(403);
    await expect(page.getByText("请联系管理员")).toBeVisible();
  }
  await expect(page.getByRole("navigation", { name: "主导航" }).first().getByRole("link", { name: "选项" })).toHaveCount(0);
});
