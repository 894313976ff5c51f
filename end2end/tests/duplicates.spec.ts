// Duplicates: what is there already is told while one types, asked for, merged and taken apart again.
import type { Locator, Page } from "@playwright/test";

import type { House } from "../house/house.ts";
import { Api } from "../house/leads.ts";
import { expect, expectAccessible, test } from "../house/test.ts";

interface NewCustomer {
  name: string;
  city?: string;
  mobile?: string;
  email?: string;
}

/** Enters customers over the REST API, each for somebody; their cards' paths come back. */
async function entered(house: House, owner: string, ...customers: NewCustomer[]): Promise<string[]> {
  const api = await Api.of(house);
  const person = await api.person(owner);
  const paths: string[] = [];
  for (const customer of customers) {
    const made = await api.post<{ id: number }>("/api/v1/customers", { kind: "company", confirm: true, owner: person, ...customer });
    paths.push(`/customers/${made.id}`);
  }
  return paths;
}

const reach = (page: Page): Locator => page.getByRole("group", { name: "联系方式" });
const suspects = (page: Page): Locator => page.getByRole("region", { name: /企业名称相同/ });
const shown = (page: Page): Locator => page.getByRole("region", { name: "资料" });

test("who types a mobile that is there is told whose it is, and asks for it", async ({ house, page, visitor }) => {
  await entered(house, "张伟", { name: "华山机械", mobile: "13800001111" });
  await house.signIn(page, "li");
  await page.goto("/customers/new");
  await page.getByLabel("客户名称", { exact: true }).fill("另一个名字");
  await reach(page).getByLabel("手机", { exact: true }).fill("138 0000 1111");
  await reach(page).getByLabel("电话", { exact: true }).focus();
  await expect(reach(page)).toContainText("系统内已经存在：手机号相同，归属 张伟");
  await expectAccessible(page);
  await page.getByRole("button", { name: "录入" }).click();
  await expect(reach(page)).toContainText("已经有人使用");
  await reach(page).getByRole("button", { name: "问负责人要" }).click();
  await expect(reach(page)).toContainText("已告知负责人");
  await expect(page.getByLabel("客户名称", { exact: true })).toHaveValue("另一个名字");
  const zhang = await visitor("zhang");
  await zhang.goto("/notices");
  await expect(zhang.getByText("李娜 想录入你已有的客户 华山机械")).toBeVisible();
});

test("without a script the refused form tells it and asks for it, and nothing typed is lost @only-no-js", async ({ house, page }) => {
  await entered(house, "张伟", { name: "华山机械", mobile: "13800001111" });
  await house.signIn(page, "li");
  await page.goto("/customers/new");
  await page.getByLabel("客户名称", { exact: true }).fill("另一个名字");
  await reach(page).getByLabel("手机", { exact: true }).fill("13800001111");
  await page.getByRole("button", { name: "录入" }).click();
  await expect(reach(page)).toContainText("系统内已经存在：手机号相同，归属 张伟");
  await reach(page).getByRole("button", { name: "问负责人要" }).click();
  await expect(reach(page)).toContainText("已告知负责人");
  await expect(page.getByLabel("客户名称", { exact: true })).toHaveValue("另一个名字");
});

test("who sees what is there opens it, and enters another one all the same @no-js", async ({ house, page }) => {
  await entered(house, "张伟", { name: "泰山电气" });
  await house.signIn(page, "zhang");
  await page.goto("/customers/new");
  await page.getByLabel("客户名称", { exact: true }).fill("泰山电气有限公司");
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByRole("link", { name: "打开 泰山电气" })).toBeVisible();
  await page.getByLabel("确实是另一个客户，仍要录入").check();
  await page.getByRole("button", { name: "录入" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "泰山电气有限公司" })).toBeVisible();
});

