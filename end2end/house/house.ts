// A house: one server, one database, some people. Each story has its own.
import { expect, type Page } from "@playwright/test";

import { awake } from "./awake.ts";
import { type Database, emptyDatabase } from "./database.ts";
import { addPerson, type Name, password, people } from "./people.ts";
import { clew, Server } from "./program.ts";

export class House {
  private constructor(
    private readonly database: Database,
    private server: Server,
  ) {}

  /** A database with its people, from which every house of a worker is copied. */
  static async plan(): Promise<Database> {
    const database = await emptyDatabase();
    for (const person of Object.values(people)) await addPerson(database.url, person);
    return database;
  }

  static async build(plan: Database): Promise<House> {
    const database = await plan.copy();
    return new House(database, await Server.start(database.url));
  }

  get url(): string {
    return this.server.url;
  }

  get log(): string {
    return this.server.log;
  }

  /** Runs a command of `clew` on this house's database, such as `house.clew("import", "leads.csv")`. */
  clew(...args: string[]): Promise<string> {
    return clew(...args, "--database", this.database.url);
  }

  /** Ends the server and starts it again on the same data and address. */
  async restart(): Promise<void> {
    this.server = await this.server.startAgain(this.database.url);
  }

  signIn(page: Page, name: Name): Promise<void> {
    return this.signInAs(page, people[name].login);
  }

  /** All people of the stories have the same password. */
  async signInAs(page: Page, login: string): Promise<void> {
    await page.goto(`${this.url}/sign-in`);
    await page.getByLabel("登录名").fill(login);
    await page.getByLabel("密码", { exact: true }).fill(password);
    await page.getByRole("button", { name: "登录" }).click();
    await expect(page).not.toHaveURL(/sign-in/);
    await awake(page);
  }

  async leave(): Promise<void> {
    await this.server.stop();
    await this.database.remove();
  }
}
