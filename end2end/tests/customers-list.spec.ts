// Customers in their lists: the life of one from entry to the bin and back, and verbs on many.
import { bar, choose, enterCustomer, row, rows, screen } from "../house/customers.ts";
import { expect, expectAccessible, test } from "../house/test.ts";

test("a customer is entered, shared, given up, claimed by another, deleted and restored @both", async ({ house, page, visitor }) => {
  await house.signIn(page, "zhang");
  await enterCustomer(page, "华山机械", { contact: "陈晓" });
  await page.goto("/customers");
  await expect(screen(page, "我的客户")).toContainText("1");

  // Shared with 李娜 to be read.
  const li = await visitor("li");
  await li.goto("/customers?view=shared");
  await expect(li.getByRole("heading", { name: "没有共享给您的客户" })).toBeVisible();
  await choose(page, "华山机械");
  await bar(page).getByRole("button", { name: "共享", exact: true }).click();
  const share = page.getByRole("dialog", { name: "共享" });
  await expect(share).toContainText("华山机械");
  await share.getByLabel("李娜").check();
  await share.getByRole("button", { name: "共享", exact: true }).click();
  await expect(page.getByText("1 个客户已共享给 1 人")).toBeVisible();
  await expect(row(page, "华山机械")).toContainText("已共享");
  // The other page hears of it by itself.
  await expect(row(li, "华山机械")).toContainText("共享给我查看");
  await expect(screen(li, "共享给我")).toContainText("1");

  // Given up, with a reason.
  await bar(page).getByRole("button", { name: "放回公海" }).click();
  const giveUp = page.getByRole("dialog", { name: "放回公海" });
  await giveUp.getByLabel("联系不上").check();
  await giveUp.getByRole("button", { name: "放回公海" }).click();
  await expect(page.getByText("1 个客户已放回公海")).toBeVisible();
  await expect(page.getByRole("heading", { name: "还没有您的客户" })).toBeVisible();

  // Claimed by the other.
  await li.goto("/customers?view=pool");
  await row(li, "华山机械").getByRole("button", { name: "领取" }).click();
  await expect(li.getByText("1 个客户已领取")).toBeVisible();
  await expect(screen(li, "我的客户")).toContainText("1");

  // Deleted; only those who look after the bin see it there.
  await screen(li, "我的客户").click();
  await choose(li, "华山机械");
  await bar(li).getByRole("button", { name: "删除" }).click();
  const bin = li.getByRole("dialog", { name: "删除客户" });
  await expect(bin).toContainText("回收站");
  await bin.getByRole("button", { name: "删除" }).click();
  await expect(li.getByText("1 个客户已移入回收站")).toBeVisible();
  await expect(screen(li, "回收站")).toHaveCount(0);

  const manager = await visitor("manager");
  await manager.goto("/customers?view=bin");
  await row(manager, "华山机械").getByRole("link", { name: "恢复 华山机械" }).click();
  const restore = manager.getByRole("dialog", { name: "恢复" });
  await restore.getByRole("button", { name: "恢复" }).click();
  await expect(manager.getByText("1 个客户已恢复")).toBeVisible();
  await expect(row(li, "华山机械")).toBeVisible();
});

test("without a script a customer is found, marked, deleted, restored and claimed @only-no-js", async ({ house, page }) => {
  await house.signIn(page, "manager");
  const card = await enterCustomer(page, "华山机械", { city: "西安" });
  await page.goto("/customers");
  await row(page, "华山机械").getByRole("button", { name: "设为热点" }).click();
  await expect(row(page, "华山机械").getByRole("button", { name: "取消热点" })).toBeVisible();
  await screen(page, "热点客户").click();
  await expect(rows(page)).toHaveCount(1);
  await page.goto("/customers/query?city=%E8%A5%BF%E5%AE%89");
  await expect(rows(page)).toHaveCount(1);
  await page.goto("/customers/query?city=%E5%8C%97%E4%BA%AC");
  await expect(page.getByRole("heading", { name: "没有符合条件的客户" })).toBeVisible();
  await page.goto(card);
  await page.getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("button", { name: "删除", exact: true }).click();
  await expect(page).toHaveURL(/\/customers$/);
  await expect(page.getByRole("heading", { name: "还没有您的客户" })).toBeVisible();
  await page.goto(card);
  await page.getByRole("button", { name: "恢复" }).click();
  await page.goto("/customers");
  await expect(row(page, "华山机械")).toBeVisible();
});

test("a hot customer has its red label in every list, and loses it by undo", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enterCustomer(page, "泰山重工");
  await enterCustomer(page, "衡山软件");
  await page.goto("/customers");
  await row(page, "泰山重工").getByRole("button", { name: "设为热点" }).click();
  await expect(row(page, "泰山重工").getByText("热点", { exact: true })).toBeVisible();
  await expect(screen(page, "热点客户")).toContainText("1");
  await screen(page, "热点客户").click();
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, "泰山重工").getByText("热点", { exact: true })).toBeVisible();
  await screen(page, "我的客户").click();
  await choose(page, "衡山软件");
  await bar(page).getByRole("button", { name: "设为热点" }).click();
  await expect(page.getByText("1 个客户已设为热点")).toBeVisible();
  await expect(screen(page, "热点客户")).toContainText("2");
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(screen(page, "热点客户")).toContainText("1");
});

