import { NodeProcess } from "./node-process.js";
import { framesDecoded, recordPeers, selectedEnds } from "./peers.js";
import { setupTimes, summary } from "./setup-times.js";
import { Stage } from "./stage.js";
import { leaveOutFor, test } from "./surroundings.js";
import { TurnServer } from "./turn-server.js";
import { expect, type Visitor } from "./visitor.js";

/** Each gives two figures, one of each side. */
const meetings = 5;

async function startHidden(visitor: Visitor): Promise<void> {
  await visitor.page.getByText("More choices").click();
  await visitor.page.getByRole("checkbox", { name: "Hide my address" }).check();
  await visitor.start("Video");
}

test("two who hide their addresses see each other through a relay, and how soon is told", async ({
  arrive,
  another,
  keep,
}) => {
  leaveOutFor(NodeProcess.hindrance ?? TurnServer.hindrance);
  const turn = keep(await TurnServer.start());
  const node = keep(await NodeProcess.start({ PASSERBY_TURN_URIS: turn.uri, PASSERBY_TURN_SECRET: turn.secret }));
  const arrival = { baseURL: node.url, before: recordPeers };
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
  const figures = summary(await setupTimes(one, other, meetings));
  test.info().annotations.push({ type: "setup time through a relay", description: figures });
  process.stdout.write(`  setup time from match to first picture, through a relay: ${figures}\n`);
});

test("whoever hides their address is told when there is no relay to call through", async ({ arrive }) => {
  const stage = new Stage();
  const visitor = await arrive({ before: (page) => stage.open(page) });
  await startHidden(visitor);
  await stage.matched("video");
  await expect(visitor.page.getByText("this server has no relay to call through")).toBeVisible();
  await visitor.expectChatting();
});
