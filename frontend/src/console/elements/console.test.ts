// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import { ConsoleStage, login, settle, submit, type } from "../../testing/console-stage.js";
import { button, buttons, choose, find, findAll, key, press, textOf, write } from "../../testing/element-stage.js";
import { caseOf, json, refused, unavailable } from "../../testing/fake-staff-server.js";
import { Cancelled } from "../shift/authenticator.js";

const stage = new ConsoleStage();

it("asks who it is, and says in one way what is wrong", async () => {
  const element = await stage.show();
  stage.server.answer = ({ path }) => (path === "/login" ? refused(401, "wrong-login") : undefined);
  await login(element);
  expect(stage.server.bodies("/login")).toEqual([{ name: "mia", password: "walnut bicycle frost", code: "123456" }]);
  expect(textOf(element)).toContain("The name, the password or the code is wrong.");
  stage.server.answer = ({ path }) =>
    path === "/login" ? new Response("{}", { status: 429, headers: { "retry-after": "90" } }) : undefined;
  await login(element);
  expect(textOf(element)).toContain("Too many attempts. Try again in 90 seconds.");
  stage.server.answer = ({ path }) => (path === "/login" ? unavailable() : undefined);
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
  stage.load(authenticator);
  stage.server.answer = ({ path }) => {
    if (path === "/login/passkey/options") return json(200, { challenge: "c" });
    return path === "/login/passkey" ? json(200, { token: "key", expiresAt: 1, role: "moderator" }) : undefined;
  };
  const element = await stage.show();
  await press(element, "Log in with a passkey");
  await settle(element);
  expect([stage.shift.state, stage.server.log]).toEqual(["out", ["POST /login/passkey/options"]]);
  answer = () => Promise.resolve({ id: "credential" });
  await press(element, "Log in with a passkey");
  await settle(element);
  expect(used).toEqual([{ challenge: "c" }, { challenge: "c" }]);
  expect(stage.server.bodies("/login/passkey")).toEqual([{ credential: { id: "credential" } }]);
  expect([stage.shift.state, stage.shift.name]).toEqual(["in", "mia"]);
});

it("offers no passkey where the browser has none", async () => {
  const element = await stage.show();
  expect(buttons(element)).toEqual(["Log in"]);
});

it("makes an account of an invitation, and shows the key once", async () => {
  location.hash = "#invite=mia~secret";
  stage.server.answer = ({ path, body }) => {
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
  const element = await stage.show();
  await write(element, "input[name=password]", "short");
  await submit(element, "passerby-enrol form");
  expect(textOf(element)).toContain("too short or too easy");
  await write(element, "input[name=password]", "walnut bicycle frost");
  await submit(element, "passerby-enrol form");
  expect(textOf(element)).toContain("GEZD GNBV");
  await press(element, "I have it: log in");
  expect(textOf(element)).not.toContain("GEZD");
  expect(location.hash).toBe("");
});

it("shows a case with what was written and what was before, and no picture", async () => {
  const element = await stage.begin(
    caseOf("one", {
      history: [
        { sanction: "s", kind: "mute-text", reason: "spam", state: "ended", startedAt: 1, until: 2, by: "tom" },
      ],
    }),
  );
  const told = textOf(find(element, "passerby-case"));
  for (const part of ["Spam or scam", "Text mute", "by tom", "He sells things.", "Buy now!", "saw the same messages"]) {
    expect(told).toContain(part);
  }
  expect(findAll(element, "img")).toEqual([]);
  expect(textOf(element)).toContain("0 pictures opened this shift");
});

it("decides by keys alone: reason, measure, address, decision, undo", async () => {
  const element = await stage.begin(caseOf("one"), caseOf("two"));
  await type(element, "Enter");
  expect(stage.server.log).not.toContain("POST /cases/one/decision");
  await type(element, "4", "+", "+", "-", "a", "Enter");
  expect(stage.server.bodies("/cases/one/decision")).toEqual([
    {
      outcome: "actioned",
      reason: "spam",
      sanction: { kind: "ban", minutes: 43_200, subjects: ["session", "device", "address"] },
    },
  ]);
  expect(textOf(element)).toContain("Decided. Nobody is told yet.");
  await type(element, "u");
  expect(stage.server.log).toContain("DELETE /decisions/d-one");
  await type(element, "0", "Enter");
  expect(stage.server.bodies("/cases/one/decision").at(-1)).toEqual({ outcome: "dismissed" });
});

it("decides by mouse alone", async () => {
  const element = await stage.begin(caseOf("one"), caseOf("two"));
  expect(button(element, "Decide and next Enter").disabled).toBe(true);
  await press(element, "5 Violence");
  await choose(element, "passerby-verdict select", "5");
  await press(element, "Decide and next Enter");
  await settle(element);
  expect(stage.server.bodies("/cases/one/decision")).toMatchObject([{ reason: "violence", sanction: { minutes: 60 } }]);
  await press(element, "Undo U");
  await settle(element);
  expect(textOf(element)).toContain("Taken back.");
});

it("gives a case back by a key, and by a button", async () => {
  const element = await stage.begin(caseOf("one"), caseOf("two"), caseOf("three"));
  await type(element, "b");
  await press(element, "Give it back B");
  await settle(element);
  expect(stage.shift.desk.file?.case).toBe("three");
});

it("leaves keys to fields, and to whoever has switched them off", async () => {
  const element = await stage.begin(caseOf("one"));
  const note = find<HTMLTextAreaElement>(element, "textarea[name=note]");
  key(note, "4");
  await settle(element);
  expect(stage.shift.desk.draft.choice).toBeUndefined();
  key(window, "n");
  expect(find(element, "passerby-verdict").shadowRoot?.activeElement).toBe(note);
  localStorage.setItem("passerby.moderation.keys", "off");
  await type(element, "4", "s");
  expect([stage.shift.desk.draft.choice, findAll(element, "passerby-sanctions").length]).toEqual([undefined, 0]);
});

it("opens a picture by its key, blurred first", async () => {
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:picture");
  vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => {});
  const element = await stage.begin(caseOf("one"));
  stage.server.answer = ({ path }) => (path.includes("/snapshots/") ? new Response(new Blob(["jpeg"])) : undefined);
  await type(element, "p");
  expect(find(element, "img").className).toBe("blurred");
  expect(textOf(element)).toContain("1 picture opened this shift");
  await type(element, "p");
  expect(find(element, "img").className).toBe("clear");
  await type(element, "p");
  expect(find(element, "img").className).toBe("blurred");
});

