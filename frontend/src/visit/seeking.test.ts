import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { matched } from "../testing/frames.js";
import { VisitStage, video } from "../testing/visit-stage.js";

let stage: VisitStage;

beforeEach(() => {
  vi.useFakeTimers();
  stage = new VisitStage();
});

afterEach(() => {
  stage.visit.stop();
  vi.useRealTimers();
});

/** Waits for a video call after the browser has refused camera and microphone. */
async function waitUnseen(): Promise<void> {
  const started = stage.visit.start({ ...video, interests: ["tea"] });
  expect(stage.visit.seeking.criteria?.interests).toEqual(["tea"]);
  stage.grant({ lacking: "both", problem: "refused" });
  await started;
  await stage.welcome();
}

it("searches for other interests from the same place", async () => {
  await waitUnseen();
  const { chat } = stage.visit;
  stage.visit.seeking.refine(["trains"]);
  expect(stage.socket?.sent.at(-1)).toMatchObject({ type: "find", mode: "video", interests: ["trains"] });
  expect(stage.visit.chat).toMatchObject({ name: "waiting", since: chat.name === "waiting" ? chat.since : 0 });
  expect(stage.visit.seeking.criteria?.interests).toEqual(["trains"]);
});

it("asks once more for what was refused", async () => {
  await waitUnseen();
  const asked = stage.visit.seeking.askAgain();
  expect(stage.visit.seeking.askingAgain).toBe(true);
  stage.grant();
  await asked;
  expect(stage.visit.seeking.askingAgain).toBe(false);
  expect(stage.visit.media).toMatchObject({ stream: stage.stream, lacking: "none" });
});

it("gives the devices to the call that has begun meanwhile", async () => {
  await waitUnseen();
  const asked = stage.visit.seeking.askAgain();
  stage.receive(matched({ mode: "video" }));
  stage.grant();
  await asked;
  expect(stage.visit.media.lacking).toBe("none");
});

it("turns the devices off again when nobody wants them any more", async () => {
  await waitUnseen();
  const asked = stage.visit.seeking.askAgain();
  stage.visit.cancel();
  stage.grant();
  await asked;
  expect(stage.stream.stopped).toEqual(["audio", "video"]);
});

it("meets by text instead, with the camera off", async () => {
  await stage.start(video);
  stage.visit.seeking.switchToText();
  expect(stage.socket?.sent.at(-1)).toMatchObject({ type: "find", mode: "text" });
  expect(stage.stream.stopped).toEqual(["audio", "video"]);
  expect(stage.visit.media).toEqual({ lacking: "none" });
});

it("does nothing of that in a chat", async () => {
  await stage.start(video);
  stage.receive(matched({ mode: "video" }));
  const sent = stage.socket?.sent.length;
  stage.visit.seeking.refine(["trains"]);
  stage.visit.seeking.switchToText();
  expect(stage.visit.seeking.criteria).toBeUndefined();
  expect(stage.socket?.sent.slice(sent).map(({ type }) => type)).not.toContain("find");
});