test("customers are spread evenly, and what each gets is told before", async ({ house, page, visitor }) => {
  await house.signIn(page, "manager");
  for (const name of ["东岳", "西岳", "南岳", "北岳"]) await enterCustomer(page, name);
  await page.goto("/customers");
  await choose(page, "东岳", "西岳", "南岳", "北岳");
  await bar(page).getByRole("button", { name: "平均分配" }).click();
  const dialog = page.getByRole("dialog", { name: "平均分配" });
  await expect(dialog).toContainText("4 个客户");
  await dialog.getByLabel("张伟").check();
  await dialog.getByLabel("李娜").check();
  const preview = dialog.getByRole("status", { name: "分配预览" });
  await expect(preview).toContainText("将分配 4 个客户");
  await expect(preview.getByRole("listitem").filter({ hasText: "李娜" })).toContainText("2 个客户");
  await dialog.getByRole("button", { name: "平均分配" }).click();
  await expect(page.getByText("4 个客户已平均分配")).toBeVisible();
  const zhang = await visitor("zhang");
  await zhang.goto("/customers");
  await expect(rows(zhang)).toHaveCount(2);
});

test("a customer is transferred, and a choice is set for many", async ({ house, page, visitor }) => {
  await house.signIn(page, "zhang");
  await enterCustomer(page, "嵩山贸易");
  await enterCustomer(page, "恒山物流");
  await page.goto("/customers");
  await choose(page, "嵩山贸易", "恒山物流");
  await bar(page).getByRole("button", { name: "改分类" }).click();
  const classify = page.getByRole("dialog", { name: "改分类" });
  await classify.getByLabel("改哪一项").selectOption({ label: "成熟度" });
  await classify.getByRole("radio").first().check();
  await classify.getByRole("button", { name: "改分类" }).click();
  await expect(page.getByText(/^2 个客户的成熟度已改为/)).toBeVisible();
  await choose(page, "恒山物流");
  await bar(page).getByRole("button", { name: "转移" }).click();
  const transfer = page.getByRole("dialog", { name: "转移" });
  await transfer.getByLabel("李娜").check();
  await transfer.getByRole("button", { name: "转移" }).click();
  await expect(page.getByText("1 个客户已转移给李娜")).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  const li = await visitor("li");
  await li.goto("/customers");
  await expect(row(li, "嵩山贸易")).toBeVisible();
});

test("from the card a customer is shared and given up, and the page goes on to the list", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enterCustomer(page, "黄山茶业");
  await page.getByRole("button", { name: "共享", exact: true }).click();
  const share = page.getByRole("dialog", { name: "共享" });
  await share.getByLabel("王静").check();
  await share.getByLabel("可修改").check();
  await share.getByLabel("共享到").fill("2000-01-01");
  await share.getByRole("button", { name: "共享", exact: true }).click();
  await expect(share.getByLabel("共享到")).toHaveAttribute("aria-invalid", "true");
  await share.getByLabel("共享到").fill("");
  await share.getByRole("button", { name: "共享", exact: true }).click();
  await expect(page.getByRole("region", { name: "共享" })).toContainText("王静");
  await page.getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("button", { name: "转移" }).click();
  const transfer = page.getByRole("dialog", { name: "转移" });
  await transfer.getByLabel("李娜").check();
  await transfer.getByRole("button", { name: "转移" }).click();
  await expect(page).toHaveURL(/\/customers$/);
  await expect(page.getByRole("heading", { name: "还没有您的客户" })).toBeVisible();
});

test("what is deleted for good says what is lost", async ({ house, page }) => {
  await house.signIn(page, "manager");
  const card = await enterCustomer(page, "武夷茶厂");
  await page.getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("button", { name: "删除", exact: true }).click();
  await page.getByRole("dialog", { name: "删除客户" }).getByRole("button", { name: "删除" }).click();
  await expect(page.getByRole("button", { name: "恢复" })).toBeVisible();
  await page.goto("/customers?view=bin");
  await choose(page, "武夷茶厂");
  await bar(page).getByRole("button", { name: "彻底删除" }).click();
  const purge = page.getByRole("dialog", { name: "彻底删除客户" });
  await expect(purge).toContainText("不能恢复");
  await expectAccessible(page);
  await purge.getByRole("button", { name: "彻底删除" }).click();
  await expect(page.getByRole("heading", { name: "回收站是空的" })).toBeVisible();
  expect((await page.goto(card))?.status()).toBe(404);
});

test("conditions are put together in the query, and a row is seen beside the list", async ({ house, page }) => {
  await house.signIn(page, "zhang");
  await enterCustomer(page, "青城药业", { city: "成都" });
  await enterCustomer(page, "峨眉食品", { city: "乐山" });
  await page.goto("/customers");
  await screen(page, "客户查询").click();
  await expect(page.getByRole("heading", { level: 1, name: "客户查询" })).toBeVisible();
  await page.getByRole("button", { name: "筛选" }).click();
  const panel = page.getByRole("dialog", { name: "筛选" });
  await panel.getByLabel("城市").fill("成");
  await panel.getByRole("button", { name: "应用" }).click();
  await expect(page).toHaveURL(/city=/);
  await expect(rows(page)).toHaveCount(1);
  await row(page, "青城药业").getByRole("cell", { name: "潜在" }).click();
  const side = page.getByRole("complementary");
  await expect(side).toContainText("成都");
  await side.getByRole("button", { name: "写记录" }).click();
  const write = page.getByRole("dialog", { name: "写记录：青城药业" });
  await write.getByLabel("记录内容").fill("寄了样品");
  await write.getByRole("button", { name: "保存记录" }).click();
  await expect(page.getByText("已写入 青城药业 的记录")).toBeVisible();
  await expect(side).toContainText("寄了样品");
});

test("the lists can be read by everybody @phone", async ({ house, page }) => {
  await house.signIn(page, "manager");
  await enterCustomer(page, "普陀旅游");
  for (const path of ["/customers", "/customers?view=pool", "/customers/query", "/contacts"]) {
    await page.goto(path);
    await expectAccessible(page);
  }
});
