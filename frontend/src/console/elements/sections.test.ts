// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import { ConsoleStage, settle, submit, type } from "../../testing/console-stage.js";
import { find, findAll, press, textOf, write } from "../../testing/element-stage.js";
import { caseOf, json, refused, unavailable } from "../../testing/fake-staff-server.js";

const stage = new ConsoleStage();

it("makes a passkey for somebody who proves who it is, and removes one", async () => {
  const passkey = { passkey: "p", label: "My phone", addedAt: 1, usedAt: null, synced: true };
  const made = { usable: true, use: () => Promise.reject(new Error()), make: () => Promise.resolve({ id: "new" }) };
  stage.load(made);
  let items = [passkey];
  stage.server.answer = ({ method, path, body }) => {
    if (path === "/passkeys/options") {
      return (body as { code: string }).code === "1" ? json(200, { challenge: "c" }) : refused(403, "wrong-proof");
    }
    if (path === "/passkeys") return method === "POST" ? json(201, passkey) : json(200, { items, next: null });
    if (method === "DELETE") items = [];
    return undefined;
  };
  const element = await stage.begin();
  await press(element, "mia: Your passkeys");
  await settle(element);
  expect(textOf(element)).toContain("My phone");
  const make = async (code: string): Promise<void> => {
    await write(element, "input[name=label]", "My laptop");
    await write(element, "input[name=password]", "walnut");
    await write(element, "input[name=code]", code);
    await submit(element, "passerby-passkeys form");
  };
  await make("2");
  expect(textOf(element)).toContain("The password or the code is wrong.");
  await make("1");
  expect(textOf(element)).not.toContain("The password or the code is wrong.");
  expect(stage.server.asked.find(({ method, path }) => method === "POST" && path === "/passkeys")?.body).toEqual({
    label: "My laptop",
    credential: { id: "new" },
  });
  await press(element, "Remove My phone");
  await settle(element);
  expect(textOf(element)).toContain("You have none yet.");
});

it("shows an admin how well moderators agree, where two differ, and keeps a golden case", async () => {
  stage.load();
  let golden: object[] = [];
  const none = { n: 0, kappa: null, share: null };
  stage.server.answer = ({ method, path, body }) => {
    if (path === "/me") return json(200, { name: "mia", role: "admin", permissions: [] });
    if (path === "/quality")
      return json(200, {
        months: 3,
        second: { n: 50, kappa: 0.4, share: 0.7 },
        golden: none,
        decisions: 812,
        withPictures: 10,
        unopenedShare: 0.6,
        medianTime: 8_000,
        p90Time: null,
        rules: [{ rule: "campaign", right: 9, decided: 10 }],
      });
    if (path.startsWith("/quality/differences"))
      return json(200, {
        items: [
          { case: "c", kind: "second", by: "ann", verdict: "spam", secondBy: "ben", secondVerdict: "dismissed", at: 1 },
        ],
      });
    if (path === "/quality/golden" && method === "POST") {
      golden = [body as object];
      return new Response(null, { status: 204 });
    }
    return path === "/quality/golden" ? json(200, { items: golden }) : undefined;
  };
  const element = await stage.begin();
  await press(element, "Quality");
  await settle(element);
  const shown = textOf(element);
  for (const told of ["0.4 (n = 50)", "not known yet (n = 0)", "60% (n = 10)", "8 seconds", "right in 9 of 10"])
    expect(shown).toContain(told);
  expect(shown).toContain("ann: Spam or scam · ben: No violation");
  await write(element, "passerby-quality input", "c9");
  await submit(element, "passerby-quality form");
  expect(stage.server.bodies("/quality/golden").at(-2)).toEqual({ case: "c9", verdict: "dismissed" });
  expect(textOf(element)).toContain("c9");
});

