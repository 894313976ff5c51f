// A database per story: a copy of one that was made once per worker.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export interface Database {
  readonly url: string;
  /** An equal one of its own. Nobody may be connected to this one meanwhile. */
  copy(): Promise<Database>;
  remove(): Promise<void>;
}

/** An empty one: SQLite, or a PostgreSQL database where `CLEW_E2E_POSTGRES` names a server. */
export function emptyDatabase(): Promise<Database> {
  const server = process.env.CLEW_E2E_POSTGRES;
  return server ? Postgres.create(server) : Sqlite.create();
}

class Sqlite implements Database {
  private constructor(private readonly folder: string) {}

  static async create(): Promise<Sqlite> {
    return new Sqlite(await mkdtemp(join(tmpdir(), "clew-story-")));
  }

  get file(): string {
    return join(this.folder, "clew.db");
  }

  get url(): string {
    return `sqlite:${this.file}`;
  }

  async copy(): Promise<Database> {
    const twin = await Sqlite.create();
    await copyFile(this.file, twin.file);
    return twin;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

class Postgres implements Database {
  private constructor(
    private readonly server: string,
    private readonly name: string,
  ) {}

  static async create(server: string, template = "template0"): Promise<Postgres> {
    const name = `story_${randomBytes(8).toString("hex")}`;
    await psql(server, `create database ${name} template ${template}`);
    return new Postgres(server, name);
  }

  get url(): string {
    const url = new URL(this.server);
    url.pathname = `/${this.name}`;
    return url.toString();
  }

  copy(): Promise<Database> {
    return Postgres.create(this.server, this.name);
  }

  async remove(): Promise<void> {
    await psql(this.server, `drop database ${this.name} with (force)`);
  }
}

async function psql(server: string, command: string): Promise<void> {
  await promisify(execFile)("psql", ["--quiet", "--no-psqlrc", "--command", command, server]);
}
