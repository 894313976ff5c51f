// The program `clew`, started as a person would start it.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Where `Leptos.toml` and the site are. */
export const checkout = fileURLToPath(new URL("../..", import.meta.url));

export const program = process.env.CLEW_PROGRAM ?? `${checkout}target/debug/clew`;

const environment = { ...process.env, RUST_LOG: process.env.RUST_LOG ?? "info" };

/** Runs one command to its end; what it prints comes back, and an error tells what it said. */
export async function clew(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { cwd: checkout, env: environment });
  return stdout;
}

/** Runs one command that reads a secret from its standard input. */
export async function clewTold(secret: string, ...args: string[]): Promise<string> {
  const running = promisify(execFile)(program, args, { cwd: checkout, env: environment });
  // A command that fails before it reads closes its end; what it said is the better message.
  running.child.stdin?.on("error", () => undefined).end(`${secret}\n`);
  return (await running).stdout;
}

export class Server {
  private readonly said: string[] = [];

  private constructor(
    private readonly child: ChildProcess,
    private address: string,
  ) {
    child.stdout?.on("data", (text) => this.said.push(String(text)));
    child.stderr?.on("data", (text) => this.said.push(String(text)));
  }

  /** Port 0 is any that is free: the program says which. */
  static async start(database: string, address = "127.0.0.1:0"): Promise<Server> {
    const child = spawn(program, ["serve", "--database", database, "--addr", address], {
      cwd: checkout,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const server = new Server(child, address);
    await server.ready();
    return server;
  }

  get url(): string {
    return `http://${this.address}`;
  }

  /** All it has printed. */
  get log(): string {
    return this.said.join("");
  }

  /** Ends as under a service manager: SIGTERM, and it finishes what it has begun. */
  async stop(): Promise<void> {
    if (this.ended) return;
    const gone = once(this.child, "exit");
    this.child.kill("SIGTERM");
    const giveUp = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
    await gone;
    clearTimeout(giveUp);
  }

  /** The same place again, with the same data. */
  async startAgain(database: string): Promise<Server> {
    await this.stop();
    return Server.start(database, this.address);
  }

  private get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async ready(): Promise<void> {
    const until = Date.now() + 30_000;
    while (Date.now() < until && !this.ended) {
      const told = /http:\/\/(127\.0\.0\.1:\d+)/.exec(this.log)?.[1];
      if (told) {
        this.address = told;
        const answer = await fetch(`${this.url}/healthz`).catch(() => undefined);
        if (answer?.ok) return;
      }
      await new Promise((again) => setTimeout(again, 20));
    }
    await this.stop();
    throw new Error(`clew did not start at ${this.address}:\n${this.log}`);
  }
}