it("says how long a case has waited, and which settings were in force", async () => {
  stage.load();
  stage.server.cases.push(caseOf("old", { openedAt: Date.now() - 3 * 3_600_000, dueAt: Date.now() - 3_600_000 }));
  stage.server.answer = ({ path }) => {
    if (path === "/me") return json(200, { name: "mia", role: "senior", permissions: [] });
    if (path.startsWith("/audit")) return new Response("");
    if (path.startsWith("/measures"))
      return json(200, {
        items: [
          { from: 2, until: null, settings: { PASSERBY_UNDO: "PT10S", "rule telegram": "live" } },
          { from: 1, until: 2, settings: { PASSERBY_UNDO: "PT1M" } },
        ],
      });
    return undefined;
  };
  const element = await stage.begin();
  await settle(element);
  expect(textOf(element)).toContain("waiting 3 hours, overdue by 60 minutes");
  await press(element, "Audit");
  await settle(element);
  expect(textOf(element)).toContain("PT1M → PT10S");
  expect(textOf(element)).toContain("none → live");
});

it("begins at the desk for another moderator who logs in, and shows nothing of the one before", async () => {
  const authenticator = { usable: true, use: () => Promise.resolve({}), make: () => Promise.reject(new Error()) };
  stage.load(authenticator);
  const element = await stage.begin();
  await type(element, "/");
  await write(element, "passerby-search input", "her receipt");
  stage.server.answer = () => refused(401, "not-logged-in");
  await submit(element, "passerby-search form");
  expect(stage.shift.state).toBe("ended");
  stage.server.answer = ({ path }) => {
    if (path === "/login/passkey/options") return json(200, {});
    if (path === "/login/passkey") return json(200, { token: "toms", expiresAt: 1, role: "moderator" });
    return path === "/me" ? json(200, { name: "tom", role: "moderator", permissions: [] }) : undefined;
  };
  await press(element, "Log in with a passkey");
  await settle(element);
  expect([
    stage.shift.me?.name,
    findAll(element, "passerby-search").length,
    findAll(element, "passerby-desk").length,
  ]).toEqual(["tom", 0, 1]);
  stage.server.cases.push(caseOf("late"));
  await type(element, "/");
  expect(find<HTMLInputElement>(element, "passerby-search input").value).toBe("");
});

it("gives no case to somebody who looks at something else", async () => {
  const element = await stage.begin();
  await type(element, "s");
  stage.server.cases.push(caseOf("late"));
  const item = { ...caseOf("late"), session: "s", claimedBy: null };
  stage.server.answer = ({ path }) => {
    if (path.startsWith("/cases?")) return json(200, { items: [item], next: null, count: 1 });
    return path.startsWith("/sanctions") ? json(200, { items: [], next: null }) : undefined;
  };
  await vi.advanceTimersByTimeAsync(9_000);
  expect(stage.shift.desk.state).toBe("empty");
  await type(element, "c");
  expect(stage.shift.desk.file?.case).toBe("late");
});

it("keeps what is told of an answer that did not arrive, while the list of appeals is read again", async () => {
  const appeal = { appeal: "a", state: "open", text: "It was a joke.", at: 1 };
  const element = await stage.begin();
  stage.server.answer = ({ path }) => {
    if (path.endsWith("/decision")) return unavailable();
    if (path === "/appeals/a") return json(200, appeal);
    return path.startsWith("/appeals?") ? json(200, { items: [appeal], next: null }) : undefined;
  };
  await type(element, "i");
  find<HTMLButtonElement>(element, "passerby-appeals li button").click();
  await settle(element);
  await write(element, "passerby-appeals textarea", "No.");
  await press(element, "Uphold the decision");
  await settle(element);
  const read = (): number => stage.server.log.filter((asked) => asked.startsWith("GET /appeals?")).length;
  const before = read();
  await vi.advanceTimersByTimeAsync(30_000);
  await settle(element);
  expect(read() - before).toBe(3);
  expect(textOf(find(element, "passerby-appeals"))).toContain("The server cannot answer just now.");
  stage.server.answer = ({ path }) => (path.startsWith("/appeals?") ? new Promise(() => {}) : undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read() - before, "one at a time").toBe(4);
});

it("shows rules, audit and staff to those alone who may see them", async () => {
  stage.server.answer = ({ path }) =>
    path === "/me" ? json(200, { name: "mia", role: "senior", permissions: [] }) : undefined;
  const element = await stage.begin();
  const sections = findAll(element, "nav button").map(textOf);
  expect(sections).toEqual(["Cases", "Appeals", "Sanctions", "Search", "Site", "Quality", "Rules", "Audit"]);
});
