import { describe, expect, it } from "vitest";
import { fakeStream } from "../testing/fake-peer.js";
import { closeMedia, openMedia } from "./local-media.js";

class DeviceError extends Error {
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

/** Devices that have what is listed; asking for anything else ends with the given error. */
function devices(present: string[], error: string): { asked: string[]; getUserMedia: MediaDevices["getUserMedia"] } {
  const asked: string[] = [];
  return {
    asked,
    getUserMedia: (constraints = {}) => {
      const kinds = Object.keys(constraints);
      asked.push(kinds.join("+"));
      const there = kinds.every((kind) => present.includes(kind));
      return there ? Promise.resolve(fakeStream(...kinds)) : Promise.reject(new DeviceError(error));
    },
  };
}

describe("openMedia", () => {
  it("asks for nothing in text", async () => {
    const all = devices(["audio", "video"], "");
    expect(await openMedia("text", all)).toEqual({ lacking: "none" });
    expect(all.asked).toEqual([]);
  });

  it("asks for what the mode needs", async () => {
    const all = devices(["audio", "video"], "");
    expect((await openMedia("audio", all)).lacking).toBe("none");
    expect((await openMedia("video", all)).lacking).toBe("none");
    expect(all.asked).toEqual(["audio", "audio+video"]);
  });

  it("does not ask twice after a refusal", async () => {
    const none = devices([], "NotAllowedError");
    expect(await openMedia("video", none)).toEqual({ lacking: "both", problem: "refused" });
    expect(none.asked).toEqual(["audio+video"]);
  });

  it.each([
    [["audio"], "camera"],
    [["video"], "microphone"],
  ])("takes the part that is there: %j", async (present, lacking) => {
    const media = await openMedia("video", devices(present, "NotFoundError"));
    expect(media).toMatchObject({ lacking, problem: "missing" });
    expect(media.stream?.getTracks().map(({ kind }) => kind)).toEqual(present);
  });

  it.each([
    ["NotFoundError", "missing"],
    ["NotReadableError", "busy"],
    ["SecurityError", "insecure"],
    ["SomethingNew", "failed"],
  ])("tells %s apart", async (error, problem) => {
    expect(await openMedia("audio", devices([], error))).toEqual({ lacking: "microphone", problem });
  });
});

describe("closeMedia", () => {
  it("stops every track", () => {
    const stream = fakeStream("audio", "video");
    closeMedia({ stream, lacking: "none" });
    expect(stream.stopped).toEqual(["audio", "video"]);
  });
});
