// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { ConsoleStage, settle, submit, type } from "../../testing/console-stage.js";
import { find, findAll, press, textOf, write } from "../../testing/element-stage.js";
import { json, refused } from "../../testing/fake-staff-server.js";

const stage = new ConsoleStage();

const rule = {
  rule: "telegram",
  state: "shadow",
  words: 2,
  in: "first",
  languages: ["tr"],
  explanation: "Please stay.",
  held: 0,
  shadowed: 1_234,
};

it("shows a senior each rule with its state, its hits, and what it finds in cases", async () => {
  const looked = { examples: [{ case: "c1", text: "telegram, now" }], openCases: 1, right: 9, decided: 11 };
  stage.server.answer = ({ path }) => {
    if (path === "/me") return json(200, { name: "mia", role: "senior", permissions: [] });
    if (path === "/rules") return json(200, { kept: true, days: 30, problems: [], items: [rule] });
    return path === "/rules/telegram/examples" ? json(200, looked) : undefined;
  };
  const element = await stage.begin();
  await type(element, "r");
  const shown = textOf(find(element, "passerby-rules"));
  expect(shown).toMatch(/telegram Shadow: counts.*2 words and phrases · first messages only · Turkish/);
  expect(shown).toContain("In 30 days: 0 held back, 1,234 counted in shadow");
  expect(stage.server.log).not.toContain("GET /rules/telegram/examples");
  await press(element, "Hold it against cases");
  await settle(element);
  expect(textOf(find(element, "passerby-rules"))).toMatch(
    /with such a text: 11, of which 9 upheld and 2 dismissed.*telegram, now/,
  );
});

it("tells what is wrong with the file of rules, and shows the section to seniors alone", async () => {
  let role = "moderator";
  stage.server.answer = ({ path }) => {
    if (path === "/me") return json(200, { name: "mia", role, permissions: [] });
    const problems = ["line 3: this is no field"];
    return path === "/rules" ? json(200, { kept: true, days: 30, problems, items: [] }) : undefined;
  };
  let element = await stage.begin();
  await type(element, "r");
  expect(findAll(element, "passerby-rules").length).toBe(0);
  await stage.shift.logout();
  role = "senior";
  element = await stage.begin();
  await type(element, "r");
  expect(textOf(find(element, "passerby-rules"))).toContain("line 3: this is no field");
});

it("makes a sanction without a case for whom a receipt leads to, the same one until it is changed", async () => {
  let away = true;
  stage.server.answer = ({ path, method }) => {
    if (path.startsWith("/search")) return json(200, { cases: ["c1"], sanctions: [] });
    if (path !== "/sanctions" || method !== "POST") return undefined;
    if (away) return new Response("{}", { status: 503 });
    return stage.server.bodies("/sanctions").length === 2
      ? refused(422, "bad-value")
      : json(201, { sanction: "s", state: "active" });
  };
  const element = await stage.begin();
  await type(element, "/");
  await write(element, "passerby-search input", "receipt");
  await submit(element, "passerby-search form");
  await press(element, "Sanction without deciding it…");
  await settle(element);
  await submit(element, "passerby-order form");
  expect(stage.server.bodies("/sanctions")).toEqual([]);
  await write(element, "passerby-order select[name=reason]", "spam");
  await write(element, "passerby-order select[name=measure]", "1");
  await submit(element, "passerby-order form");
  away = false;
  await submit(element, "passerby-order form");
  expect(textOf(find(element, "passerby-order"))).toContain("The server does not take it");
  await write(element, "passerby-order textarea", "You sold watches.");
  await submit(element, "passerby-order form");
  const [first, second, third] = stage.server.bodies("/sanctions") as { sanction: string }[];
  expect(first).toEqual({
    sanction: first?.sanction,
    about: "c1",
    kind: "mute",
    mutes: "text",
    minutes: 60,
    reason: "spam",
  });
  expect(second).toEqual(first);
  expect(third).toMatchObject({ statement: "You sold watches." });
  expect(third?.sanction).not.toBe(first?.sanction);
  expect(textOf(find(element, "passerby-order"))).toContain("The sanction is in effect.");
});

it("gives what was begun for one visitor to no other who is found next", async () => {
  let found = "c1";
  stage.server.answer = ({ path }) =>
    path.startsWith("/search") ? json(200, { cases: [found], sanctions: [] }) : undefined;
  const element = await stage.begin();
  await type(element, "/");
  await write(element, "passerby-search input", "receipt");
  await submit(element, "passerby-search form");
  await press(element, "Sanction without deciding it…");
  expect(findAll(element, "passerby-order form")).toHaveLength(1);
  expect(find(element, "passerby-order").shadowRoot?.activeElement?.getAttribute("name")).toBe("reason");
  found = "c2";
  await submit(element, "passerby-search form");
  expect(textOf(element)).toContain("c2");
  expect(findAll(element, "passerby-order form")).toEqual([]);
});

it("tries again what the form says by then", async () => {
  let away = true;
  stage.server.answer = ({ path, method }) => {
    if (path.startsWith("/search")) return json(200, { cases: ["c1"], sanctions: [] });
    if (path !== "/sanctions" || method !== "POST") return undefined;
    return away ? new Response("{}", { status: 503 }) : json(201, { sanction: "s", state: "active" });
  };
  const element = await stage.begin();
  await type(element, "/");
  await write(element, "passerby-search input", "receipt");
  await submit(element, "passerby-search form");
  await press(element, "Sanction without deciding it…");
  await write(element, "passerby-order select[name=reason]", "spam");
  await submit(element, "passerby-order form");
  await write(element, "passerby-order select[name=reason]", "violence");
  away = false;
  await press(find(element, "passerby-order"), "Try again");
  await settle(element);
  const [first, ...others] = stage.server.bodies("/sanctions") as { sanction: string }[];
  expect(others).toMatchObject([{ reason: "violence" }]);
  expect(find(element, "passerby-order").shadowRoot?.activeElement?.localName).toBe("button");
  expect(others[0]?.sanction).not.toBe(first?.sanction);
});
