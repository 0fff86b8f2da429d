import { describe, expect, it } from "vitest";
import { planFor } from "./plan.js";

const origin = "https://chat.example.org";

describe("planFor", () => {
  it.each([
    ["GET", "navigate", "/", "shell"],
    ["GET", "navigate", "/?from=home", "shell"],
    ["GET", "navigate", "/api/openapi.yaml", "pass"],
    ["GET", "navigate", "/elsewhere", "pass"],
    ["GET", "navigate", "/moderation", "pass"],
    ["GET", "navigate", "/moderation/", "pass"],
    ["GET", "cors", "/moderation/console.js", "pass"],
    ["GET", "cors", "/app.js", "shell"],
    ["GET", "cors", "/app.css", "shell"],
    ["GET", "cors", "/assets/de-1.js", "asset"],
    ["GET", "cors", "/", "pass"],
    ["GET", "cors", "/service-worker.js", "pass"],
    ["GET", "cors", "/api/status", "pass"],
    ["POST", "cors", "/api/session", "pass"],
    ["POST", "cors", "/assets/de-1.js", "pass"],
    ["GET", "websocket", "/ws", "pass"],
    ["GET", "cors", "https://elsewhere.example/assets/x.js", "pass"],
  ])("answers %s %s of %s by %s", (method, mode, path, plan) => {
    expect(planFor(method, mode, new URL(path, origin), origin)).toBe(plan);
  });
});
