// @vitest-environment happy-dom
import { html } from "lit";
import { beforeEach, expect, it, vi } from "vitest";
import type { CallQuality } from "../../media/quality/call-quality.js";
import type { Room } from "../../protocol/server-frames.js";
import { buttons, elementStage, find, findAll, press, textOf, write } from "../../testing/element-stage.js";
import { matched } from "../../testing/frames.js";
import { VisitStage } from "../../testing/visit-stage.js";
import type { PasserbyComposer } from "../composer/composer.js";
import { en } from "../language/en.js";
import type { PasserbyRoom } from "./room.js";
import "./room.js";

const stage = elementStage();

let visits: VisitStage;

beforeEach(() => {
  visits = new VisitStage();
});

/** Draws the room as the visit is now. */
async function show(consent = true): Promise<PasserbyRoom> {
  const { visit } = visits;
  return stage.show<PasserbyRoom>(
    html`<passerby-room .visit=${visit} .state=${visit.chat} .revision=${Math.random()} .consent=${consent}></passerby-room>`,
  );
}

async function meet(changes: Partial<Room> = {}): Promise<PasserbyRoom> {
  await visits.start({ mode: changes.mode ?? "text", interests: [], languages: [] });
  visits.receive(matched(changes));
  return show();
}

it.each([
  [{ interests: ["tea", "films"] }, "You both like tea and films."],
  [{ language: "fr" }, "You've met a stranger who speaks French. Say hello!"],
  [{}, "You've met a stranger. Say hello!"],
])("of %j says whom the visitor has met", async (changes, words) => {
  expect(textOf(await meet(changes))).toContain(words);
});

it.each([
  ["en", ["Salt or sugar?"], ["Trains or planes?"]],
  ["tr", en.talk.starters, en.threads.questions],
])(
  "offers the operator's own lines, and the page's where there are none in its language: %s",
  async (language, starters, questions) => {
    visits.icebreakers = { [language]: { starters: ["Salt or sugar?"], questions: ["Trains or planes?"] } };
    vi.spyOn(visits.visit, "besideAllowed", "get").mockReturnValue(true);
    const element = await meet();
    expect(buttons(find(element, ".starters").parentElement ?? element)).toEqual(starters);
    expect(find<PasserbyComposer>(element, "passerby-composer").questions).toEqual(questions);
  },
);

it("puts the focus where one writes, and drops what was meant for the one before", async () => {
  const element = await meet();
  await vi.advanceTimersByTimeAsync(0);
  expect(find(element, "passerby-composer").shadowRoot?.activeElement?.localName).toBe("textarea");
  await write(find(element, "passerby-composer"), "textarea", "for the first one");
  await vi.advanceTimersByTimeAsync(1_000);
  visits.visit.next();
  visits.receive(matched({ room: "room-2" }));
  await show();
  expect(find<HTMLTextAreaElement>(find(element, "passerby-composer"), "textarea").value).toBe("");
});

it("shows no call in a chat by text", async () => {
  expect(findAll(await meet(), "passerby-call")).toEqual([]);
});

it("shows what was said", async () => {
  const element = await meet();
  visits.receive({ type: "chat", room: "room-1", id: "1", text: "good evening" });
  await show();
  expect(textOf(element)).toContain("good evening");
});

it("says why the chat is over, takes no more words, and leads on", async () => {
  const element = await meet();
  visits.receive({ type: "left", room: "room-1", reason: "next" });
  await show();
  expect(textOf(element)).toContain("The other person moved on to someone new.");
  expect(find<HTMLTextAreaElement>(find(element, "passerby-composer"), "textarea").disabled).toBe(true);
  expect(find(element, "passerby-next").shadowRoot?.activeElement?.localName).toBe("button");
  expect(buttons(element)).toContain("5 stars");
});

it("blurs both pictures until both agree, unless the page wants no blur", async () => {
  const element = await meet({ mode: "video" });
  const call = find<HTMLElement & { blurred: boolean }>(element, "passerby-call");
  expect(call.blurred).toBe(true);
  visits.visit.reveal();
  await show();
  expect(call.blurred).toBe(true);
  visits.receive({ type: "reveal", room: "room-1" });
  await show();
  expect(call.blurred).toBe(false);
});

it("blurs nothing where the page asks for no consent", async () => {
  await meet({ mode: "video" });
  const element = await show(false);
  expect(find<HTMLElement & { blurred: boolean }>(element, "passerby-call").blurred).toBe(false);
});

it("offers the switches of the devices that are used", async () => {
  const element = await meet({ mode: "video" });
  expect(buttons(element)).toEqual(expect.arrayContaining(["Mute", "Camera off"]));
  visits.visit.own.mute(true);
  await show();
  expect(buttons(element)).toContain("Unmute");
});

it("lets the visitor report, and move on", async () => {
  const element = await meet();
  await press(element, "Report");
  await press(element, "Violence");
  await press(element, "Next Esc");
  expect(stage.types).toEqual(expect.arrayContaining(["passerby-report", "passerby-next"]));
  expect(stage.heard.find(({ type }) => type === "passerby-report")).toMatchObject({ room: "room-1" });
});

it.each([
  ["video", true],
  ["audio", false],
] as const)("in a chat by %s offers to report with a picture: %s", async (mode, offered) => {
  const element = await meet({ mode });
  await press(element, "Report");
  expect(textOf(element).includes("Attach a screenshot of their video")).toBe(offered);
});

it("tells of the quality only while the call is connected", async () => {
  const element = await meet({ mode: "video" });
  vi.spyOn(visits.visit, "quality", "get").mockReturnValue({ grade: "weak", level: "180p" } as CallQuality);
  await show();
  expect(buttons(element)).toContain("Measuring…. Details");
  vi.spyOn(visits.visit, "call", "get").mockReturnValue("connected");
  await show();
  expect(buttons(element)).toContain("Weak connection. Details");
});

it("shows a partner's screen, though their camera is off", async () => {
  const element = await meet({ mode: "video" });
  const call = find<HTMLElement & { screen: boolean }>(element, "passerby-call");
  expect(call.screen).toBe(false);
  vi.spyOn(visits.visit, "screen", "get").mockReturnValue({ own: "off", partner: "sharing" });
  await show();
  expect(call.screen).toBe(true);
});
