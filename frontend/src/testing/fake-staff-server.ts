import type { CaseFile } from "../console/api/shapes.js";
import type { Figures } from "../console/api/site-shapes.js";
import { StaffApi } from "../console/api/staff-api.js";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly token: string | null;
}

type Answer = Response | Promise<Response> | Error | undefined;

/** Answers moderators' requests as a test says, and remembers what was asked. */
export class FakeStaffServer {
  readonly asked: Asked[] = [];
  /** Cases that are next, first of all. */
  readonly cases: CaseFile[] = [];
  /** Answers before all others. Undefined leaves it to them. */
  answer: (asked: Asked) => Answer = () => undefined;
  /** What time it is there, while a test says so. */
  time: number | undefined;
  readonly api = new StaffApi("/api", (input, init) => this.#request(String(input), init));

  /** What was asked for, but for what is read again and again. */
  get log(): string[] {
    return this.asked.filter((asked) => !isRoutine(asked)).map(({ method, path }) => `${method} ${path}`);
  }

  bodies(path: string): unknown[] {
    return this.asked.filter((asked) => asked.path === path).map(({ body }) => body);
  }

  async #request(url: string, init: RequestInit = {}): Promise<Response> {
    const { method = "GET", body, headers } = init;
    const asked: Asked = {
      method,
      path: url.replace("/api", ""),
      body: typeof body === "string" ? JSON.parse(body) : undefined,
      token: new Headers(headers).get("authorization"),
    };
    this.asked.push(asked);
    const answer = this.answer(asked) ?? this.#usual(asked);
    if (answer instanceof Error) throw answer;
    const response = await answer;
    if (this.time !== undefined) response.headers.set("passerby-time", String(this.time));
    return response;
  }

  #usual({ method, path }: Asked): Response {
    if (path === "/login") return json(200, { token: "token", expiresAt: 1, role: "moderator" });
    if (path === "/me") return json(200, { name: "mia", role: "moderator", permissions: [] });
    if (path === "/shield") return json(200, { on: false });
    if (path === "/figures") return json(200, figures);
    if (path.startsWith("/cases?")) return json(200, { items: [], next: null, count: this.cases.length });
    if (path === "/cases/next") {
      const next = this.cases.shift();
      return next ? json(200, next) : new Response(null, { status: 204 });
    }
    const claimed = /^\/cases\/(.+)\/claim$/.exec(path)?.[1];
    if (claimed) return json(200, caseOf(claimed));
    const decided = /^\/cases\/(.+)\/decision$/.exec(path)?.[1];
    if (decided) return json(200, { decision: `d-${decided}`, effectiveAt: 1, undo: 10_000, leftOut: [] });
    if (method === "DELETE" || path === "/logout") return new Response(null, { status: 204 });
    return refused(404, "not-found");
  }
}

const isRoutine = ({ method, path }: Asked): boolean =>
  method === "GET" && (path.startsWith("/cases?") || path === "/shield" || path === "/figures");

export const figures: Figures = {
  online: 420,
  waiting: 17,
  chatsPerMinute: 96.5,
  reportsLastHour: 31,
  openCases: 4,
  oldestOpenSince: null,
  decidedLastHour: 28,
  decidedLastDay: 1_611,
};

export const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });

export const refused = (status: number, code: string, by?: string): Response =>
  json(status, { code, message: "It cannot be done.", ...(by ? { by } : {}) });

export const unavailable = (): Response => new Response("{}", { status: 503, headers: { "retry-after": "1" } });

/** A case with one report. */
export function caseOf(id: string, more: Partial<CaseFile> = {}): CaseFile {
  return {
    case: id,
    reasons: { spam: 1 },
    reporters: 1,
    independent: 1,
    priority: 10,
    openedAt: 1_000,
    state: "open",
    filed: 1,
    delicate: false,
    hasAddress: true,
    reports: [
      {
        report: `r-${id}`,
        reason: "spam",
        note: "He sells things.",
        at: 1_000,
        transcript: [
          { at: 900, by: "reported", text: "Buy now!" },
          { at: 950, by: "reporter", text: "No." },
        ],
        agrees: true,
        hasSnapshot: true,
        extent: "whole",
      },
    ],
    history: [],
    before: [],
    alike: [],
    ...more,
  };
}

/** A tab's storage that a test can look into. */
export function fakeStorage(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
