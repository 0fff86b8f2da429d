import type { Page, WebSocketRoute } from "@playwright/test";
import { framesDecoded, peerCount, recordPeers } from "./peers.js";
import { expect, test, type Visitor } from "./visitor.js";
import { connectionState, history } from "./visits.js";

/** The sockets of a page. The test can drop them, or silence them without telling either end. */
class Sockets {
  readonly opened: WebSocketRoute[] = [];
  readonly closedWith: (number | undefined)[] = [];
  #silent = 0;

  readonly watch = async (page: Page): Promise<void> => {
    await recordPeers(page);
    await page.routeWebSocket("**/ws", (socket) => {
      const server = socket.connectToServer();
      this.opened.push(socket);
      const number = this.opened.length;
      socket.onMessage((message) => {
        if (number > this.#silent) server.send(message);
      });
      server.onMessage((message) => {
        if (number > this.#silent) socket.send(message);
      });
      socket.onClose((code, reason) => {
        this.closedWith.push(code);
        void server.close({ ...(code === undefined ? {} : { code }), ...(reason === undefined ? {} : { reason }) });
      });
    });
  };

  /** Nothing passes on the open sockets from now on. */
  silence(): void {
    this.#silent = this.opened.length;
  }
}

/** Whether the partner ever counted as away. */
const missed = async (page: Page): Promise<boolean> => (await history(page, "chat")).includes("partner away");

async function expectMoving({ page }: Visitor): Promise<void> {
  const before = await framesDecoded(page);
  await expect.poll(() => framesDecoded(page)).toBeGreaterThan(before);
}

test("a call goes on while a lost connection comes back, and nothing said is lost", async ({ arrive }) => {
  const sockets = new Sockets();
  const one = await arrive({ before: sockets.watch });
  const other = await arrive({ before: recordPeers });
  await one.start("Video");
  await one.expectWaiting();
  await other.start("Video");
  await Promise.all([one.framesShown(3), other.framesShown(3)]);
  await sockets.opened[0]?.close({ code: 4005 });
  await one.say("said while away");
  await other.say("heard while away");
  await other.expectMessage("said while away");
  await one.expectMessage("heard while away");
  await Promise.all([one.expectMark("delivered"), other.expectMark("delivered")]);
  await Promise.all([expectMoving(one), expectMoving(other)]);
  for (const { page } of [one, other]) expect(await peerCount(page)).toEqual({ made: 1, open: 1 });
  expect(await missed(other.page)).toBe(true);
});

test("another network is noticed at once, and the partner notices nothing", async ({ arrive }) => {
  const sockets = new Sockets();
  const one = await arrive({ before: sockets.watch });
  const other = await arrive();
  await one.start("Text");
  await one.expectWaiting();
  await other.start("Text");
  await one.expectChatting();
  await one.page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect.poll(() => sockets.opened.length).toBe(2);
  await one.say("still me");
  await other.expectMessage("still me");
  await other.say("still you");
  await one.expectMessage("still you");
  expect(await connectionState(one.page)).toBe("online");
  expect(await missed(other.page)).toBe(false);
  expect(sockets.closedWith).not.toContain(1000);
});

test("a socket that is dead without a word is replaced, and what was said on it arrives once", async ({ arrive }) => {
  const sockets = new Sockets();
  const one = await arrive({ before: sockets.watch });
  const other = await arrive();
  await one.start("Text");
  await one.expectWaiting();
  await other.start("Text");
  await one.expectChatting();
  sockets.silence();
  await one.say("into the dark");
  await other.expectMessage("into the dark");
  await one.expectMark("delivered");
  expect(sockets.opened).toHaveLength(2);
  await other.say("there you are");
  await one.expectMessage("there you are");
});
