// @vitest-environment happy-dom
import { html } from "lit";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import {
  button,
  buttons,
  choose,
  drawn,
  elementStage,
  find,
  findAll,
  key,
  press,
  textOf,
  write,
} from "../../testing/element-stage.js";
import { caseOf, FakeStaffServer, fakeStorage, json, refused, unavailable } from "../../testing/fake-staff-server.js";
import { Cancelled } from "../shift/authenticator.js";
import { Shift } from "../shift/shift.js";
import { TabMemory } from "../shift/tab-memory.js";
import type { PasserbyConsole } from "./console.js";
import "./console.js";

const stage = elementStage();
let server: FakeStaffServer;
let shift: Shift;

beforeEach(() => {
  localStorage.clear();
  location.hash = "";
  server = new FakeStaffServer();
  const storage = fakeStorage();
  shift = new Shift(server.api, new TabMemory(() => storage));
});

afterEach(async () => {
  await shift.logout();
});

const show = (): Promise<PasserbyConsole> => stage.show(html`<passerby-console .shift=${shift}></passerby-console>`);

async function settle(element: Element): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  await drawn(element);
}

async function submit(element: Element): Promise<void> {
  find<HTMLFormElement>(element, "passerby-login form").requestSubmit();
  await settle(element);
}

async function login(element: Element): Promise<void> {
  if (!findAll(element, "input[name=name][readonly]").length) await write(element, "input[name=name]", "mia");
  await write(element, "input[name=password]", "walnut bicycle frost");
  await write(element, "input[name=code]", "123 456");
  await submit(element);
}

async function begin(...cases: ReturnType<typeof caseOf>[]): Promise<PasserbyConsole> {
  server.cases.push(...cases);
  const element = await show();
  await login(element);
  return element;
}

async function type(element: Element, ...keys: string[]): Promise<void> {
  for (const each of keys) {
    key(window, each);
    await settle(element);
  }
}

it("asks who it is, and says in one way what is wrong", async () => {
  const element = await show();
  server.answer = ({ path }) => (path === "/login" ? refused(401, "wrong-login") : undefined);
  await login(element);
  expect(server.bodies("/login")).toEqual([{ name: "mia", password: "walnut bicycle frost", code: "123456" }]);
  expect(textOf(element)).toContain("The name, the password or the code is wrong.");
  server.answer = ({ path }) =>
    path === "/login" ? new Response("{}", { status: 429, headers: { "retry-after": "90" } }) : undefined;
  await login(element);
  expect(textOf(element)).toContain("Too many attempts. Try again in 90 seconds.");
  server.answer = ({ path }) => (path === "/login" ? unavailable() : undefined);
  await login(element);
  expect(textOf(element)).toContain("The server cannot answer just now.");
});

it("lets somebody in by a passkey, who need not say a name", async () => {
  const used: unknown[] = [];
  let answer: () => Promise<unknown> = () => Promise.reject(new Cancelled());
  const authenticator = {
    usable: true,
    use: (options: unknown) => {
      used.push(options);
      return answer();
    },
    make: () => Promise.reject(new Error("nothing is made")),
  };
  shift = new Shift(server.api, new TabMemory(fakeStorage), authenticator);
  server.answer = ({ path }) => {
    if (path === "/login/passkey/options") return json(200, { challenge: "c" });
    return path === "/login/passkey" ? json(200, { token: "key", expiresAt: 1, role: "moderator" }) : undefined;
  };
  const element = await show();
  await press(element, "Log in with a passkey");
  await settle(element);
  expect([shift.state, server.log]).toEqual(["out", ["POST /login/passkey/options"]]);
  answer = () => Promise.resolve({ id: "credential" });
  await press(element, "Log in with a passkey");
  await settle(element);
  expect(used).toEqual([{ challenge: "c" }, { challenge: "c" }]);
  expect(server.bodies("/login/passkey")).toEqual([{ credential: { id: "credential" } }]);
  expect([shift.state, shift.name]).toEqual(["in", "mia"]);
});

it("offers no passkey where the browser has none", async () => {
  const element = await show();
  expect(buttons(element)).toEqual(["Log in"]);
});

it("makes a passkey for somebody who proves who it is, and removes one", async () => {
  const passkey = { passkey: "p", label: "My phone", addedAt: 1, usedAt: null, synced: true };
  const made = { usable: true, use: () => Promise.reject(new Error()), make: () => Promise.resolve({ id: "new" }) };
  shift = new Shift(server.api, new TabMemory(fakeStorage), made);
  let items = [passkey];
  server.answer = ({ method, path, body }) => {
    if (path === "/passkeys/options") {
      return (body as { code: string }).code === "1" ? json(200, { challenge: "c" }) : refused(403, "wrong-proof");
    }
    if (path === "/passkeys") return method === "POST" ? json(201, passkey) : json(200, { items, next: null });
    if (method === "DELETE") items = [];
    return undefined;
  };
  const element = await begin();
  await press(element, "mia: Your passkeys");
  await settle(element);
  expect(textOf(element)).toContain("My phone");
  const make = async (code: string): Promise<void> => {
    await write(element, "input[name=label]", "My laptop");
    await write(element, "input[name=password]", "walnut");
    await write(element, "input[name=code]", code);
    find<HTMLFormElement>(element, "passerby-passkeys form").requestSubmit();
    await settle(element);
  };
  await make("2");
  expect(textOf(element)).toContain("The password or the code is wrong.");
  await make("1");
  expect(textOf(element)).not.toContain("The password or the code is wrong.");
  expect(server.asked.find(({ method, path }) => method === "POST" && path === "/passkeys")?.body).toEqual({
    label: "My laptop",
    credential: { id: "new" },
  });
  await press(element, "Remove My phone");
  await settle(element);
  expect(textOf(element)).toContain("You have none yet.");
});