test("what is there already is told on the card too, of a field changed in its place and of a new contact", async ({ house, page }) => {
  const [card] = await entered(house, "李娜", { name: "华山机械" });
  await entered(house, "张伟", { name: "泰山电气", email: "info@taishan.example" });
  await house.signIn(page, "li");
  await page.goto(card ?? "");
  await page.getByRole("button", { name: "修改邮箱" }).click();
  const email = shown(page).getByRole("textbox", { name: "邮箱" });
  await email.fill("info@taishan.example");
  await page.keyboard.press("Enter");
  await expect(shown(page)).toContainText("邮箱相同，归属 张伟");
  await expect(email).toHaveValue("info@taishan.example");
  await shown(page).getByRole("button", { name: "问负责人要" }).click();
  await expect(shown(page)).toContainText("已告知负责人");
  await expectAccessible(page);
  await shown(page).getByRole("button", { name: "确实不是同一个，仍要保存" }).click();
  await expect(email).toHaveCount(0);
  await expect(shown(page).getByRole("link", { name: "info@taishan.example" })).toBeVisible();
  const contacts = page.getByRole("region", { name: "联系人" });
  await contacts.getByText("添加联系人").click();
  const form = page.locator("#contact-form");
  await form.getByLabel("姓名", { exact: true }).fill("陈晓");
  await form.getByLabel("邮箱", { exact: true }).fill("info@taishan.example");
  await form.getByLabel("微信", { exact: true }).focus();
  await expect(form).toContainText("邮箱相同，归属 张伟");
  await expectAccessible(page);
  await form.getByLabel("确实不是同一个，仍要保存").check();
  await form.getByRole("button", { name: "添加", exact: true }).click();
  await expect(contacts.getByRole("strong").filter({ hasText: "陈晓" })).toBeVisible();
});

test("two suspects become one and two again @both @no-js", async ({ house, page }) => {
  await entered(house, "李娜", { name: "华山机械有限公司", city: "成都" });
  await entered(house, "张伟", { name: "华山机械", city: "上海" });
  await house.signIn(page, "manager");
  await page.goto("/customers");
  await page.getByRole("link", { name: "疑似重复" }).click();
  await expect(suspects(page).getByRole("row")).toHaveCount(3);
  await suspects(page).getByLabel("留下 华山机械", { exact: true }).check();
  await suspects(page).getByLabel("并入 华山机械有限公司").check();
  await suspects(page).getByRole("button", { name: "合并…" }).click();
  const fields = page.getByRole("table", { name: "不同的内容" });
  await fields.getByLabel("城市: 成都").check();
  await page.getByRole("button", { name: "合并", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "华山机械" })).toBeVisible();
  await expect(shown(page)).toContainText("成都");
  await page.getByRole("button", { name: "拆开 华山机械有限公司" }).click();
  const told = page.getByRole("status", { name: "已拆开" });
  await expect(told).toContainText("又是两个客户了");
  await expect(shown(page)).toContainText("上海");
  await told.getByRole("link", { name: "打开另一个客户" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "华山机械有限公司" })).toBeVisible();
});

test("what was changed since a merge is named when it is undone", async ({ house, page }) => {
  await entered(house, "李娜", { name: "华山机械有限公司", city: "成都" });
  const [card] = await entered(house, "张伟", { name: "华山机械" });
  await house.signIn(page, "manager");
  await page.goto(card ?? "");
  await page.getByRole("button", { name: "更多" }).first().click();
  await page.getByRole("link", { name: "与…合并" }).click();
  await expect(page.getByRole("list", { name: "看起来相同的客户" })).toContainText("华山机械有限公司");
  await page.getByRole("searchbox", { name: "名称、编号、手机号等" }).fill("成都");
  await page.getByRole("button", { name: "搜索" }).click();
  await expectAccessible(page);
  await page.getByRole("list", { name: "找到的客户" }).getByRole("link", { name: "华山机械有限公司" }).click();
  await expect(page.getByRole("table", { name: "不同的内容" }).getByLabel("城市: 成都")).toBeChecked();
  await expectAccessible(page);
  await page.getByRole("button", { name: "合并", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "华山机械" })).toBeVisible();
  await page.getByRole("button", { name: "修改城市" }).click();
  await page.getByRole("textbox", { name: "城市" }).fill("西安");
  await page.keyboard.press("Enter");
  await expect(shown(page)).toContainText("西安");
  await page.getByRole("button", { name: "拆开 华山机械有限公司" }).click();
  const told = page.getByRole("status", { name: "已拆开" });
  await expect(told).toContainText("合并后又改过，保持不变：城市。");
  await expect(shown(page)).toContainText("西安");
  await expectAccessible(page);
});

test("suspects that are different customers are not suspected any more, until that is taken back", async ({ house, page }) => {
  await entered(house, "张伟", { name: "泰山电气" }, { name: "泰山电气有限公司" });
  await house.signIn(page, "manager");
  await page.goto("/customers/duplicates");
  await expectAccessible(page);
  await suspects(page).getByRole("button", { name: "不是同一个客户" }).click();
  await expect(page.getByRole("heading", { name: "没有疑似重复的客户" })).toBeVisible();
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(suspects(page)).toBeVisible();
});
