// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import { type ChatState, waitingFrom } from "../../chat/chat-state.js";
import type { LocalMedia } from "../../media/local-media.js";
import { buttons, drawn, elementStage, find, findAll, key, press, textOf } from "../../testing/element-stage.js";
import { fakeStream } from "../../testing/fake-peer.js";
import { monotonic } from "../../time/clock.js";
import "./waiting.js";

const stage = elementStage();

type Waiting = ChatState & { name: "waiting" };

interface More {
  readonly paused?: boolean;
  readonly online?: number;
  readonly interests?: readonly string[];
  readonly media?: LocalMedia;
  readonly askingAgain?: boolean;
  readonly textable?: boolean;
}

const show = (search?: Partial<Waiting>, more: More = {}) =>
  stage.show(
    html`<passerby-waiting
      .search=${search && { ...waitingFrom(monotonic()), ...search }}
      ?paused=${more.paused ?? false}
      .online=${more.online}
      .interests=${more.interests ?? []}
      .media=${more.media ?? { lacking: "none" }}
      ?askingAgain=${more.askingAgain ?? false}
      ?textable=${more.textable ?? true}
    >
      <p>slotted</p>
    </passerby-waiting>`,
  );

it("asks for the devices, and lets the visitor go on without them", async () => {
  const element = await show();
  expect(textOf(element)).toContain("Allow your camera and microphone");
  await press(element, "Continue without");
  expect(stage.types).toEqual(["passerby-without-media"]);
});

it("counts down how long the search may last, admits when it takes longer, and says how long it has lasted", async () => {
  const element = await show({ dueAt: monotonic() + 4_000, since: monotonic() - 7_000 });
  expect(textOf(find(element, ".estimate"))).toBe("Someone should be here in about 4 seconds.");
  await vi.advanceTimersByTimeAsync(2_000);
  await drawn(element);
  expect(textOf(find(element, ".estimate"))).toBe("Someone should be here in about 2 seconds.");
  expect(textOf(find(element, "[role=status]"))).toBe("");
  await vi.advanceTimersByTimeAsync(2_000);
  await drawn(element);
  expect(textOf(find(element, ".estimate"))).toBe("This is taking longer than usual.");
  expect(textOf(find(element, "[role=status]"))).toBe("This is taking longer than usual.");
  await vi.advanceTimersByTimeAsync(0);
  expect(textOf(element)).toContain("Waiting for 11 sec");
  expect(textOf(element)).toContain("slotted");
});

it("says what the search gives up next, and when", async () => {
  const element = await show({ widening: { drops: "interests", at: monotonic() + 5_000 } });
  expect(textOf(element)).toContain("Widening to people with other interests in 5 sec.");
});

it("announces nothing next while the search is delayed or the connection is lost", async () => {
  const widening = { drops: "interests", at: monotonic() + 5_000 } as const;
  const element = await show({ widening, delay: { cause: "unavailable", retryAt: 9 } });
  expect(textOf(element)).not.toContain("other interests");
  await show({ widening, dueAt: monotonic() + 4_000 }, { paused: true, online: 12 });
  expect(textOf(element)).toContain("Not connected");
  expect(textOf(element)).not.toContain("other interests");
  expect(textOf(element)).not.toContain("people here");
  expect(textOf(element)).not.toContain("Someone should be here");
});

it("can be given up at any time", async () => {
  const element = await show({});
  expect(buttons(element)).toEqual(["Change interests", "Cancel"]);
  await press(element, "Cancel");
  expect(stage.types).toEqual(["passerby-cancel"]);
});

it.each([
  [1, "You're the only one here right now."],
  [12, "12 people here now"],
])("says how many are here: %d", async (online, words) => {
  expect(textOf(await show({}, { online }))).toContain(words);
});

it("shows what is searched for, and searches for something else", async () => {
  const element = await show({}, { interests: ["tea", "night trains"] });
  expect(textOf(element)).toContain("Looking for people who like tea night trains");
  await press(element, "Change interests");
  expect(find(element, "passerby-interests").shadowRoot?.activeElement?.id).toBe("interests");
  await press(element, "Remove tea");
  await press(element, "Search with these");
  await drawn(element);
  expect(element.shadowRoot?.activeElement?.textContent).toBe("Change interests");
  expect(stage.heard).toMatchObject([{ type: "passerby-refine", interests: ["night trains"] }]);
  expect(findAll(element, "form")).toEqual([]);
});

it("leaves the interests as they are at Escape, which skips nobody", async () => {
  const element = await show({}, { interests: ["tea"] });
  await press(element, "Change interests");
  await press(element, "Remove tea");
  expect(key(find(element, "passerby-interests input"), "Escape")).toBe(false);
  await drawn(element);
  expect(stage.types).toEqual([]);
  expect(textOf(element)).toContain("Looking for people who like tea");
  expect(element.shadowRoot?.activeElement?.textContent).toBe("Change interests");
});

it("offers a notification where there can be one", async () => {
  const element = await stage.show(
    html`<passerby-waiting .search=${waitingFrom(monotonic())} notifications="off"></passerby-waiting>`,
  );
  await press(element, "Notify me when someone is here");
  expect(stage.types).toEqual(["passerby-notify"]);
  Object.assign(element, { notifications: "on" });
  await drawn(element);
  expect(textOf(element)).toContain("You'll get a notification");
});

it("says what is blocked and how to allow it, and offers another try or text", async () => {
  const media = { lacking: "both", problem: "refused" } as const;
  const element = await show({}, { media });
  expect(textOf(find(element, ".warning"))).toContain("Your browser blocks the camera and microphone.");
  expect(textOf(find(element, ".warning"))).toContain("To allow it, open the settings beside the address");
  await press(element, "Try again");
  await press(element, "Switch to text");
  expect(stage.types).toEqual(["passerby-ask-again", "passerby-text-instead"]);
  await show({}, { media, textable: false });
  expect(buttons(element)).not.toContain("Switch to text");
  await show({}, { media: { lacking: "camera", problem: "missing" } });
  expect(textOf(find(element, ".warning"))).not.toContain("To allow it");
});

it("shows the visitor's own picture, and none where there is no camera", async () => {
  const media = (stream: MediaStream): LocalMedia => ({ stream, lacking: "none" });
  await stage.show(html`<passerby-waiting .media=${media(fakeStream("audio"))}></passerby-waiting>`);
  expect(findAll(stage.shown, "video")).toEqual([]);
  await stage.show(html`<passerby-waiting .media=${media(fakeStream("audio", "video"))}></passerby-waiting>`);
  expect(find(stage.shown, "video").getAttribute("aria-label")).toBe("This is how they'll see you");
});

it("lets the keyboard go on from the heading", async () => {
  const element = await show({});
  expect(element.shadowRoot?.activeElement).toBe(find(element, "h1"));
});

it("takes the preview from its element when it leaves the page, and gives it back when it returns", async () => {
  const preview = fakeStream("video");
  const element = await stage.show(
    html`<passerby-waiting .media=${{ stream: preview, lacking: "none" }}></passerby-waiting>`,
  );
  const video = find<HTMLVideoElement>(element, "video");
  expect(video.srcObject).toBe(preview);
  const place = element.parentNode;
  element.remove();
  expect(video.srcObject).toBeNull();
  place?.append(element);
  expect(video.srcObject).toBe(preview);
});
