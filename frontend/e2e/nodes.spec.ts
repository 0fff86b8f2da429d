import { Balancer } from "./balancer.js";
import { NodeProcess } from "./node-process.js";
import { framesDecoded, peerCount, recordPeers } from "./peers.js";
import { leaveOutFor, test } from "./surroundings.js";
import { expect, type Visitor } from "./visitor.js";
import { connectionState, history } from "./visits.js";

/** More than a second of a camera's pictures: more than was on its way already. */
async function expectMoving({ page }: Visitor): Promise<void> {
  const before = await framesDecoded(page);
  await expect.poll(() => framesDecoded(page)).toBeGreaterThan(before + 30);
}

/** Everything the partner said, in the order on the screen. */
const heard = ({ page }: Visitor): Promise<string[]> => page.locator(".message.partner .text").allTextContents();

test("a video call outlives the node that brought it about", async ({ arrive, baseURL, keep }) => {
  leaveOutFor(NodeProcess.hindrance);
  const node = keep(await NodeProcess.start());
  const balancer = keep(await Balancer.between(node, String(baseURL)));
  const one = await arrive({ baseURL: balancer.url, before: recordPeers });
  const other = await arrive({ before: recordPeers });
  await one.start("Video");
  await one.expectWaiting();
  await other.start("Video");
  await Promise.all([one.framesShown(3), other.framesShown(3)]);
  balancer.open = false;
  await node.kill();
  await one.say("said without a node");
  await other.say("heard without a node");
  await Promise.all([expectMoving(one), expectMoving(other)]);
  expect(await connectionState(one.page)).not.toBe("online");
  await expect.poll(() => history(other.page, "chat")).toContain("partner away");
  balancer.open = true;
  await Promise.all([one.expectMark("delivered"), other.expectMark("delivered")]);
  await one.say("said on the other node");
  await other.expectMessage("said on the other node");
  await one.expectMark("delivered");
  expect(await heard(other)).toEqual(["said without a node", "said on the other node"]);
  expect(await heard(one)).toEqual(["heard without a node"]);
  await Promise.all([expectMoving(one), expectMoving(other)]);
  for (const { page } of [one, other]) expect(await peerCount(page)).toEqual({ made: 1, open: 1 });
  await one.goOnFrom(other);
  await other.next.click();
  await Promise.all([one.framesShown(3), other.framesShown(3)]);
  await one.say("you again");
  await other.expectMessage("you again");
});

test("who is on a node that goes talks on while it goes, and notices nothing", async ({ arrive, baseURL, keep }) => {
  leaveOutFor(NodeProcess.hindrance);
  const node = keep(await NodeProcess.start({ PASSERBY_DRAIN: "PT6S" }));
  const balancer = keep(await Balancer.between(node, String(baseURL)));
  const [one, other] = [await arrive({ baseURL: balancer.url }), await arrive({ baseURL: balancer.url })];
  await one.start("Text");
  await one.expectWaiting();
  await other.start("Text");
  await Promise.all([one.expectChatting(), other.expectChatting()]);
  const said: string[] = [];
  const talk = async (): Promise<void> => {
    const text = `number ${said.length + 1}`;
    said.push(text);
    await one.say(text);
    await other.say(text);
  };
  await talk();
  const ended = node.end();
  do await talk();
  while (node.alive);
  expect(await ended).toBe(0);
  await talk();
  await Promise.all([one.expectMark("delivered"), other.expectMark("delivered")]);
  for (const visitor of [one, other]) {
    await expect.poll(() => heard(visitor)).toEqual(said);
    const states = await history(visitor.page, "connection");
    // A node that has just come up on a busy machine may have asked for a moment before it took them.
    expect(states.slice(states.indexOf("online"))).not.toContain("reconnecting");
    const lived = await history(visitor.page, "chat");
    expect(lived).not.toContain("ended");
    expect(lived).not.toContain("partner away");
  }
});
