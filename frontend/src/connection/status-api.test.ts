import { expect, it } from "vitest";
import { StatusApi } from "./status-api.js";

const answering = (body: unknown, status = 200): StatusApi =>
  new StatusApi("http://server/api/status", () => Promise.resolve(Response.json(body, { status })));

it("tells how many are here", async () => {
  expect(await answering({ online: 12, waiting: {}, medianWait: {} }).online()).toBe(12);
});

it.each([
  [{ waiting: {} }, 200],
  [{ online: -1 }, 200],
  [{ online: "12" }, 200],
  [[12], 200],
  [{ online: 12, code: "unavailable" }, 503],
])("does not know by %j with status %d", async (body, status) => {
  expect(await answering(body, status).online()).toBeUndefined();
});

it("does not know when nothing answers", async () => {
  const api = new StatusApi("http://server/api/status", () => Promise.reject(new TypeError("Failed to fetch")));
  expect(await api.online()).toBeUndefined();
});
