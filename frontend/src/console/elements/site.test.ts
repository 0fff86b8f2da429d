// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import { ConsoleStage, settle, submit, type } from "../../testing/console-stage.js";
import { find, findAll, press, textOf, write } from "../../testing/element-stage.js";
import { figures, json, unavailable } from "../../testing/fake-staff-server.js";
import type { PasserbySite } from "./site.js";

const stage = new ConsoleStage();

const raised = {
  on: true,
  measures: ["text-only"],
  since: Date.UTC(2030, 5, 1, 12),
  until: Date.UTC(2030, 5, 1, 13),
  by: "ada",
  why: "A raid.",
};

/** A server that lets this role in, and keeps a shield. */
function keepShield(role: string): { current: object } {
  const shield: { current: object } = { current: { on: false } };
  stage.server.answer = ({ method, path, body }) => {
    if (path === "/me") return json(200, { name: "mia", role, permissions: [] });
    if (path !== "/shield") return undefined;
    if (method === "PUT") shield.current = (body as { on: boolean }).on ? raised : { on: false };
    return json(200, shield.current);
  };
  return shield;
}

it("raises the shield for the reasons that are given, shows it above every section, and lowers it", async () => {
  keepShield("senior");
  const element = await stage.begin();
  await type(element, "f");
  await submit(element, "passerby-site form");
  expect(textOf(element)).toContain("Choose at least one measure.");
  find<HTMLInputElement>(element, "passerby-site input[value=text-only]").click();
  await submit(element, "passerby-site form");
  expect(textOf(element)).toContain("Say why");
  await write(element, "passerby-site textarea", " A raid. ");
  await submit(element, "passerby-site form");
  expect(stage.server.bodies("/shield").filter((body) => body)).toEqual([
    { on: true, minutes: 30, measures: ["text-only"], why: "A raid." },
  ]);
  expect(textOf(find(element, "passerby-site"))).toMatch(/Raised until .*2030.*Text only.*by ada.*A raid\./);
  await type(element, "c");
  expect(textOf(find(element, "passerby-shield-line"))).toMatch(/The shield is up until .*Text only/);
  await type(element, "f");
  await press(element, "Lower the shield now");
  await settle(element);
  expect(textOf(find(element, "passerby-shield-line"))).toBe("");
});

it("raises, when it is tried again, what the form says by then", async () => {
  const shield = keepShield("senior");
  const { answer } = stage.server;
  let away = true;
  stage.server.answer = (request) => (away && request.method === "PUT" ? unavailable() : answer?.(request));
  const element = await stage.begin();
  await type(element, "f");
  find<HTMLInputElement>(element, "passerby-site input[value=text-only]").click();
  await write(element, "passerby-site textarea", "A raid.");
  await submit(element, "passerby-site form");
  away = false;
  await write(element, "passerby-site textarea", "A raid from one network.");
  await press(find(element, "passerby-site"), "Try again");
  await settle(element);
  expect(
    stage.server
      .bodies("/shield")
      .filter((body) => body)
      .at(-1),
  ).toMatchObject({ why: "A raid from one network." });
  expect(shield.current).toBe(raised);
});

it("lets a plain moderator see a shield that somebody else has raised, and do nothing about it", async () => {
  const shield = keepShield("moderator");
  const element = await stage.begin();
  shield.current = raised;
  await vi.advanceTimersByTimeAsync(5_000);
  await settle(element);
  expect(textOf(find(element, "passerby-shield-line"))).toContain("Text only");
  await type(element, "f");
  expect(textOf(find(element, "passerby-site"))).toContain("Senior moderators can raise and lower it.");
  expect(findAll(element, "passerby-site button, passerby-site form").length).toBe(0);
});

it("reads the figures every few seconds, only while they are on the screen", async () => {
  const element = await stage.begin();
  const read = (): number => stage.server.asked.filter(({ path }) => path === "/figures").length;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(read()).toBe(0);
  await type(element, "f");
  expect(textOf(find(element, "passerby-site dl"))).toMatch(/Waiting 17 New chats a minute 96\.5.*1,611/);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(read()).toBe(3);
  await type(element, "c");
  await vi.advanceTimersByTimeAsync(20_000);
  expect(read()).toBe(3);
});

it("tells how long the oldest report waits by the server's clock, whatever the device's clock says", async () => {
  const since = Date.UTC(2030, 5, 1, 12);
  stage.server.time = since + 3 * 60_000;
  stage.server.answer = ({ path }) =>
    path === "/figures" ? json(200, { ...figures, oldestOpenSince: since }) : undefined;
  const element = await stage.begin();
  vi.setSystemTime(Date.UTC(1999, 0, 1));
  await type(element, "f");
  expect(textOf(find(element, "passerby-site dl"))).toContain("Oldest report waits 3 min");
  stage.server.time = undefined;
  stage.server.answer = unavailable;
  await vi.advanceTimersByTimeAsync(60_000);
  find<PasserbySite>(element, "passerby-site").requestUpdate();
  await settle(element);
  expect(textOf(find(element, "passerby-site dl"))).toContain("Oldest report waits 4 min");
});

it("reads nothing for somebody who has left the page alone", async () => {
  await stage.begin();
  await vi.advanceTimersByTimeAsync(16 * 60_000);
  const asked = stage.server.asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(stage.server.asked.length).toBe(asked);
});
