import type { Page } from "@playwright/test";
import { NodeProcess } from "./node-process.js";
import { leaveOutFor } from "./surroundings.js";
import { expect, test } from "./visitor.js";

test.beforeEach(() => leaveOutFor(NodeProcess.hindrance));

const handshakes = (page: Page): string[] => {
  const opened: string[] = [];
  page.on("websocket", (socket) => opened.push(socket.url()));
  return opened;
};

test("whoever is refused for too many connections reads so, and does not storm the server", async ({ arrive }) => {
  const node = await NodeProcess.start({ PASSERBY_CONNECTIONS_PER_ADDRESS: "1" });
  try {
    const one = await arrive({ baseURL: node.url });
    await one.start("Text");
    await one.expectWaiting();
    let opened: string[] = [];
    const other = await arrive({
      baseURL: node.url,
      before: async (page) => {
        opened = handshakes(page);
      },
    });
    await other.start("Text");
    await expect(other.page.getByText("Too many visits from your network. Trying again in")).toBeVisible();
    await expect(other.page.getByRole("heading", { name: "Not connected" })).toBeVisible();
    expect(opened).toHaveLength(1);
    await one.page.getByRole("button", { name: "Cancel" }).click();
    await one.page.goto("about:blank");
    await other.expectWaiting();
    expect(opened).toHaveLength(2);
  } finally {
    await node.kill();
  }
});

test("a page whose address is not allowed reads so, with the address", async ({ arrive, baseURL }) => {
  const node = await NodeProcess.start();
  try {
    // A page of one server that uses another, as pages of other sites do.
    const visitor = await arrive({
      bypassCSP: true,
      before: async (page) => {
        await page.addInitScript((server) => {
          customElements.whenDefined("passerby-chat").then(() => {
            for (const chat of document.querySelectorAll("passerby-chat")) chat.setAttribute("server", server);
          });
        }, node.url);
      },
    });
    await visitor.start("Text");
    await expect(visitor.page.getByText(`${baseURL}, isn't allowed to use this server`)).toBeVisible();
    await expect(visitor.page.getByText("PASSERBY_ORIGINS")).toBeVisible();
  } finally {
    await node.kill();
  }
});

test("a network that wants a sign-in is named", async ({ arrive }) => {
  const visitor = await arrive({
    before: async (page) => {
      const portal = { contentType: "text/html", body: "<h1>Welcome</h1>" };
      await page.route("**/api/session", (route) => route.fulfill(portal));
    },
  });
  await visitor.start("Text");
  await expect(visitor.page.getByText("Your network wants you to sign in first.")).toBeVisible();
});
