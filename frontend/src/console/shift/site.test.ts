import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeStaffServer, json } from "../../testing/fake-staff-server.js";
import { Site } from "./site.js";

let server: FakeStaffServer;
let site: Site;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeStaffServer();
  server.api.enter("token");
  site = new Site(server.api, () => false);
});

afterEach(() => {
  site.stop();
  vi.useRealTimers();
});

it("keeps the shield that was set here, when an answer from before comes after it", async () => {
  let late = (_: Response): void => {};
  server.answer = ({ path, method }) =>
    path !== "/shield"
      ? undefined
      : method === "PUT"
        ? json(200, { on: true })
        : new Promise<Response>((resolve) => {
            late = resolve;
          });
  site.start();
  await vi.advanceTimersByTimeAsync(0);
  await site.raise({ minutes: 10, measures: ["text-only"], why: "a raid" });
  late(json(200, { on: false }));
  await vi.advanceTimersByTimeAsync(0);
  expect(site.shield?.on).toBe(true);
  await vi.advanceTimersByTimeAsync(5_000);
  late(json(200, { on: false }));
  await vi.advanceTimersByTimeAsync(0);
  expect(site.shield?.on).toBe(false);
});
