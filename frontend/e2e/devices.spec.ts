import type { Page } from "@playwright/test";
import { packetsSent, recordPeers } from "./peers.js";
import { expect, test, type Visitor } from "./visitor.js";
import type { ChatElement } from "./visits.js";

type Kind = "audio" | "video";

async function meet(one: Visitor, other: Visitor): Promise<void> {
  await one.start("Video");
  await one.expectWaiting();
  await other.start("Video");
  await Promise.all([one.framesShown(3), other.framesShown(3)]);
  for (const { page } of [one, other]) await expect.poll(() => direct(page)).toBe(true);
}

const direct = (page: Page): Promise<boolean | undefined> =>
  page.evaluate(() => document.querySelector<ChatElement>("passerby-chat")?.visit.direct);

/** How many packets of each kind are sent while this many of the other kind are. */
async function sentDuring(page: Page, kind: Kind, packets: number): Promise<{ audio: number; video: number }> {
  const before = await packetsSent(page);
  await expect.poll(async () => (await packetsSent(page))[kind] - before[kind]).toBeGreaterThanOrEqual(packets);
  const after = await packetsSent(page);
  return { audio: after.audio - before.audio, video: after.video - before.video };
}

/** Does to the newest own track of this kind what a system does that needs the device itself. */
const bySystem = (page: Page, kind: Kind, what: "mute" | "unmute" | "end"): Promise<void> =>
  page.evaluate(
    ([wanted, event]) => {
      const local = document.querySelector<ChatElement>("passerby-chat")?.visit.media.stream;
      const track = local?.getTracks().find((each) => each.kind === wanted);
      if (!track) throw new Error(`no ${wanted}`);
      if (event === "end") track.stop();
      else Object.defineProperty(track, "muted", { configurable: true, get: () => event === "mute" });
      track.dispatchEvent(new Event(event === "end" ? "ended" : event));
    },
    [kind, what] as const,
  );

test("devices are checked before the first call, and what is chosen is remembered", async ({ arrive }) => {
  const { page } = await arrive({ before: recordPeers });
  await page.getByRole("radio", { name: "Video" }).check();
  await page.getByRole("button", { name: "Check camera and microphone" }).click();
  const preview = page.locator("passerby-check video");
  await expect.poll(() => preview.evaluate((video) => (video as HTMLVideoElement).videoWidth)).toBeGreaterThan(0);
  await expect(page.getByRole("meter", { name: "Microphone level" })).not.toHaveAttribute("aria-valuenow", "0");
  const camera = page.getByRole("combobox", { name: "Camera" });
  await camera.selectOption({ index: 0 });
  const chosen = await camera.inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(preview).toHaveCount(0);
  const lights = await page.evaluate(
    () =>
      (window as unknown as { tracksGot: MediaStreamTrack[] }).tracksGot.filter((t) => t.readyState === "live").length,
  );
  expect(lights).toBe(0);
  await page.reload();
  const own = (): Promise<unknown> =>
    page.evaluate(() => document.querySelector<ChatElement>("passerby-chat")?.visit?.own.chosen.video);
  await expect.poll(own).toBe(chosen);
});

// Chromium 147 sends a disabled microphone on as 50 packets of silence a second, and a disabled camera as 20 black pictures;
// nothing of either goes out once there is no track in their place.
test("a muted microphone and a camera that is off send nothing, and are back at once", async ({ arrive }) => {
  const [one, other] = [await arrive({ before: recordPeers }), await arrive()];
  await meet(one, other);
  expect((await sentDuring(one.page, "video", 100)).audio).toBeGreaterThan(0);
  await one.page.getByRole("button", { name: "Mute", exact: true }).click();
  await expect(other.page.getByText("Their microphone is off.")).toBeVisible();
  expect((await sentDuring(one.page, "video", 200)).audio).toBe(0);
  await one.page.getByRole("button", { name: "Unmute" }).click();
  await expect(other.page.getByText("Their microphone is off.")).toHaveCount(0);
  await one.page.getByRole("button", { name: "Camera off" }).click();
  await expect(other.page.getByText("camera is off")).toBeVisible();
  await expect(one.page.getByText("Your camera is off")).toBeVisible();
  expect((await sentDuring(one.page, "audio", 100)).video).toBe(0);
  const lights = await one.page.evaluate(() => {
    const got = (window as unknown as { tracksGot: MediaStreamTrack[] }).tracksGot;
    return got.filter(({ kind, readyState, label }) => kind === "video" && readyState === "live" && /fake/.test(label))
      .length;
  });
  expect(lights).toBe(0);
  await one.page.getByRole("button", { name: "Camera on" }).click();
  await other.framesShown(3);
  expect((await sentDuring(one.page, "video", 50)).audio).toBeGreaterThan(0);
});

test("whoever is muted at a match sends no sound from the beginning", async ({ arrive }) => {
  const [one, other] = [await arrive({ before: recordPeers }), await arrive({ before: recordPeers })];
  await meet(one, other);
  for (const { page } of [one, other]) await page.getByRole("button", { name: "Mute", exact: true }).click();
  await one.goOnFrom(other);
  await other.next.click();
  await Promise.all([one.framesShown(3), other.framesShown(3)]);
  for (const { page } of [one, other]) {
    await expect(page.getByText("Their microphone is off.")).toBeVisible();
    expect((await sentDuring(page, "video", 100)).audio).toBe(0);
  }
  for (const { page } of [one, other]) await page.getByRole("button", { name: "Unmute" }).click();
  for (const { page } of [one, other]) {
    expect((await sentDuring(page, "audio", 50)).audio).toBeGreaterThan(0);
    await expect(page.getByText("Their microphone is off.")).toHaveCount(0);
  }
});

