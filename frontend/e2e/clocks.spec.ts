import type { Page, WebSocketRoute } from "@playwright/test";
import { expect, test } from "./visitor.js";

/** A device whose clock is this many hours off, and may be set again. What the browser measures by itself is right. */
async function setClock(page: Page, hours: number): Promise<void> {
  await page.addInitScript((first) => {
    const Real = Date;
    const now = (): number => Real.now() + (window as unknown as { hoursOff: number }).hoursOff * 3_600_000;
    Object.assign(window, {
      hoursOff: first,
      Date: class extends Real {
        constructor(...parts: []) {
          super(...(parts.length > 0 ? parts : ([now()] as unknown as [])));
        }
        static override now(): number {
          return now();
        }
      },
    });
  }, hours);
}

for (const hours of [-13, 13]) {
  test(`a device whose clock is ${hours} h off has one session, right countdowns, and keeps its chat`, async ({
    arrive,
  }) => {
    let sessions = 0;
    const sockets: WebSocketRoute[] = [];
    const one = await arrive({
      before: async (page) => {
        await setClock(page, hours);
        page.on("request", (request) => {
          if (request.url().endsWith("/api/session")) sessions += 1;
        });
        await page.routeWebSocket("**/ws", (socket) => {
          socket.connectToServer();
          sockets.push(socket);
        });
      },
    });
    const other = await arrive();
    await one.start("Text", "clocks");
    await expect(one.page.getByText(/Widening to people with other interests in [1-5] sec/)).toBeVisible();
    await expect(one.page.getByText(/Waiting for \d{1,2} sec/)).toBeVisible();
    await other.start("Text", "clocks");
    await Promise.all([one.expectChatting(), other.expectChatting()]);
    for (let drop = 0; drop < 3; drop += 1) {
      await sockets.at(-1)?.close({ code: 4005 });
      await expect.poll(() => sockets.length).toBe(drop + 2);
      await one.say(`after drop ${drop}`);
      await other.expectMessage(`after drop ${drop}`);
    }
    expect(sessions).toBe(1);
    await one.page.evaluate(() => Object.assign(window, { hoursOff: -40 }));
    await other.page.goto("about:blank");
    await expect(one.page.getByText("They can come back within")).toBeVisible();
    await expect(one.page.locator("passerby-status passerby-countdown")).toHaveText(/^(20|1?\d) sec$/);
    await one.goOn();
    await one.expectWaiting();
  });
}
