import { expect, it, vi } from "vitest";
import { fakeStream } from "../testing/fake-peer.js";
import { openMedia } from "./local-media.js";

vi.mock("webrtc-adapter", () => new Promise(() => {}));

it("holds granted devices back for less time than a resumed visit waits for them", async () => {
  vi.useFakeTimers();
  const stream = fakeStream("audio");
  const opened = vi.fn();
  void openMedia("audio", { getUserMedia: () => Promise.resolve(stream) }).then(opened);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(opened).toHaveBeenCalledWith({ stream, lacking: "none" });
  vi.useRealTimers();
});