it("makes an account of an invitation, and shows the key once", async () => {
  location.hash = "#invite=mia~secret";
  server.answer = ({ path, body }) => {
    if (path !== "/enrol") return undefined;
    const { password } = body as { password: string };
    if (password.length < 12) return refused(422, "weak-password");
    return json(201, {
      name: "mia",
      role: "moderator",
      permissions: [],
      totp: "otpauth://totp/P:mia?secret=GEZDGNBV&issuer=P",
    });
  };
  const element = await show();
  await write(element, "input[name=password]", "short");
  find<HTMLFormElement>(element, "passerby-enrol form").requestSubmit();
  await settle(element);
  expect(textOf(element)).toContain("too short or too easy");
  await write(element, "input[name=password]", "walnut bicycle frost");
  find<HTMLFormElement>(element, "passerby-enrol form").requestSubmit();
  await settle(element);
  expect(textOf(element)).toContain("GEZD GNBV");
  await press(element, "I have it: log in");
  expect(textOf(element)).not.toContain("GEZD");
  expect(location.hash).toBe("");
});

it("shows a case with what was written and what was before, and no picture", async () => {
  const element = await begin(
    caseOf("one", {
      history: [
        { sanction: "s", kind: "mute-text", reason: "spam", state: "ended", startedAt: 1, until: 2, by: "tom" },
      ],
    }),
  );
  const told = textOf(find(element, "passerby-case"));
  for (const part of ["Spam or scam", "Mute of text", "by tom", "He sells things.", "Buy now!", "saw the same texts"]) {
    expect(told).toContain(part);
  }
  expect(findAll(element, "img")).toEqual([]);
  expect(textOf(element)).toContain("0 pictures opened this shift");
});

it("decides by keys alone: reason, measure, address, decision, undo", async () => {
  const element = await begin(caseOf("one"), caseOf("two"));
  await type(element, "Enter");
  expect(server.log).not.toContain("POST /cases/one/decision");
  await type(element, "4", "+", "+", "-", "a", "Enter");
  expect(server.bodies("/cases/one/decision")).toEqual([
    {
      outcome: "actioned",
      reason: "spam",
      sanction: { kind: "ban", minutes: 43_200, subjects: ["session", "device", "address"] },
    },
  ]);
  expect(textOf(element)).toContain("Decided. Nobody is told yet.");
  await type(element, "u");
  expect(server.log).toContain("DELETE /decisions/d-one");
  await type(element, "0", "Enter");
  expect(server.bodies("/cases/one/decision").at(-1)).toEqual({ outcome: "dismissed" });
});

it("decides by mouse alone", async () => {
  const element = await begin(caseOf("one"), caseOf("two"));
  expect(button(element, "Decide and next Enter").disabled).toBe(true);
  await press(element, "5 Violence");
  await choose(element, "passerby-verdict select", "5");
  await press(element, "Decide and next Enter");
  await settle(element);
  expect(server.bodies("/cases/one/decision")).toMatchObject([{ reason: "violence", sanction: { minutes: 60 } }]);
  await press(element, "Undo U");
  await settle(element);
  expect(textOf(element)).toContain("Taken back.");
});

it("leaves keys to fields, and to whoever has switched them off", async () => {
  const element = await begin(caseOf("one"));
  const note = find<HTMLTextAreaElement>(element, "textarea[name=note]");
  key(note, "4");
  await settle(element);
  expect(shift.desk.draft.choice).toBeUndefined();
  key(window, "n");
  expect(find(element, "passerby-verdict").shadowRoot?.activeElement).toBe(note);
  localStorage.setItem("passerby.moderation.keys", "off");
  await type(element, "4", "s");
  expect([shift.desk.draft.choice, findAll(element, "passerby-sanctions").length]).toEqual([undefined, 0]);
});

it("opens a picture by its key, blurred first", async () => {
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:picture");
  vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => {});
  const element = await begin(caseOf("one"));
  server.answer = ({ path }) => (path.includes("/snapshots/") ? new Response(new Blob(["jpeg"])) : undefined);
  await type(element, "p");
  expect(find(element, "img").className).toBe("blurred");
  expect(textOf(element)).toContain("1 picture opened this shift");
  await type(element, "p");
  expect(find(element, "img").className).toBe("clear");
  await type(element, "p");
  expect(find(element, "img").className).toBe("blurred");
});

