import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HandshakeApi } from "./handshake-api.js";
import { hindranceOf, type PageFacts } from "./hindrance.js";

const page: PageFacts = { origin: "https://page.example", online: true };

const json = (status: number, code: string, headers: Record<string, string> = {}): [Response, unknown] => {
  const body = { code, message: "No." };
  return [new Response(JSON.stringify(body), { status, headers }), body];
};

const website = (status: number): [Response, unknown] => [
  new Response("<h1>Hi</h1>", { status, headers: { "content-type": "text/html; charset=utf-8" } }),
  undefined,
];

describe("an answer that grants nothing", () => {
  it.each([
    ["too many", json(429, "rate-limited", { "retry-after": "7" }), { kind: "rate-limited", retryAfter: 7_000 }],
    ["too many, from a proxy", website(429), { kind: "rate-limited", retryAfter: 5_000 }],
    ["a full server", json(503, "overloaded", { "retry-after": "2" }), { kind: "busy", retryAfter: 2_000 }],
    ["a node that goes", json(503, "going-away", { "retry-after": "1" }), { kind: "unavailable", retryAfter: 1_000 }],
    ["a proxy without a server", website(502), { kind: "unavailable" }],
    ["a proxy that forbids", website(403), { kind: "unavailable" }],
    [
      "a foreign page",
      json(403, "foreign-origin", { "retry-after": "60" }),
      { kind: "foreign", origin: "https://page.example", retryAfter: 60_000 },
    ],
    ["a captive portal", website(200), { kind: "sign-in" }],
    ["a captive portal by RFC 6585", website(511), { kind: "sign-in" }],
    ["a ban, which is no hindrance", json(403, "banned"), undefined],
  ])("is read: %s", (_what, [response, body], expected) => {
    expect(hindranceOf(response, body, page)).toEqual(expected);
  });

  it.each([
    ["Sat, 28 Nov 2026 12:00:30 GMT", "Sat, 28 Nov 2026 12:00:00 GMT", 30_000],
    ["Sat, 28 Nov 2026 11:00:00 GMT", "Sat, 28 Nov 2026 12:00:00 GMT", 0],
    ["Sat, 28 Nov 2026 12:00:30 GMT", "", 5_000],
    ["99999999999", "", 600_000],
    ["-5", "", 5_000],
    ["soon", "", 5_000],
  ])("asks to wait until %s, by its own clock and never for ever", (retryAfter, date, expected) => {
    const headers = { "retry-after": retryAfter, ...(date ? { date } : {}) };
    expect(hindranceOf(...json(429, "rate-limited", headers), page)).toEqual({
      kind: "rate-limited",
      retryAfter: expected,
    });
  });
});

describe("HandshakeApi", () => {
  let asked: { url: string; method: string | undefined; mode: string | undefined }[];
  let answer: (mode: string | undefined) => Response;
  let facts: PageFacts;

  const ask = () => {
    const request: typeof fetch = async (url, init) => {
      asked.push({ url: String(url), method: init?.method, mode: init?.mode });
      return answer(init?.mode);
    };
    return new HandshakeApi("https://chat.example/ws", request, () => facts).ask();
  };
  const fail = (): Response => {
    throw new TypeError("failed to fetch");
  };

  beforeEach(() => {
    asked = [];
    facts = { origin: "https://chat.example", online: true };
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("asks by a request to which browsers add the Origin", async () => {
    answer = () => json(429, "rate-limited", { "retry-after": "10" })[0];
    expect(await ask()).toEqual({ kind: "rate-limited", retryAfter: 10_000 });
    expect(asked).toEqual([{ url: "https://chat.example/ws", method: "POST", mode: undefined }]);
  });

  it("is told that nothing speaks against a handshake", async () => {
    answer = () => json(426, "upgrade-required")[0];
    expect(await ask()).toEqual({ kind: "open" });
  });

  it("learns nothing from a server that does not know the question", async () => {
    answer = () => json(404, "not-found")[0];
    expect(await ask()).toEqual({ kind: "unknown" });
  });

  it("takes silence for what the device says", async () => {
    answer = fail;
    expect(await ask()).toEqual({ kind: "unavailable" });
    facts = { ...facts, online: false };
    expect(await ask()).toEqual({ kind: "offline" });
  });

  it("tells a server that hides its answer from one that is out of reach", async () => {
    facts = { origin: "https://page.example", online: true };
    answer = (mode) => (mode === "no-cors" ? new Response(null, { status: 200 }) : fail());
    expect(await ask()).toEqual({ kind: "foreign", origin: "https://page.example" });
    answer = fail;
    expect(await ask()).toEqual({ kind: "unavailable" });
  });
});