test("devices that the system holds are told to both, and come back", async ({ arrive }) => {
  const [one, other] = [await arrive({ before: recordPeers }), await arrive()];
  await meet(one, other);
  for (const kind of ["audio", "video"] as const) await bySystem(one.page, kind, "mute");
  await expect(one.page.getByText("Your camera and microphone cut out")).toBeVisible();
  await expect(other.page.getByText("Their microphone is off.")).toBeVisible();
  await expect(other.page.getByText("camera is off")).toBeVisible();
  for (const kind of ["audio", "video"] as const) await bySystem(one.page, kind, "unmute");
  await expect(one.page.getByText("cut out")).toHaveCount(0);
  await expect(other.page.getByText("Their microphone is off.")).toHaveCount(0);
  await other.framesShown(3);
  // A press asks again for what the system does not give back.
  await bySystem(one.page, "video", "mute");
  await one.page.getByRole("button", { name: "Turn it on again" }).click();
  await expect(one.page.getByText("cut out")).toHaveCount(0);
  await expect(other.page.getByText("camera is off")).toHaveCount(0);
  await other.framesShown(3);
});

test("a camera that was taken away is opened again", async ({ arrive }) => {
  const [one, other] = [await arrive({ before: recordPeers }), await arrive()];
  await meet(one, other);
  await bySystem(one.page, "video", "end");
  await other.framesShown(3);
  expect((await sentDuring(one.page, "video", 50)).audio).toBeGreaterThan(0);
  // While the page is hidden a phone may give no camera. The page asks again when it is visible.
  await one.page.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia;
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("not now", "NotReadableError"));
    Object.assign(window, { allowAgain: () => Object.assign(navigator.mediaDevices, { getUserMedia: ask }) });
  });
  await bySystem(one.page, "video", "end");
  await expect(one.page.getByText("Your camera cut out")).toBeVisible();
  await expect(other.page.getByText("camera is off")).toBeVisible();
  await one.page.evaluate(() => {
    (window as unknown as { allowAgain: () => void }).allowAgain();
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(one.page.getByText("cut out")).toHaveCount(0);
  await other.framesShown(3);
});

test("a picture that the system has paused can be started, and starts when the page is looked at", async ({
  arrive,
}) => {
  const [one, other] = [await arrive(), await arrive()];
  await meet(one, other);
  await expect(one.page.getByText("Their picture is paused.")).toHaveCount(0);
  // Drawing the page again, as each change does, does not load the picture again.
  const loads = await one.partnerVideo.evaluateHandle((video) => {
    const seen: string[] = [];
    video.addEventListener("emptied", () => seen.push("emptied"));
    return seen;
  });
  for (const { page } of [other, one]) await page.getByRole("button", { name: "Reveal", exact: true }).click();
  await other.page.getByRole("button", { name: "Mute", exact: true }).click();
  await expect(one.page.getByText("Their microphone is off.")).toBeVisible();
  await one.framesShown(3);
  expect(await loads.jsonValue()).toEqual([]);
  const pause = (): Promise<void> =>
    one.partnerVideo.evaluate((video) => (video instanceof HTMLVideoElement ? video.pause() : undefined));
  await pause();
  await expect(one.page.getByText("Their picture is paused.")).toBeVisible();
  await one.page.getByRole("button", { name: "Play" }).click();
  await one.framesShown(3);
  await expect(one.page.getByText("Their picture is paused.")).toHaveCount(0);
  await pause();
  await expect(one.page.getByRole("button", { name: "Play" })).toBeVisible();
  await one.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await one.framesShown(3);
  await expect(one.page.getByRole("button", { name: "Play" })).toHaveCount(0);
});

test("the screen stays on while somebody waits or is in a call, and only then", async ({ arrive }) => {
  const before = async (page: Page): Promise<void> => {
    await page.addInitScript(() => {
      const locks: { released: boolean }[] = [];
      Object.assign(window, { locks });
      // A screen that nobody sees has no lock to give. The page's part is to request one and to release it.
      Object.defineProperty(navigator, "wakeLock", {
        value: {
          request: () => {
            const lock = {
              released: false,
              release: () => {
                lock.released = true;
                return Promise.resolve();
              },
            };
            locks.push(lock);
            return Promise.resolve(lock);
          },
        },
      });
    });
  };
  const held = (page: Page): Promise<number> =>
    page.evaluate(() => {
      const { locks } = window as unknown as { locks: { released: boolean }[] };
      return locks.filter(({ released }) => !released).length;
    });
  const one = await arrive({ before });
  expect(await held(one.page)).toBe(0);
  await one.start("Voice");
  await one.expectWaiting();
  await expect.poll(() => held(one.page)).toBe(1);
  const other = await arrive();
  await other.start("Voice");
  await one.expectChatting();
  // The browser itself releases it when the page is hidden.
  await one.page.evaluate(() => {
    const { locks } = window as unknown as { locks: { released: boolean }[] };
    for (const lock of locks) lock.released = true;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect.poll(() => held(one.page)).toBe(1);
  await one.page.getByRole("button", { name: "Leave" }).click();
  await expect.poll(() => held(one.page)).toBe(0);
});
