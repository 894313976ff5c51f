// Leads for stories about many: entered through the REST API, as another system would.
import type { House } from "./house.ts";

export interface NewLead {
  contact: string;
  company?: string;
  mobile?: string;
  /** The owner's id; without one the lead is anybody's to claim. */
  owner?: number;
  status?: number;
}

/** What another system holds to speak for the administrator. */
export class Api {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async of(house: House): Promise<Api> {
    return new Api(house.url, (await house.clew("token", "stories")).trim());
  }

  async get<T>(path: string): Promise<T> {
    return this.ask<T>("GET", path);
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return this.ask<T>("POST", path, body);
  }

  /** The id of somebody by name. */
  async person(name: string): Promise<number> {
    const people = await this.get<{ id: number; name: string }[]>("/api/v1/people/names");
    const found = people.find((person) => person.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found.id;
  }

  /** Enters leads one after the other, so that the last is the newest. */
  async enter(leads: NewLead[]): Promise<number[]> {
    const ids: number[] = [];
    for (const lead of leads) ids.push((await this.post<{ id: number }>("/api/v1/leads", lead)).id);
    return ids;
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { authorization: `Bearer ${this.token}`, "content-type": "application/json" };
    const answer = await fetch(this.url + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
