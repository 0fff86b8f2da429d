import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { caseOf, FakeStaffServer, fakeStorage, json, refused, unavailable } from "../../testing/fake-staff-server.js";
import { Shift } from "./shift.js";
import { TabMemory } from "./tab-memory.js";

let server: FakeStaffServer;
let storage: ReturnType<typeof fakeStorage>;
let shift: Shift;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeStaffServer();
  storage = fakeStorage();
  shift = load();
});

afterEach(async () => {
  await shift.logout();
  vi.useRealTimers();
});

/** A tab that is loaded, or loaded again. */
const load = (): Shift => new Shift(server.api, new TabMemory(() => storage));

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

async function begin(...cases: string[]): Promise<void> {
  server.cases.push(...cases.map((id) => caseOf(id)));
  await shift.login("Mia ", "password", "123456");
  await settle();
}

/** Decides for spam and waits for what follows. */
async function decide(): Promise<void> {
  shift.desk.write({ choice: "spam", measure: 7 });
  await shift.desk.decide();
  await settle();
}

it("loads the first case by itself, and the next one after a decision", async () => {
  await begin("one", "two");
  expect([shift.state, shift.desk.state, shift.desk.file?.case]).toEqual(["in", "open", "one"]);
  await shift.desk.decide();
  expect(server.log).not.toContain("POST /cases/one/decision");
  await decide();
  expect(shift.desk.file?.case).toBe("two");
  expect(server.bodies("/cases/one/decision")).toEqual([
    {
      outcome: "actioned",
      reason: "spam",
      sanction: { kind: "ban", minutes: 10_080, subjects: ["session", "device"] },
    },
  ]);
});

it("watches an empty queue, and takes the first case that comes", async () => {
  await begin();
  expect(shift.desk.state).toBe("empty");
  server.cases.push(caseOf("late"));
  server.answer = ({ path }) => {
    const item = { ...caseOf("late"), session: "s", claimedBy: null };
    return path.startsWith("/cases?") ? json(200, { items: [item], next: null, count: 1 }) : undefined;
  };
  await vi.advanceTimersByTimeAsync(3_000);
  expect(shift.desk.file?.case).toBe("late");
});

it("takes no case for somebody who has left the desk while a decision was on its way", async () => {
  await begin("one", "two");
  const item = { ...caseOf("two"), session: "s", claimedBy: null };
  server.answer = ({ path }) =>
    path.startsWith("/cases?") ? json(200, { items: [item], next: null, count: 1 }) : undefined;
  const decided = decide();
  shift.desk.attend(false);
  await decided;
  await vi.advanceTimersByTimeAsync(6_000);
  expect([shift.desk.state, server.log.filter((asked) => asked === "POST /cases/next").length]).toEqual(["empty", 1]);
  shift.desk.attend(true);
  await settle();
  expect(shift.desk.file?.case).toBe("two");
});

it("takes a decision back within its time, and shows the case as it was drafted", async () => {
  await begin("one", "two", "three");
  shift.desk.write({ note: "third time" });
  await decide();
  await shift.desk.undo();
  await settle();
  expect(server.log).toContain("DELETE /decisions/d-one");
  expect([shift.desk.file?.case, shift.desk.draft.choice, shift.desk.draft.note]).toEqual([
    "one",
    "spam",
    "third time",
  ]);
  expect(shift.desk.news?.kind).toBe("undone");
  await decide();
  // What was on the desk meanwhile is this moderator's still, and comes before the others.
  expect(shift.desk.file?.case).toBe("two");
});

it("keeps what was begun on another case when a decision is taken back, even before that case was there", async () => {
  await begin("one", "two", "three");
  await decide();
  shift.desk.write({ choice: "violence", note: "a knife" });
  await shift.desk.undo();
  await decide();
  expect([shift.desk.file?.case, shift.desk.draft.choice, shift.desk.draft.note]).toEqual([
    "two",
    "violence",
    "a knife",
  ]);
  const decided = shift.desk.decide();
  const undone = shift.desk.undo();
  await Promise.all([decided, undone]);
  await settle();
  expect([shift.desk.state, shift.desk.file?.case]).toEqual(["open", "three"]);
  await shift.desk.undo();
  expect([shift.desk.file?.case, shift.desk.draft.note]).toEqual(["two", "a knife"]);
});

it("keeps through a reload what was drafted, and forgets it with the case", async () => {
  await begin("one", "two");
  shift.desk.write({ choice: "spam", measure: 7, statement: "You sold things." });
  shift.desk.stop();
  shift = load();
  await shift.resume(() => {});
  await settle();
  expect([shift.desk.draft.choice, shift.desk.draft.statement]).toEqual(["spam", "You sold things."]);
  await shift.desk.decide();
  await settle();
  expect([shift.desk.file?.case, shift.desk.draft.choice]).toEqual(["two", undefined]);
  expect(storage.getItem("passerby.moderation")).not.toContain("You sold things.");
});

