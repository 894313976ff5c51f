// Who works in the house of the stories.
import { clewTold } from "./program.ts";

export interface Person {
  /** What they type to sign in. */
  readonly login: string;
  /** What others see. */
  readonly name: string;
  /** One of the roles every new house has; the first person is the administrator. */
  readonly role?: string;
}

/** One for all: these are made-up people. */
export const password = "线索-labyrinth-7491";

/** An administrator, a manager, and two who sell. */
export const people = {
  admin: { login: "admin", name: "管理员" },
  manager: { login: "wang.jing", name: "王静", role: "销售经理" },
  zhang: { login: "zhang.wei", name: "张伟", role: "销售员" },
  li: { login: "li.na", name: "李娜", role: "销售员" },
} as const satisfies Record<string, Person>;

export type Name = keyof typeof people;

export async function addPerson(database: string, person: Person): Promise<void> {
  const role = person.role ? ["--role", person.role] : [];
  await clewTold(password, "user", "add", person.login, "--name", person.name, ...role, "--database", database);
}
