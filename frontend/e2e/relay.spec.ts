import { networkInterfaces } from "node:os";
import type { Page } from "@playwright/test";
import { recordCalls } from "./call-steps.js";
import { NodeProcess } from "./node-process.js";
import { framesDecoded, recordPeers, selectedEnds } from "./peers.js";
import { setupTimes } from "./setup-times.js";
import { Stage } from "./stage.js";
import { leaveOutFor, test } from "./surroundings.js";
import { TurnServer } from "./turn-server.js";
import { expect, type Visitor } from "./visitor.js";

/** Each gives two figures, one per side. */
const meetings = 5;

async function startHidden(visitor: Visitor): Promise<void> {
  await visitor.page.getByText("More options").click();
  await visitor.page.getByRole("checkbox", { name: "Hide my IP address" }).check();
  await visitor.start("Video");
}

test("two who hide their addresses see each other through a relay, and how soon is told", async ({
  arrive,
  another,
  keep,
}) => {
  leaveOutFor(NodeProcess.hindrance ?? TurnServer.hindrance);
  const turn = keep(await TurnServer.start());
  const turned = { PASSERBY_TURN_URIS: turn.uri, PASSERBY_TURN_SECRET: turn.secret };
  // Each page also has to solve a challenge first, in its worker and under the page's content security policy.
  const node = keep(await NodeProcess.start({ ...turned, PASSERBY_PROOF_OF_WORK: "on" }));
  const before = async (page: Page): Promise<void> => {
    await recordPeers(page);
    await recordCalls(page);
  };
  const arrival = { baseURL: node.url, before };
  const [one, other] = [await arrive(arrival), await arrive({ ...arrival, from: another })];
  await startHidden(one);
  await one.expectWaiting();
  await startHidden(other);
  await Promise.all([one.framesShown(5), other.framesShown(5)]);
  for (const { page } of [one, other]) {
    const before = await framesDecoded(page);
    await expect.poll(() => framesDecoded(page)).toBeGreaterThan(before);
    expect(await selectedEnds(page)).toEqual({ local: "relay", remote: "relay", by: `${turn.uri}?transport=udp` });
  }
  const { figures } = await setupTimes(one, other, meetings);
  test.info().annotations.push({ type: "setup time through a relay", description: figures });
  process.stdout.write(`  setup time from match to first picture, through a relay: ${figures}\n`);
});

// Chromium 147 makes one allocation for each network interface and TURN address on each side, whatever `bundlePolicy` says. At a
// restart of ICE it holds the old set and the new one for a while. coturn 4.6.1 counts them by session, by the user's name.
test("a call and a restart of ICE keep to the user quota that the guide names", async ({ arrive, another, keep }) => {
  leaveOutFor(NodeProcess.hindrance ?? TurnServer.hindrance);
  const addresses = 2;
  // Those that can reach the TURN server, which has an IPv4 address. The browser of the tests may use the loopback
  // interface too.
  const interfaces = Object.values(networkInterfaces()).filter((all) => all?.some(({ family }) => family === "IPv4"));
  const turn = keep(await TurnServer.start(2 * interfaces.length * addresses));
  const uris = ["udp", "tcp"].map((transport) => `${turn.uri}?transport=${transport}`);
  const node = keep(await NodeProcess.start({ PASSERBY_TURN_URIS: uris.join(","), PASSERBY_TURN_SECRET: turn.secret }));
  // Only a page with lasting permission for the camera is told of the interfaces.
  const prepare = async (page: Page): Promise<void> => {
    await page.context().grantPermissions(["camera", "microphone"]);
    await recordPeers(page);
  };
  const [one, other] = [
    await arrive({ baseURL: node.url, before: prepare }),
    await arrive({ baseURL: node.url, before: prepare, from: another }),
  ];
  await startHidden(one);
  await one.expectWaiting();
  await startHidden(other);
  await Promise.all([one.framesShown(5), other.framesShown(5)]);
  const set = interfaces.length * addresses;
  const made = (): number[] => [...turn.allocations().users.values()];
  // Whole sets: a slow machine may have restarted by itself.
  const sets = (): number[] => made().map((count) => count / set);
  await expect.poll(() => sets().length === 2 && sets().every(Number.isInteger)).toBe(true);
  const before = Math.min(...sets());
  await one.page.evaluate(() => {
    (window as unknown as { peersMade: RTCPeerConnection[] }).peersMade.at(-1)?.restartIce();
  });
  // A restart costs both sides the same.
  await expect.poll(() => Math.min(...sets()) > before && new Set(sets()).size === 1).toBe(true);
  await Promise.all([one.framesShown(5), other.framesShown(5)]);
  if (Math.max(...sets()) === 2) expect(turn.allocations().refused).toBe(false);
});

test("a call that goes on uses the credentials of the newest welcome when ICE begins anew", async ({
  arrive,
  keep,
}) => {
  leaveOutFor(NodeProcess.hindrance);
  const settings = { PASSERBY_TURN_URIS: "turn:127.0.0.1:9?transport=tcp", PASSERBY_TURN_SECRET: "for this run only" };
  const node = keep(await NodeProcess.start(settings));
  const arrival = { baseURL: node.url, before: recordPeers };
  const [one, other] = [await arrive(arrival), await arrive(arrival)];
  await one.start("Voice");
  await one.expectWaiting();
  await other.start("Voice");
  await expect(one.page.getByText("You're connected. Say hello!")).toBeVisible();
  const user = (page: Page): Promise<string | undefined> =>
    page.evaluate(() => {
      const peer = (window as unknown as { peersMade: RTCPeerConnection[] }).peersMade.at(-1);
      return peer?.getConfiguration().iceServers?.[0]?.username;
    });
  const [first, theirs] = [await user(one.page), await user(other.page)];
  expect(first).toMatch(/^\d+:/);
  // The name begins with a time in seconds, so another welcome may have to come first. Only one side restarts.
  await expect
    .poll(async () => {
      await other.page.evaluate(() => window.dispatchEvent(new Event("online")));
      await one.page.evaluate(() => {
        window.dispatchEvent(new Event("online"));
        (window as unknown as { peersMade: RTCPeerConnection[] }).peersMade.at(-1)?.restartIce();
      });
      return (await user(one.page)) !== first && (await user(other.page)) !== theirs;
    })
    .toBe(true);
  await expect(one.page.getByText("You're connected. Say hello!")).toBeVisible();
});

test("whoever hides their address is told when there is no relay to call through", async ({ arrive }) => {
  const stage = new Stage();
  const visitor = await arrive({ before: (page) => stage.open(page) });
  await startHidden(visitor);
  await stage.matched("video");
  await expect(visitor.page.getByText("this server has no relay to call through")).toBeVisible();
  await visitor.expectChatting();
});