it("gives a case back by asking once, and goes on with the next", async () => {
  await begin("one", "two");
  shift.desk.write({ choice: "spam" });
  await shift.desk.giveBack();
  expect(server.log.slice(-2)).toEqual(["DELETE /cases/one/claim", "POST /cases/next"]);
  expect([shift.desk.file?.case, shift.desk.draft.choice]).toEqual(["two", undefined]);
  server.answer = ({ method }) => (method === "DELETE" ? refused(409, "claimed", "tom") : undefined);
  await shift.desk.giveBack();
  expect([shift.desk.file?.case, shift.desk.state]).toEqual([undefined, "empty"]);
});

it("gives back only the case that was read, however often it is asked to", async () => {
  await begin("one", "two");
  await Promise.all([shift.desk.giveBack(), shift.desk.giveBack()]);
  expect(shift.desk.file?.case).toBe("two");
  expect(server.log).not.toContain("DELETE /cases/two/claim");
});

it("waits for the next case before it takes a decision back", async () => {
  await begin("one", "two");
  let go: (response: Response) => void = () => {};
  const slow = new Promise<Response>((resolve) => {
    go = resolve;
  });
  server.answer = ({ path }) => (path === "/cases/next" ? slow : undefined);
  shift.desk.write({ choice: "spam", measure: 7 });
  const decided = shift.desk.decide();
  await settle();
  const undone = shift.desk.undo();
  await settle();
  expect(server.log).not.toContain("DELETE /decisions/d-one");
  go(json(200, caseOf("two")));
  await Promise.all([decided, undone]);
  expect([shift.desk.state, shift.desk.file?.case]).toEqual(["open", "one"]);
  await decide();
  expect(shift.desk.file?.case).toBe("two");
});

it("offers no way back when the time is over, and says so when the server was faster", async () => {
  await begin("one", "two", "three");
  await decide();
  expect(shift.desk.made?.case).toBe("one");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(shift.desk.made).toBeUndefined();
  await decide();
  server.answer = ({ method }) => (method === "DELETE" ? refused(409, "in-effect") : undefined);
  await shift.desk.undo();
  expect([shift.desk.news?.kind, shift.desk.file?.case]).toEqual(["late", "three"]);
});

it("sends a decision until the server has answered, always the same one", async () => {
  await begin("one", "two");
  let failures = 3;
  server.answer = ({ path }) => {
    if (!path.startsWith("/cases/") || failures === 0) return undefined;
    failures -= 1;
    return failures === 1 ? new Error("the network is gone") : unavailable();
  };
  shift.desk.write({ choice: "spam", measure: 7 });
  const decided = shift.desk.decide();
  await settle();
  expect([shift.desk.state, shift.desk.news?.kind, shift.desk.file?.case]).toEqual(["sending", "away", "one"]);
  shift.desk.write({ choice: "dismissed" });
  void shift.desk.decide();
  await vi.advanceTimersByTimeAsync(20_000);
  await decided;
  const sent = server.bodies("/cases/one/decision");
  expect(sent).toHaveLength(4);
  expect(new Set(sent.map((body) => JSON.stringify(body))).size).toBe(1);
  expect([shift.desk.file?.case, shift.desk.news]).toEqual(["two", undefined]);
});

it("sends a decision after a reload that the server has not answered", async () => {
  await begin("one", "two");
  server.answer = ({ path }) => (path.endsWith("/decision") ? unavailable() : undefined);
  shift.desk.write({ choice: "dismissed", note: "a joke" });
  void shift.desk.decide();
  await settle();
  shift.desk.stop();
  server.answer = () => undefined;
  shift = load();
  await shift.resume(() => {});
  await settle();
  expect(server.bodies("/cases/one/decision").at(-1)).toEqual({ outcome: "dismissed", note: "a joke" });
  expect(shift.desk.file?.case).toBe("two");
});

it("goes on with the same case after a reload", async () => {
  await begin("one", "two");
  shift.desk.stop();
  shift = load();
  await shift.resume(() => {});
  await settle();
  expect([shift.me?.name, shift.desk.file?.case]).toEqual(["mia", "one"]);
  expect(server.log.at(-1)).toBe("POST /cases/one/claim");
});

it("tells that somebody else was first, and goes on", async () => {
  await begin("one", "two");
  server.answer = ({ path }) => (path === "/cases/one/decision" ? refused(409, "decided", "tom") : undefined);
  await decide();
  expect([shift.desk.news, shift.desk.file?.case]).toEqual([{ kind: "decided", by: "tom" }, "two"]);
});

