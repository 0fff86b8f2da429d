// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import type { Message, OwnMessage, PartnerMessage } from "../../chat/message-log.js";
import { fits, seal } from "../../chat/seal.js";
import type { Answers } from "../../chat/threads.js";
import { buttons, drawn, elementStage, find, findAll, press, textOf, write } from "../../testing/element-stage.js";
import { SayEvent } from "../shared/events.js";
import "./question.js";

const stage = elementStage();

const question: Message = { from: "partner", id: "q", text: "What do you drink?", at: 0, as: "question" };
const own = (more: Partial<OwnMessage>): OwnMessage => ({
  from: "me",
  id: "m",
  text: "🔒",
  at: 0,
  mark: "sent",
  ...more,
});
const their = (more: Partial<PartnerMessage>): PartnerMessage => ({
  from: "partner",
  id: "p",
  text: "🔒",
  at: 0,
  ...more,
});

const show = (answers: Answers = {}, over = false) =>
  stage.show(html`<passerby-question .question=${question} .answers=${answers} ?over=${over}></passerby-question>`);

/** Hashing is real, and takes its own time. */
const settled = (element: Element, words: string) =>
  vi.waitFor(async () => {
    await drawn(element);
    expect(textOf(element)).toContain(words);
  });

it("sends the hash of an answer, and keeps the answer here", async () => {
  const element = await show();
  await write(element, "input", "tea");
  vi.useRealTimers();
  find<HTMLFormElement>(element, "form").requestSubmit();
  await vi.waitFor(() => expect(stage.heard).toHaveLength(1));
  const [said] = stage.heard;
  if (!(said instanceof SayEvent) || !said.secret) throw new Error("nothing was sealed");
  expect(said).toMatchObject({ text: "🔒", beside: { as: "sealed", about: "q" }, secret: { text: "tea" } });
  expect(await fits("tea", { proof: said.beside?.proof ?? "", salt: said.secret.salt })).toBe(true);
});

it("says who has answered", async () => {
  expect(textOf(await show())).toContain("You both answer");
  expect(textOf(await show({ theirs: their({}) }))).toContain("They have answered.");
  const element = await show({ mine: own({}) });
  expect(textOf(element)).toContain("Your answer is sealed.");
  expect(buttons(element)).toEqual([]);
});

it("shows both answers once the partner's fits its seal", async () => {
  const { proof, salt } = await seal("coffee");
  const both = { mine: own({}), mineOpened: own({ text: "tea" }), theirs: their({ proof }) };
  expect(textOf(await show(both))).not.toContain("tea");
  vi.useRealTimers();
  const element = await show({ ...both, theirsOpened: their({ text: "coffee", proof: salt }) });
  await settled(element, "coffee");
  expect(findAll(element, "dd").map(textOf)).toEqual(["tea", "coffee"]);
  expect(textOf(element)).not.toContain("isn't the answer");
});

it("says so when another answer was opened than was sealed", async () => {
  const { proof, salt } = await seal("coffee");
  vi.useRealTimers();
  const element = await show({
    mine: own({}),
    mineOpened: own({ text: "tea" }),
    theirs: their({ proof }),
    theirsOpened: their({ text: "tea, like you", proof: salt }),
  });
  await settled(element, "This isn't the answer they sealed.");
});

it("says so when the partner goes without opening", async () => {
  const element = await show({ mine: own({}), mineOpened: own({}), theirs: their({}) }, true);
  expect(textOf(element)).toContain("They didn't open the answer they sealed.");
});

it("hides an answer that comes open before one has written one's own", async () => {
  const element = await show({ theirsOpened: their({ text: "coffee" }) });
  expect(textOf(element)).not.toContain("coffee");
  await press(element, "Seal it");
  expect(stage.heard).toEqual([]);
});

it("takes a copy of one's own seal for no answer", async () => {
  const element = await show({ mine: own({ proof: "a" }), theirs: their({ proof: "a" }) });
  expect(textOf(element)).toContain("This isn't the answer they sealed.");
});

it("says so when one's own opening did not arrive", async () => {
  const element = await show(
    { mine: own({}), mineOpened: own({ text: "tea", mark: "failed" }), theirs: their({}) },
    true,
  );
  expect(textOf(element)).toContain("not delivered");
  expect(textOf(element)).not.toContain("They didn't open");
});
