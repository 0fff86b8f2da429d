// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import type { Mark, Message } from "../../chat/message-log.js";
import { buttons, drawn, elementStage, find, findAll, key, press, textOf } from "../../testing/element-stage.js";
import { de } from "../language/de.js";
import { ShownEvent } from "../shared/events.js";
import "./messages.js";

const stage = elementStage();

const theirs = (id: string, text = id): Message => ({ from: "partner", id, text, at: 0 });
const mine = (id: string, mark: Mark): Message => ({ from: "me", id, text: id, at: 0, mark });

interface Shown {
  readonly messages?: readonly Message[];
  readonly typing?: boolean;
  readonly remark?: string;
}

const show = (on: Shown) =>
  stage.show(
    html`<passerby-messages
      .messages=${on.messages ?? []}
      ?typing=${on.typing ?? false}
      .opening=${"You met a stranger."}
      .remark=${on.remark}
    ></passerby-messages>`,
  );

/** A conversation of more than a few is drawn in several pictures. */
async function wait(element: Element): Promise<void> {
  await vi.advanceTimersByTimeAsync(2_000);
  await drawn(element);
}

const rows = (element: Element): string[] => findAll(element, ".message .text").map(textOf);

const shownIds = (): string[] => stage.heard.flatMap((event) => (event instanceof ShownEvent ? [event.id] : []));

it("begins with whom one has met", async () => {
  const element = await show({ messages: [theirs("hello")], remark: "Your camera is off." });
  expect(textOf(find(element, "[role=log]"))).toMatch(/^You met a stranger. Your camera is off. .*hello /);
});

it("says of each message of the partner, once, that it is on the screen", async () => {
  const element = await show({ messages: [theirs("a"), mine("b", "sent")] });
  await show({ messages: [theirs("a"), mine("b", "delivered"), theirs("c")] });
  await wait(element);
  expect(rows(element)).toEqual(["a", "b", "c"]);
  expect(shownIds()).toEqual(["a", "c"]);
});

it.each([
  [{ cause: "word-rule", explanation: "No <b>ads</b>." }, "No <b>ads</b>."],
  [{ cause: "alike" }, "in your own words"],
  [{ cause: "something-newer" }, "doesn't allow"],
] as const)("says why a message was held back: %o", async (held, words) => {
  const element = await show({ messages: [{ ...mine("a", "failed"), held } as Message] });
  expect(textOf(find(element, ".held"))).toContain(words);
});

it.each([
  ["sending", "on its way"],
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["failed", "not delivered"],
] as const)("marks an own message that is %s for everybody to read", async (mark, words) => {
  const element = await show({ messages: [mine("a", mark)] });
  expect(find(element, ".mark").getAttribute("title")).toBe(words);
  expect(textOf(find(element, ".mark .hidden-visually"))).toBe(words);
});

it("marks what has no receipt as on its way while nothing reaches the server", async () => {
  const messages = [mine("a", "sent"), mine("b", "delivered")];
  const draw = (cutOff: boolean) =>
    stage.show(html`<passerby-messages .messages=${messages} ?unreachable=${cutOff}></passerby-messages>`);
  const element = await draw(false);
  const marks = (): (string | null)[] => findAll(element, ".mark").map((mark) => mark.getAttribute("title"));
  expect(marks()).toEqual(["sent", "delivered"]);
  await draw(true);
  expect(marks()).toEqual(["on its way", "delivered"]);
});

it("makes links of addresses, and nothing else of what a stranger writes", async () => {
  const element = await show({ messages: [theirs("a", "<b>see</b> https://example.org")] });
  expect(textOf(find(element, ".message .text"))).toContain("<b>see</b>");
  expect(findAll(element, "passerby-link")).toHaveLength(1);
});

it("offers first lines to tap while nothing is said", async () => {
  const lines = ["Hi!", "What made you smile?"];
  const element = await stage.show(
    html`<passerby-messages .opening=${"You both like tea."} .starters=${lines}></passerby-messages>`,
  );
  expect(textOf(find(element, ".card"))).toContain("You both like tea.");
  await press(element, "What made you smile?");
  expect(stage.heard).toMatchObject([{ type: "passerby-say", text: "What made you smile?" }]);
});

it("tells the time once for messages in a row", async () => {
  const at = Date.UTC(2026, 10, 28, 12, 0);
  const element = await show({
    messages: [theirs("a"), theirs("b"), mine("c", "sent")].map((one) => ({ ...one, at })),
  });
  await wait(element);
  expect(findAll(element, "time").map(textOf)).toEqual(Array(2).fill(stage.speech.time(at)));
  expect(findAll(element, ".message").map((row) => row.querySelector("time") !== null)).toEqual([false, true, true]);
});

it("says that the partner is typing", async () => {
  const element = await show({ typing: true });
  expect(textOf(find(element, ".typing"))).toBe("They're typing");
  await show({ typing: false });
  expect(textOf(find(element, ".typing"))).toBe("");
});

/** Where the reader is in a conversation that is 1,000 pixels high and shows 200. */
function scrollTo(element: Element, top: number): void {
  const scroll = find(element, ".scroll");
  for (const [name, value] of Object.entries({ scrollHeight: 1_000, clientHeight: 200 })) {
    Object.defineProperty(scroll, name, { value, configurable: true });
  }
  scroll.scrollTop = top;
  scroll.dispatchEvent(new Event("scroll"));
}

