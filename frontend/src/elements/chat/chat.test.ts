// @vitest-environment happy-dom
import { html, type TemplateResult } from "lit";
import { beforeEach, expect, it, vi } from "vitest";
import { buttons, drawn, elementStage, find, findAll, press, textOf, write } from "../../testing/element-stage.js";
import { matched } from "../../testing/frames.js";
import { pressStart } from "../../testing/start-page.js";
import { VisitStage } from "../../testing/visit-stage.js";
import { ar } from "../language/ar.js";
import { Speech } from "../language/speech.js";
import type { PasserbyChat } from "./chat.js";
import "./chat.js";

const stage = elementStage();

let visits: VisitStage;

beforeEach(() => {
  localStorage.clear();
  visits = new VisitStage();
});

const show = (more: TemplateResult | undefined = undefined) =>
  stage.show<PasserbyChat>(more ?? html`<passerby-chat .visit=${visits.visit}></passerby-chat>`);

/** What happens in a visit is drawn with the next picture. */
async function wait(chat: Element): Promise<void> {
  await vi.advanceTimersByTimeAsync(1_000);
  await drawn(chat);
}

async function open(): Promise<PasserbyChat> {
  const chat = await show();
  await wait(chat);
  return chat;
}

/** Presses start for a chat by text, and is welcomed by the server. */
async function search(chat: Element): Promise<void> {
  find<HTMLInputElement>(chat, "[value=text]").click();
  await pressStart(chat);
  await visits.welcome();
  await wait(chat);
}

const view = (chat: HTMLElement): string | undefined => chat.dataset["view"];

it("leads from the start page to somebody and back, and tells the page around", async () => {
  const chat = await open();
  expect(view(chat)).toBe("start-page");
  expect(buttons(chat)).not.toContain("Settings");
  await search(chat);
  expect(buttons(chat)).toContain("Settings");
  expect([view(chat), visits.sent]).toEqual(["waiting", ["hello", "find"]]);
  visits.receive(matched());
  await wait(chat);
  expect(view(chat)).toBe("room");
  expect(stage.heard.at(-1)).toMatchObject({ type: "passerby-met", room: { room: "room-1" } });
  await press(chat, "Leave");
  await wait(chat);
  expect(view(chat)).toBe("start-page");
  expect(find(chat, "passerby-start").shadowRoot?.activeElement?.textContent).toContain("Start");
  expect(visits.sent.at(-1)).toBe("leave");
  expect(stage.heard.at(-1)).toMatchObject({ type: "passerby-parted", room: { room: "room-1" } });
});

it("says in which room why a chat is over", async () => {
  const chat = await open();
  await search(chat);
  visits.receive(matched());
  await wait(chat);
  visits.receive({ type: "left", room: "room-1", reason: "gone" });
  await wait(chat);
  expect(stage.heard.at(-1)).toMatchObject({ type: "passerby-parted", reason: "gone" });
});

it("sends what is written", async () => {
  const chat = await open();
  await search(chat);
  visits.receive(matched());
  await wait(chat);
  await write(find(chat, "passerby-composer"), "textarea", "good evening");
  await press(chat, "Send");
  expect(visits.socket?.sent.at(-1)).toMatchObject({ type: "chat", text: "good evening" });
  await wait(chat);
  expect(textOf(chat)).toContain("good evening");
});

it("goes on at once when somebody is blocked", async () => {
  const chat = await open();
  await search(chat);
  visits.receive(matched());
  await wait(chat);
  await press(chat, "Block");
  await press(chat, "Block and move on");
  expect(visits.sent.slice(-2)).toEqual(["block", "next"]);
});

it("says what the moderators said", async () => {
  const chat = await open();
  await search(chat);
  visits.receive({ type: "notice", kind: "warning", reason: "be kind" });
  await wait(chat);
  expect(textOf(find(chat, "passerby-notices"))).toContain("This is a warning from the moderators. Reason: be kind.");
  await press(chat, "Got it");
  await wait(chat);
  expect(findAll(chat, "passerby-notices")).toEqual([]);
});

