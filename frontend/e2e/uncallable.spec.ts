import type { Page } from "@playwright/test";
import { expect, test, type Visitor } from "./visitor.js";
import { type ChatElement, history } from "./visits.js";

const state = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.querySelector<ChatElement>("passerby-chat")?.visit.call);

/** Like hardened browsers: without any part of WebRTC. */
const withoutWebRtc = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    for (const name of Object.getOwnPropertyNames(window)) {
      if (/^(webkit)?RTC|^MediaStreamTrack/.test(name)) Reflect.deleteProperty(window, name);
    }
  });
};

/** Peer connections that work on the start page and throw from the first search on, when one is made ready. */
const withBrokenWebRtc = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        const visit = document.querySelector<ChatElement>("passerby-chat")?.visit;
        if (visit && visit.chat.name !== "idle") throw new DOMException("not in here", "NotSupportedError");
        super(configuration);
      }
    };
  });
};

/** Makes the server hand out these servers, some of which are of no use. */
const withServers =
  (iceServers: readonly object[]) =>
  (page: Page): Promise<void> =>
    page.routeWebSocket("**/ws", (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => server.send(message));
      server.onMessage((message) => {
        const frame = JSON.parse(String(message)) as { type: string };
        socket.send(JSON.stringify(frame.type === "matched" ? { ...frame, iceServers } : frame));
      });
    });

async function meet(one: Visitor, other: Visitor): Promise<void> {
  await one.start("Video");
  await one.expectWaiting();
  await other.start("Video");
  await Promise.all([one.expectChatting(), other.expectChatting()]);
}

async function talk(one: Visitor, other: Visitor): Promise<void> {
  await one.say("we can write");
  await other.expectMessage("we can write");
  await other.say("so we can");
  await one.expectMessage("so we can");
}

// Chromium 147 throws from the constructor for each of these, whatever else is in the list.
const useless = [
  { urls: "turn:127.0.0.1:9" },
  { urls: ["turn://127.0.0.1:9"], username: "u", credential: "c" },
  { urls: "stun:127.0.0.1:9?transport=udp" },
  { urls: "turn.example.org" },
  { urls: [] },
];

test("ICE servers that the browser does not take are left out, and the call is made with the others", async ({
  arrive,
}) => {
  const before = withServers([...useless, { urls: ["stun:127.0.0.1:9", "turn.example.org"] }]);
  const [one, other] = [await arrive({ before }), await arrive({ before })];
  await meet(one, other);
  await Promise.all([one.framesShown(3), other.framesShown(3)]);
  expect(
    await one.page.evaluate(() => document.querySelector<ChatElement>("passerby-chat")?.visit.serversUnusable),
  ).toBe(true);
  await talk(one, other);
});

test("who asks for a relay among useless servers is told, and so is the partner", async ({ arrive }) => {
  const hidden = await arrive({ before: withServers(useless) });
  const other = await arrive();
  await hidden.page.getByText("More options").click();
  await hidden.page.getByRole("checkbox", { name: "Hide my IP address" }).check();
  await meet(hidden, other);
  await expect(hidden.page.getByText("this server has no relay to call through")).toBeVisible();
  await expect(other.page.getByText("They can't make a call right now.")).toBeVisible();
  await talk(hidden, other);
});

test("a browser without WebRTC offers text only, says why, and chats", async ({ arrive }) => {
  const [one, other] = [await arrive({ before: withoutWebRtc }), await arrive()];
  await expect(one.page.getByText("This browser can't make calls")).toBeVisible();
  for (const mode of ["Video", "Voice"]) await expect(one.page.getByRole("radio", { name: mode })).toBeDisabled();
  await expect(one.page.getByRole("radio", { name: "Text" })).toBeChecked();
  await one.page.getByRole("checkbox", { name: "I'm 18 or older" }).check();
  await one.page.getByRole("button", { name: "Start" }).click();
  await one.expectWaiting();
  await other.start("Text");
  await Promise.all([one.expectChatting(), other.expectChatting()]);
  await talk(one, other);
});

// The server chooses who makes the first offer, so each side is tried.
for (const broken of ["the first to wait", "the second to wait"]) {
  test(`when a call cannot be made by ${broken}, both hear it and can write`, async ({ arrive }) => {
    const [unable, able] = [await arrive({ before: withBrokenWebRtc }), await arrive()];
    await (broken === "the first to wait" ? meet(unable, able) : meet(able, unable));
    await expect(unable.page.getByText("A call isn't possible from here.")).toBeVisible();
    await expect(able.page.getByText("They can't make a call right now.")).toBeVisible();
    expect([await state(unable.page), await state(able.page)]).toEqual(["unavailable", "declined"]);
    expect(await history(able.page, "ice")).not.toContain("restarting ICE");
    await talk(unable, able);
  });
}