it("lets a reader be who reads further up, and counts what comes meanwhile", async () => {
  const messages = [theirs("a"), theirs("b")];
  const element = await show({ messages });
  // The first sets the heights, the second moves up.
  scrollTo(element, 800);
  await show({ messages: [...messages] });
  scrollTo(element, 300);
  await show({ messages: [...messages, theirs("c"), theirs("d")] });
  await wait(element);
  expect(buttons(element)).toEqual(["2 new messages ↓"]);
  expect(find(element, ".scroll").scrollTop).toBe(300);
  await press(element, "2 new messages ↓");
  expect(element.shadowRoot?.activeElement).toBe(find(element, ".scroll"));
  await wait(element);
  expect(buttons(element)).toEqual([]);
  expect(find(element, ".scroll").scrollTop).toBe(1_000);
});

it("goes to the end with an own message", async () => {
  const messages = [theirs("a")];
  const element = await show({ messages });
  scrollTo(element, 800);
  await show({ messages: [...messages] });
  scrollTo(element, 300);
  await show({ messages: [...messages, mine("b", "sending")] });
  await wait(element);
  expect(find(element, ".scroll").scrollTop).toBe(1_000);
});

it("draws the end of a long conversation, and earlier ones when they are asked for", async () => {
  const messages = Array.from({ length: 450 }, (_, index) => theirs(`m${index}`));
  const element = await show({ messages });
  await vi.advanceTimersByTimeAsync(60_000);
  await drawn(element);
  expect([rows(element).length, rows(element).at(-1)]).toEqual([200, "m449"]);
  await press(element, "Earlier messages");
  await wait(element);
  expect(rows(element)[0]).toBe("m50");
});

it("speaks another language in rows that are drawn already", async () => {
  const element = await show({ messages: [theirs("a")] });
  await stage.speech.choose("de");
  await drawn(element);
  expect(find(element, ".scroll").getAttribute("aria-label")).toBe(de.talk.conversation);
  expect(textOf(element)).toContain(`${de.talk.partner}:`);
});

it("leaves no timer behind when it goes", async () => {
  const messages = Array.from({ length: 60 }, (_, index) => theirs(`m${index}`));
  await show({ messages });
  await show({ messages: [...messages, theirs("last")] });
  // What measures how long a picture took ends by itself.
  await vi.advanceTimersByTimeAsync(0);
  stage.end();
  expect(vi.getTimerCount()).toBe(0);
});

const threaded = (messages: readonly Message[], onReply: (message: Message) => void = () => {}) =>
  stage.show(html`<passerby-messages .messages=${messages} .onReply=${onReply} threaded></passerby-messages>`);

it("shows a reaction under its message, and a reply with what it answers", async () => {
  const messages: Message[] = [
    theirs("a", "Hi!"),
    { ...theirs("b", "😂"), as: "reaction", about: "a" },
    { ...theirs("c", "Me too"), as: "reply", about: "a" },
  ];
  const element = await threaded(messages);
  await wait(element);
  expect(rows(element)).toEqual(["Hi!", "Me too"]);
  expect(textOf(find(element, ".signs"))).toContain("They: 😂");
  expect(textOf(find(element, ".quote"))).toContain("Hi!");
  expect(shownIds()).toEqual(["a", "b", "c"]);
});

it("takes the own reaction back with one tap, and has no button for the other", async () => {
  const element = await threaded([
    theirs("a", "Hi!"),
    { ...mine("b", "sent"), text: "🔥", as: "reaction", about: "a" },
    { ...theirs("c", "😂"), as: "reaction", about: "a" },
  ]);
  expect(findAll(element, ".signs button").map(textOf)).toEqual(["🔥"]);
  find(element, ".signs button").focus();
  await press(element, "Take 🔥 back");
  expect(element.shadowRoot?.activeElement?.className).toBe("act");
  expect(stage.heard).toContainEqual(expect.objectContaining({ text: "🔥", beside: { as: "reaction", about: "a" } }));
  await press(element, "Reply or react");
  const pressed = findAll(element, '.sign[aria-pressed="true"]');
  expect(pressed.map(textOf)).toEqual(["🔥"]);
});

it("brings the focus back to where it was when a menu is closed", async () => {
  const element = await threaded([theirs("a")]);
  const opener = find(element, ".act");
  opener.focus();
  await press(element, "Reply or react");
  expect(element.shadowRoot?.activeElement?.className).toBe("sign");
  key(find(element, ".acts"), "Escape");
  await drawn(element);
  expect(element.shadowRoot?.activeElement).toBe(opener);
  await press(element, "Reply or react");
  opener.remove();
  await press(element, "React with 🔥");
  expect(element.shadowRoot?.activeElement).toBe(find(element, ".scroll"));
});

it("reacts to a message, or answers it", async () => {
  const answered: Message[] = [];
  const element = await threaded([theirs("a")], (message) => answered.push(message));
  await wait(element);
  await press(element, "Reply or react");
  await press(element, "React with 🔥");
  expect(stage.heard).toContainEqual(expect.objectContaining({ text: "🔥", beside: { as: "reaction", about: "a" } }));
  await press(element, "Reply or react");
  await press(element, "Reply");
  expect(answered).toMatchObject([{ id: "a" }]);
});

it("shows the text of everything where the server knows of no more", async () => {
  const element = await show({ messages: [theirs("a"), { ...theirs("b", "😂"), as: "reaction", about: "a" }] });
  await wait(element);
  expect(rows(element)).toEqual(["a", "😂"]);
  expect(buttons(element)).toEqual([]);
});
