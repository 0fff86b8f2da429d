// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import { type ChatState, waitingFrom } from "../../chat/chat-state.js";
import { buttons, elementStage, find, findAll, press, textOf } from "../../testing/element-stage.js";
import { fakeStream } from "../../testing/fake-peer.js";
import { monotonic } from "../../time/clock.js";
import "./waiting.js";

const stage = elementStage();

type Waiting = ChatState & { name: "waiting" };

const show = (search?: Partial<Waiting>, paused = false) =>
  stage.show(
    html`<passerby-waiting .search=${search && { ...waitingFrom(monotonic()), ...search }} ?paused=${paused}>
      <p>slotted</p>
    </passerby-waiting>`,
  );

it("asks for the devices, and lets the visitor go on without them", async () => {
  const element = await show();
  expect(textOf(element)).toContain("May we?");
  await press(element, "Go on without");
  expect(stage.types).toEqual(["passerby-without-media"]);
});

it("says how long the search may last, and how long it has lasted", async () => {
  const element = await show({ estimate: 4_000, since: monotonic() - 7_000 });
  expect(textOf(find(element, "[role=status]"))).toBe("Somebody should be here in about 4 seconds.");
  expect(textOf(element)).toContain("Waiting for 7 sec");
  expect(textOf(element)).toContain("slotted");
});

it("says what the search gives up next, and when", async () => {
  const element = await show({ widening: { drops: "interests", at: monotonic() + 5_000 } });
  expect(textOf(element)).toContain("Next, in 5 sec : the search looks beyond your interests.");
});

it("announces nothing next while the search is delayed or the connection is lost", async () => {
  const widening = { drops: "interests", at: monotonic() + 5_000 } as const;
  const element = await show({ widening, delay: { cause: "unavailable", retryAt: 9 } });
  expect(textOf(element)).not.toContain("beyond your interests");
  await show({ widening, estimate: 4_000 }, true);
  expect(textOf(element)).toContain("Not connected");
  expect(textOf(element)).not.toContain("beyond your interests");
  expect(textOf(element)).not.toContain("Somebody should be here");
});

it("can be given up at any time", async () => {
  const element = await show({});
  expect(buttons(element)).toEqual(["Cancel"]);
  await press(element, "Cancel");
  expect(stage.types).toEqual(["passerby-cancel"]);
});

it("shows the visitor's own picture, and none where there is no camera", async () => {
  await stage.show(html`<passerby-waiting .preview=${fakeStream("audio")}></passerby-waiting>`);
  expect(findAll(stage.shown, "video")).toEqual([]);
  await stage.show(html`<passerby-waiting .preview=${fakeStream("audio", "video")}></passerby-waiting>`);
  expect(find(stage.shown, "video").getAttribute("aria-label")).toBe("This is what they will see");
});

it("lets the keyboard go on from the heading", async () => {
  const element = await show({});
  expect(element.shadowRoot?.activeElement).toBe(find(element, "h1"));
});

it("takes the preview from its element when it leaves the page, and gives it back when it returns", async () => {
  const preview = fakeStream("video");
  const element = await stage.show(html`<passerby-waiting .preview=${preview}></passerby-waiting>`);
  const video = find<HTMLVideoElement>(element, "video");
  expect(video.srcObject).toBe(preview);
  const place = element.parentNode;
  element.remove();
  expect(video.srcObject).toBeNull();
  place?.append(element);
  expect(video.srcObject).toBe(preview);
});