it("says what became of reports of earlier visits, each outcome once, until the next chat", async () => {
  const said = (): string[] => findAll(chat, "p.notice").map(textOf);
  const chat = await open();
  await search(chat);
  for (const [report, outcome] of [
    ["r-1", "actioned"],
    ["r-2", "dismissed"],
    ["r-3", "actioned"],
  ] as const) {
    visits.receive({ type: "outcome", report, outcome });
  }
  await wait(chat);
  expect(said()).toEqual([
    "Your report was reviewed, and we took action. Thank you.",
    "Your report was reviewed. No rule was broken this time.",
  ]);
  visits.receive(matched());
  await wait(chat);
  expect(said()).toEqual([]);
});

it("tells the page that the visit is over for good, and why", async () => {
  const chat = await open();
  await search(chat);
  visits.socket?.drop(4501);
  await wait(chat);
  expect(view(chat)).toBe("closed");
  expect(stage.heard.at(-1)).toMatchObject({ type: "passerby-closed", reason: { kind: "replaced" } });
  expect(buttons(chat)).toContain("Come back");
});

it.each([
  ["audio, video", ["audio", "video"]],
  ["text nonsense", []],
  ["nonsense", ["text", "audio", "video"]],
])("with modes %j lets the visitor choose of %j", async (modes, offered) => {
  const chat = await show(html`<passerby-chat .visit=${visits.visit} modes=${modes}></passerby-chat>`);
  await wait(chat);
  expect(findAll<HTMLInputElement>(chat, "[type=radio]").map(({ value }) => value)).toEqual(offered);
});

it("speaks the language that is chosen, in everything inside and in its direction", async () => {
  const chat = await open();
  expect([chat.lang, chat.dir]).toEqual(["en", "ltr"]);
  const chosen = chat.speech.choose("ar");
  await wait(chat);
  await chosen;
  await wait(chat);
  expect([chat.lang, chat.dir]).toEqual(["ar", "rtl"]);
  expect(find(chat, ".start").textContent).toContain(ar.start.start);
});

it("speaks a language that is shared, and otherwise its own", async () => {
  const speech = new Speech();
  const both = await stage.show(
    html`<div>
      <passerby-chat .visit=${visits.visit} .speech=${speech}></passerby-chat>
      <passerby-chat .visit=${new VisitStage().visit} .speech=${speech}></passerby-chat>
      <passerby-chat .visit=${new VisitStage().visit}></passerby-chat>
    </div>`,
  );
  await wait(both);
  await speech.choose("de");
  await wait(both);
  expect(findAll(both, "passerby-chat").map(({ lang }) => lang)).toEqual(["de", "de", "en"]);
});

it("ends the visit when it is taken off the page", async () => {
  const chat = await open();
  await search(chat);
  stage.end();
  expect(visits.socket?.closedWith).toBe(1000);
});

it("lets the visitor try at once when the connection is lost, and shows nothing of a lost search", async () => {
  const chat = await open();
  await search(chat);
  visits.socket?.drop(1006);
  await vi.advanceTimersByTimeAsync(20);
  await drawn(chat);
  expect(textOf(find(chat, "passerby-status"))).toContain("Connection lost.");
  expect(textOf(find(chat, "passerby-waiting"))).toContain("Not connected");
  const before = visits.socket;
  await press(chat, "Try now");
  await vi.advanceTimersByTimeAsync(0);
  expect(visits.socket).not.toBe(before);
});

it("asks for no consent where the page wants pictures clear from the beginning", async () => {
  const chat = await show(html`<passerby-chat .visit=${visits.visit} reveal="off"></passerby-chat>`);
  await wait(chat);
  const started = visits.visit.start({ mode: "video", interests: [], languages: [] });
  visits.grant();
  await started;
  await visits.welcome();
  visits.receive(matched({ mode: "video" }));
  await wait(chat);
  expect(find(chat, "passerby-call").matches("[blurred]")).toBe(false);
});
