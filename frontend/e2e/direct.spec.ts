import type { Page } from "@playwright/test";
import type { Visit } from "../src/visit/visit.js";
import { framesDecoded, peerCount, recordPeers } from "./peers.js";
import { expect, pair, test } from "./visitor.js";
import type { ChatElement } from "./visits.js";

/** What a visit knows, as far as it can leave the page. */
function known(page: Page): Promise<{ direct: boolean; screen: Visit["screen"]; partner: Visit["partnerMedia"] }> {
  return page.evaluate(() => {
    const visit = document.querySelector<ChatElement>("passerby-chat")?.visit;
    if (!visit) throw new Error("no visit");
    return { direct: visit.direct, screen: visit.screen, partner: visit.partnerMedia };
  });
}

const act = (page: Page, what: (visit: Visit) => unknown): Promise<void> =>
  page.evaluate(`(${what})(document.querySelector("passerby-chat").visit)`);

/** The files as a visit lists them, with the SHA-256 of what has arrived. */
function files(page: Page): Promise<{ state: string; hash: string; type: string }[]> {
  return page.evaluate(async () => {
    const listed = document.querySelector<ChatElement>("passerby-chat")?.visit.files ?? [];
    return Promise.all(
      listed.map(async ({ state, blob }) => {
        const digest = blob ? await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()) : new ArrayBuffer();
        const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        return { state, hash, type: blob?.type ?? "" };
      }),
    );
  });
}

test("a file of the largest size goes over unchanged, once it is wanted", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Video");
  await expect.poll(async () => (await known(one.page)).direct).toBe(true);
  const sent = await one.page.evaluate(async () => {
    const bytes = new Uint8Array(5 * 1024 * 1024);
    for (let at = 0; at < bytes.length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    const file = new File([bytes], "holiday.html", { type: "text/html" });
    document.querySelector<ChatElement>("passerby-chat")?.visit.offerFile(file);
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  });
  await expect.poll(() => files(other.page)).toMatchObject([{ state: "offered" }]);
  await act(other.page, (visit) => visit.acceptFile("received-1"));
  await expect.poll(() => files(other.page)).toEqual([{ state: "done", hash: sent, type: "application/octet-stream" }]);
  await expect.poll(() => files(one.page)).toMatchObject([{ state: "done" }]);
});

test("a screen takes the camera's place once the partner has agreed", async ({ arrive }) => {
  const withScreen = async (page: Page): Promise<void> => {
    await page.addInitScript(() => {
      // The empty page on which each visit ends has no devices.
      if (!navigator.mediaDevices) return;
      navigator.mediaDevices.getDisplayMedia = () => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 1000, height: 250 });
        const paint = canvas.getContext("2d");
        setInterval(() => paint?.fillRect(Math.random() * 900, Math.random() * 200, 50, 50), 100);
        return Promise.resolve(canvas.captureStream(10));
      };
    });
  };
  const one = await arrive({ before: withScreen });
  await one.start("Video");
  await one.expectWaiting();
  const other = await arrive();
  await other.start("Video");
  await expect.poll(async () => (await known(one.page)).direct).toBe(true);
  const shape = async (): Promise<number> => {
    const { width, height } = await other.framesShown(2);
    return width / height;
  };
  const camera = await shape();
  await act(one.page, (visit) => visit.shareScreen());
  await expect.poll(async () => (await known(other.page)).screen.partner).toBe("asking");
  expect(await shape()).toBeCloseTo(camera, 1);
  await act(other.page, (visit) => visit.answerScreen(true));
  await expect.poll(shape).toBeCloseTo(4, 0);
  await act(one.page, (visit) => visit.stopScreen());
  await expect.poll(shape).toBeCloseTo(camera, 1);
});

test("a camera that is turned off and on again is told, and costs no new connection", async ({ arrive }) => {
  const [one, other] = [await arrive({ before: recordPeers }), await arrive({ before: recordPeers })];
  await one.start("Video");
  await one.expectWaiting();
  await other.start("Video");
  await other.framesShown(3);
  await expect.poll(async () => (await known(other.page)).direct).toBe(true);
  await act(one.page, (visit) => visit.own.turnCamera(false));
  await expect.poll(async () => (await known(other.page)).partner).toEqual({ microphone: true, camera: false });
  await act(one.page, (visit) => visit.own.mute(true));
  await expect.poll(async () => (await known(other.page)).partner).toEqual({ microphone: false, camera: false });
  await act(one.page, (visit) => visit.own.turnCamera(true));
  await expect.poll(async () => (await known(other.page)).partner.camera).toBe(true);
  const before = await framesDecoded(other.page);
  await expect.poll(() => framesDecoded(other.page)).toBeGreaterThan(before);
  expect(await peerCount(one.page)).toEqual({ made: 1, open: 1 });
});