it("keeps the case at hand when another one is taken", async () => {
  await begin("one");
  server.answer = ({ path }) => (path === "/cases/two/claim" ? refused(409, "claimed", "tom") : undefined);
  await shift.desk.open("two");
  expect([shift.desk.news, shift.desk.file?.case]).toEqual([{ kind: "taken", by: "tom" }, "one"]);
});

it("takes one case at a time, whatever is asked for meanwhile", async () => {
  await begin("one", "two");
  shift.desk.write({ choice: "spam", measure: 7 });
  const decided = shift.desk.decide();
  await Promise.all([decided, shift.desk.open("three"), shift.desk.open("four")]);
  expect([shift.desk.state, shift.desk.file?.case]).toEqual(["open", "two"]);
  await Promise.all([shift.desk.open("three"), shift.desk.open("four"), shift.desk.undo()]);
  const seen = [shift.desk.file?.case];
  for (let more = 0; more < 3; more += 1) {
    await decide();
    seen.push(shift.desk.file?.case);
  }
  expect(seen, "all that was claimed comes back").toEqual(["one", "four", "three", "two"]);
});

it("loses nothing when the login ends in the middle of a decision", async () => {
  await begin("one", "two");
  server.answer = ({ token, path }) =>
    token === "Bearer token" && path !== "/login" ? refused(401, "not-logged-in") : undefined;
  shift.desk.write({ choice: "spam", measure: 7, statement: "You sold things." });
  void shift.desk.decide();
  await settle();
  expect([shift.state, shift.desk.file?.case, shift.desk.draft.statement]).toEqual([
    "ended",
    "one",
    "You sold things.",
  ]);
  const asked = server.asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.asked.length, "nothing is asked meanwhile").toBeLessThanOrEqual(asked + 1);
  server.answer = ({ path }) =>
    path === "/login" ? json(200, { token: "new", expiresAt: 1, role: "moderator" }) : undefined;
  await shift.login("mia", "password", "654321");
  await settle();
  expect([shift.state, shift.desk.file?.case]).toEqual(["in", "two"]);
  expect(
    server.asked.filter(({ path, token }) => path === "/cases/one/decision" && token === "Bearer new"),
  ).toHaveLength(1);
});

it("shows nothing of a shift to another moderator who logs in", async () => {
  await begin("one");
  server.answer = ({ token }) => (token === "Bearer token" ? refused(401, "not-logged-in") : undefined);
  void shift.desk.decide();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(shift.state).toBe("ended");
  server.answer = ({ path }) =>
    path === "/login"
      ? json(200, { token: "toms", expiresAt: 1, role: "moderator" })
      : path === "/me"
        ? json(200, { name: "tom", role: "moderator", permissions: [] })
        : undefined;
  await shift.login("tom", "password", "654321");
  await settle();
  expect([shift.me?.name, shift.desk.file]).toEqual(["tom", undefined]);
});

it("forgets everything at the end of a shift", async () => {
  await begin("one");
  await shift.logout();
  expect([shift.state, shift.me, shift.desk.file, storage.getItem("passerby.moderation")]).toEqual([
    "out",
    undefined,
    undefined,
    null,
  ]);
  expect(server.log).toContain("POST /logout");
});

it("keeps one case in memory, however many were decided", async () => {
  await begin(...Array.from({ length: 500 }, (_, index) => `case-${index}`));
  for (let decided = 0; decided < 500; decided += 1) await decide();
  expect([shift.desk.state, shift.desk.file]).toEqual(["empty", undefined]);
  expect(storage.getItem("passerby.moderation")?.length).toBeLessThan(500);
});

it("opens pictures when asked only, blurred, and counts them for the shift", async () => {
  const made: string[] = [];
  vi.spyOn(URL, "createObjectURL").mockImplementation(() => `blob:${made.push("picture")}`);
  const gone = vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => {});
  await begin("one", "two");
  server.answer = ({ path }) => (path.includes("/snapshots/") ? new Response(new Blob(["jpeg"])) : undefined);
  const { pictures } = shift.desk;
  expect(server.log.some((asked) => asked.includes("snapshots"))).toBe(false);
  await pictures.show("one", "r-one");
  expect([pictures.of("r-one")?.state, pictures.opened]).toEqual(["blurred", 1]);
  await pictures.show("one", "r-one");
  expect([pictures.of("r-one")?.state, pictures.opened]).toEqual(["clear", 1]);
  await decide();
  expect([pictures.of("r-one"), pictures.opened]).toEqual([undefined, 1]);
  expect(gone).toHaveBeenCalledWith("blob:1");
});