it("opens no picture with a minor for somebody who may not see it", async () => {
  const element = await stage.begin(caseOf("one", { delicate: true }));
  await type(element, "p");
  expect(stage.server.log.some((asked) => asked.includes("snapshots"))).toBe(false);
  expect(textOf(element)).toContain("it needs a permission that you do not have");
});

it("goes through the reports of a case, and stops at its ends", async () => {
  const [report] = caseOf("one").reports;
  if (!report) throw new Error("no report");
  const reports = ["first", "second"].map((note, index) => ({ ...report, report: `r${index}`, note }));
  const element = await stage.begin(caseOf("one", { reports, filed: 60 }));
  expect(textOf(element)).toContain("60 reports in all");
  await type(element, "j", "j");
  expect(textOf(find(element, "passerby-case"))).toContain("second");
  await type(element, "k", "k");
  expect(textOf(find(element, "passerby-case"))).toContain("first");
});

it("asks whose login has ended to come back, with everything left as it was", async () => {
  const element = await stage.begin(caseOf("one"), caseOf("two"));
  await type(element, "4");
  stage.server.answer = ({ path }) => (path === "/login" ? undefined : refused(401, "not-logged-in"));
  await type(element, "Enter");
  expect(textOf(element)).toContain("Log in again as mia. Nothing is lost");
  expect(textOf(find(element, "passerby-case"))).toContain("Buy now!");
  await type(element, "0");
  expect(stage.shift.desk.draft.choice).toBe("spam");
  stage.server.answer = () => undefined;
  await login(element);
  expect(textOf(element)).not.toContain("Log in again");
  expect(stage.shift.desk.file?.case).toBe("two");
});

it("tells that the server is away, and that the decision is kept", async () => {
  const element = await stage.begin(caseOf("one"), caseOf("two"));
  stage.server.answer = ({ path }) => (path.endsWith("/decision") ? unavailable() : undefined);
  await type(element, "4", "Enter");
  expect(textOf(element)).toContain("is sent again until it arrives; it counts once");
  expect(button(element, "Sending the decision…").disabled).toBe(true);
  stage.server.answer = () => undefined;
  await vi.advanceTimersByTimeAsync(3_000);
  await settle(element);
  expect(textOf(element)).not.toContain("is sent again");
  expect(stage.shift.desk.file?.case).toBe("two");
});

it("speaks Turkish when that is chosen, and remembers it for the console alone", async () => {
  const element = await stage.begin(caseOf("one"));
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

it("ends a shift, and begins the next one with a case", async () => {
  const element = await stage.begin(caseOf("one"), caseOf("two"));
  await press(element, "Sign out");
  await settle(element);
  expect(textOf(element)).not.toContain("Buy now!");
  expect(findAll(element, "passerby-login")).toHaveLength(1);
  await login(element);
  expect(stage.shift.desk.file?.case).toBe("two");
});