it("opens no picture with a minor for somebody who may not see it", async () => {
  const element = await begin(caseOf("one", { delicate: true }));
  await type(element, "p");
  expect(server.log.some((asked) => asked.includes("snapshots"))).toBe(false);
  expect(textOf(element)).toContain("it needs a permission that you do not have");
});

it("goes through the reports of a case, and stops at its ends", async () => {
  const [report] = caseOf("one").reports;
  if (!report) throw new Error("no report");
  const reports = ["first", "second"].map((note, index) => ({ ...report, report: `r${index}`, note }));
  const element = await begin(caseOf("one", { reports, filed: 60 }));
  expect(textOf(element)).toContain("60 reports in all");
  await type(element, "j", "j");
  expect(textOf(find(element, "passerby-case"))).toContain("second");
  await type(element, "k", "k");
  expect(textOf(find(element, "passerby-case"))).toContain("first");
});

it("asks whose login has ended to come back, with everything left as it was", async () => {
  const element = await begin(caseOf("one"), caseOf("two"));
  await type(element, "4");
  server.answer = ({ path }) => (path === "/login" ? undefined : refused(401, "not-logged-in"));
  await type(element, "Enter");
  expect(textOf(element)).toContain("Log in again as mia. Nothing is lost");
  expect(textOf(find(element, "passerby-case"))).toContain("Buy now!");
  await type(element, "0");
  expect(shift.desk.draft.choice).toBe("spam");
  server.answer = () => undefined;
  await login(element);
  expect(textOf(element)).not.toContain("Log in again");
  expect(shift.desk.file?.case).toBe("two");
});

it("tells that the server is away, and that the decision is kept", async () => {
  const element = await begin(caseOf("one"), caseOf("two"));
  server.answer = ({ path }) => (path.endsWith("/decision") ? unavailable() : undefined);
  await type(element, "4", "Enter");
  expect(textOf(element)).toContain("is sent again until it arrives; it counts once");
  expect(button(element, "Sending the decision…").disabled).toBe(true);
  server.answer = () => undefined;
  await vi.advanceTimersByTimeAsync(3_000);
  await settle(element);
  expect(textOf(element)).not.toContain("is sent again");
  expect(shift.desk.file?.case).toBe("two");
});

it("speaks Turkish when that is chosen, and remembers it for the console alone", async () => {
  const element = await begin(caseOf("one"));
  await choose(element, "select.language", "tr");
  await vi.dynamicImportSettled();
  await settle(element);
  expect(textOf(element)).toContain("Karar ver, sıradakine geç");
  expect(document.documentElement.lang).toBe("tr");
  expect([localStorage.getItem("passerby.language"), localStorage.getItem("passerby.language.moderation")]).toEqual([
    null,
    "tr",
  ]);
});

it("gives no case to somebody who looks at something else", async () => {
  const element = await begin();
  await type(element, "s");
  server.cases.push(caseOf("late"));
  const item = { ...caseOf("late"), session: "s", claimedBy: null };
  server.answer = ({ path }) => {
    if (path.startsWith("/cases?")) return json(200, { items: [item], next: null, count: 1 });
    return path.startsWith("/sanctions") ? json(200, { items: [], next: null }) : undefined;
  };
  await vi.advanceTimersByTimeAsync(9_000);
  expect(shift.desk.state).toBe("empty");
  await type(element, "c");
  expect(shift.desk.file?.case).toBe("late");
});

it("keeps what is told of an answer that did not arrive, while the list of appeals is read again", async () => {
  const appeal = { appeal: "a", state: "open", text: "It was a joke.", at: 1 };
  const element = await begin();
  server.answer = ({ path }) => {
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
  const read = (): number => server.log.filter((asked) => asked.startsWith("GET /appeals?")).length;
  const before = read();
  await vi.advanceTimersByTimeAsync(30_000);
  await settle(element);
  expect(read() - before).toBe(3);
  expect(textOf(find(element, "passerby-appeals"))).toContain("The server cannot answer just now.");
  server.answer = ({ path }) => (path.startsWith("/appeals?") ? new Promise(() => {}) : undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read() - before, "one at a time").toBe(4);
});

it("shows audit and staff to those alone who may see them", async () => {
  server.answer = ({ path }) =>
    path === "/me" ? json(200, { name: "mia", role: "senior", permissions: [] }) : undefined;
  const element = await begin();
  const sections = findAll(element, "nav button").map(textOf);
  expect(sections).toEqual(["Cases", "Appeals", "Sanctions", "Search", "Audit"]);
});

it("ends a shift", async () => {
  const element = await begin(caseOf("one"));
  await press(element, "Sign out");
  await settle(element);
  expect(textOf(element)).not.toContain("Buy now!");
  expect(findAll(element, "passerby-login")).toHaveLength(1);
});
