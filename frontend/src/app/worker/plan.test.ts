import { describe, expect, it } from "vitest";
import { planFor, scriptsOf } from "./plan.js";

const origin = "https://chat.example.org";

describe("planFor", () => {
  it.each([
    ["GET", "navigate", "/", "page"],
    ["GET", "navigate", "/?from=home", "page"],
    ["GET", "navigate", "/api/openapi.yaml", "pass"],
    ["GET", "navigate", "/elsewhere", "pass"],
    ["GET", "cors", "/assets/index-1.js", "asset"],
    ["GET", "cors", "/api/status", "pass"],
    ["POST", "cors", "/api/session", "pass"],
    ["POST", "cors", "/assets/index-1.js", "pass"],
    ["GET", "websocket", "/ws", "pass"],
    ["GET", "cors", "https://elsewhere.example/assets/x.js", "pass"],
  ])("answers %s %s of %s by %s", (method, mode, path, plan) => {
    expect(planFor(method, mode, new URL(path, origin), origin)).toBe(plan);
  });
});

it("scriptsOf finds what the page needs and nothing else", () => {
  const html = `<link href="/icon.svg"><script src="/assets/a.js"></script><link rel="stylesheet" href="/assets/b.css">`;
  expect(scriptsOf(html)).toEqual(["/assets/a.js", "/assets/b.css"]);
});
