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

it("an appeal is looked up by its token, and nothing is told of an answer that breaks the contract", async () => {
  const known = {
    state: "open",
    kind: "ban",
    reason: "spam",
    until: 7,
    lifted: false,
    sameModerator: false,
    text: "No.",
  };
  const answers = [Response.json(known), Response.json({ state: "odd" }), new Response(null, { status: 404 })];
  const urls: string[] = [];
  const api = new AppealApi("/api/appeals", (url) => {
    urls.push(String(url));
    return Promise.resolve(answers.shift() ?? Response.error());
  });
  expect(await api.read("a~b")).toEqual(known);
  expect([await api.read("a/b"), await api.read("c")]).toEqual([undefined, undefined]);
  expect(urls).toEqual(["/api/appeals/a~b", "/api/appeals/a%2Fb", "/api/appeals/c"]);
});
