import { framesDecoded, liveTracks, peerCount, recordPeers } from "./peers.js";
import { expect, pair, test, type Visitor } from "./visitor.js";

async function expectMovingPicture(visitor: Visitor): Promise<void> {
  const { width, height } = await visitor.framesShown(5);
  expect(Math.min(width, height)).toBeGreaterThan(0);
}

test("two cameras meet: each sees the other move", async ({ arrive }) => {
  const [one, other] = [await arrive({ before: recordPeers }), await arrive({ before: recordPeers })];
  await one.start("Video");
  await one.expectWaiting();
  await expect(one.page.locator("passerby-waiting video")).toBeVisible();
  await other.start("Video");
  for (const visitor of [one, other]) {
    await expectMovingPicture(visitor);
    const before = await framesDecoded(visitor.page);
    await expect.poll(() => framesDecoded(visitor.page)).toBeGreaterThan(before);
  }
  await one.say("I see you");
  await other.expectMessage("I see you");
  await one.expectMark("delivered");
});

test("next brings a third in, and tells the one who was left", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Video");
  await expectMovingPicture(one);
  const third = await arrive();
  await third.start("Video");
  await third.expectWaiting();
  await one.goOnFrom(other);
  await third.expectChatting();
  await one.say("hello, third");
  await third.expectMessage("hello, third");
  await expectMovingPicture(one);
  await expectMovingPicture(third);
});

test("voices meet without a picture", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Voice");
  for (const { page } of [one, other]) {
    await expect(page.getByText("You're connected. Say hello!")).toBeVisible();
    await expect(page.locator("passerby-call video.self")).toHaveCount(0);
  }
});

test("a refused camera leaves the words, and the sight of the partner", async ({ arrive, refusing }) => {
  const seen = await arrive();
  const unseen = await arrive({ from: refusing });
  await seen.start("Video");
  await seen.expectWaiting();
  await unseen.start("Video");
  await expect(unseen.page.getByText("Camera and microphone are blocked.")).toBeVisible();
  await expectMovingPicture(unseen);
  await expect(seen.page.getByText("Their camera is off.")).toBeVisible();
  await unseen.say("I can only write");
  await seen.expectMessage("I can only write");
  await unseen.expectMark("delivered");
  await seen.say("that is fine");
  await unseen.expectMessage("that is fine");
});

test("forty times next leaves no peer connection and no track behind", async ({ arrive }) => {
  const [one, other] = [await arrive({ before: recordPeers }), await arrive({ before: recordPeers })];
  await one.start("Video");
  await other.start("Video");
  for (let met = 1; met <= 40; met += 1) {
    for (const visitor of [one, other]) {
      await expect.poll(() => peerCount(visitor.page), { message: `meeting ${met}` }).toEqual({ made: met, open: 1 });
      // Camera and microphone of both. Those of earlier partners are gone.
      await expect.poll(() => liveTracks(visitor.page), { message: `tracks ${met}` }).toBe(4);
    }
    await one.goOnFrom(other);
    await other.next.click();
  }
  await one.page.getByRole("button", { name: "Leave" }).click();
  for (const visitor of [one, other]) {
    await expect.poll(() => peerCount(visitor.page)).toEqual({ made: 41, open: 0 });
    // The one who was left still waits, with the own camera on.
    await expect.poll(() => liveTracks(visitor.page)).toBe(visitor === one ? 0 : 2);
  }
});
