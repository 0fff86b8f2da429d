import { expect, it } from "vitest";
import { AppealApi } from "./appeal-api.js";

it.each([
  [201, "received"],
  [404, "not-taken"],
  [405, "not-taken"],
  [409, "refused"],
  [429, "unavailable"],
  [503, "unavailable"],
] as const)("an appeal answered by %d is %s", async (status, answer) => {
  const bodies: unknown[] = [];
  const api = new AppealApi("/api/appeals", (_url, init) => {
    bodies.push(JSON.parse(String(init?.body)));
    return Promise.resolve(new Response(null, { status }));
  });
  expect(await api.send("token", "Why me?")).toBe(answer);
  expect(bodies).toEqual([{ appeal: "token", text: "Why me?" }]);
});

it("an appeal without a network is unavailable", async () => {
  const api = new AppealApi("/api/appeals", () => Promise.reject(new TypeError("offline")));
  expect(await api.send("token", "Why me?")).toBe("unavailable");
});
