import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { caseOf, FakeStaffServer, fakeStorage, json, unavailable } from "../../testing/fake-staff-server.js";
import { Shift } from "./shift.js";
import { TabMemory } from "./tab-memory.js";

let server: FakeStaffServer;
let shift: Shift;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeStaffServer();
  const storage = fakeStorage();
  shift = new Shift(server.api, new TabMemory(() => storage));
});

afterEach(async () => {
  await shift.logout();
  vi.useRealTimers();
});

async function begin(...cases: string[]): Promise<void> {
  server.cases.push(...cases.map((id) => caseOf(id)));
  await shift.login("mia", "password", "123456");
  await vi.advanceTimersByTimeAsync(0);
}

it("asks for the next case once a round, when a case is listed that nobody gets", async () => {
  const item = { ...caseOf("odd"), session: "s", claimedBy: null };
  server.answer = ({ path }) =>
    path.startsWith("/cases?") ? json(200, { items: [item], next: null, count: 1 }) : undefined;
  await begin();
  const asked = (): number => server.log.filter((each) => each === "POST /cases/next").length;
  await vi.advanceTimersByTimeAsync(0);
  const before = asked();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(asked() - before).toBeLessThanOrEqual(10);
});

it("ends a shift at once, though the server is slow to answer", async () => {
  await begin("one");
  server.answer = ({ path }) => (path === "/logout" ? new Promise(() => {}) : undefined);
  void shift.logout();
  expect([shift.state, shift.desk.file]).toEqual(["out", undefined]);
});

it("holds a claim for somebody who works, and lets one go otherwise", async () => {
  await begin("one");
  const claims = (): number => server.log.filter((asked) => asked.endsWith("/claim")).length;
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  shift.desk.touch();
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  expect(claims()).toBe(1);
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect([claims(), shift.desk.news?.kind]).toEqual([1, "run-out"]);
});

it("holds a claim through a moment in which the server is away", async () => {
  await begin("one");
  const claims = (): number => server.log.filter((asked) => asked.endsWith("/claim")).length;
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  shift.desk.touch();
  server.answer = ({ path }) => (path.endsWith("/claim") && claims() < 3 ? unavailable() : undefined);
  await vi.advanceTimersByTimeAsync(6 * 60_000);
  expect([claims(), shift.desk.news]).toEqual([3, undefined]);
});

it("asks a server that cannot answer less and less often", async () => {
  await begin();
  const asked = (about: string): number => server.asked.filter(({ path }) => path.startsWith(about)).length;
  server.answer = unavailable;
  const before = [asked("/cases?"), asked("/shield")];
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked("/cases?") - (before[0] ?? 0)).toBeLessThanOrEqual(10);
  expect(asked("/shield") - (before[1] ?? 0)).toBeLessThanOrEqual(10);
  server.answer = () => undefined;
  await vi.advanceTimersByTimeAsync(13_000);
  const again = asked("/cases?");
  await vi.advanceTimersByTimeAsync(6_000);
  expect(asked("/cases?") - again).toBe(2);
});

it("does not keep a login alive that nobody attends", async () => {
  await begin();
  await vi.advanceTimersByTimeAsync(16 * 60_000);
  const asked = server.asked.length;
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(server.asked.length).toBe(asked);
  shift.desk.touch();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(server.asked.length).toBeGreaterThan(asked);
});
