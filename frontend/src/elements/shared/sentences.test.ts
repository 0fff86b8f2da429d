import { describe, expect, it } from "vitest";
import { type ChatState, idle, waitingFrom } from "../../chat/chat-state.js";
import type { ConnectionState } from "../../connection/connection-state.js";
import { room } from "../../testing/frames.js";
import { Speech } from "../language/speech.js";
import { closedSentence, estimateSentence, mediaSentence, statusSentence } from "./sentences.js";

const speech = new Speech();
const online: ConnectionState = { name: "online" };

describe("estimateSentence", () => {
  it("promises no time when none is known", () => {
    expect(estimateSentence(speech, undefined)).toBe("We'll connect you with the first good match.");
  });

  it.each([
    [1, "1 second"],
    [999, "1 second"],
    [4_001, "5 seconds"],
    [99_000, "99 seconds"],
    [99_001, "2 minutes"],
    [240_001, "5 minutes"],
  ])("says the time from now on and never a shorter one (%d ms)", (estimate, time) => {
    expect(estimateSentence(speech, estimate)).toBe(`Someone should be here in about ${time}.`);
  });

  it("admits that it takes longer than was promised", () => {
    expect(estimateSentence(speech, 0)).toBe("This is taking longer than usual.");
    expect(estimateSentence(speech, -9_000)).toBe("This is taking longer than usual.");
  });
});

describe("mediaSentence", () => {
  it("is silent while nothing is lacking", () => {
    expect(mediaSentence(speech, { lacking: "none" }, "video")).toBeUndefined();
  });

  it.each([
    ["both", "refused", "video", "Camera and microphone are blocked."],
    ["camera", "missing", "video", "Couldn't find a camera on this device. They can hear you"],
    ["microphone", "busy", "video", "Another program is using your microphone. They can see you"],
    [
      "microphone",
      "insecure",
      "audio",
      "Your browser only allows the microphone on a secure (HTTPS) address. You can just type",
    ],
  ] as const)("says what is lacking (%s, %s, %s) and what still works", (lacking, problem, mode, sentence) => {
    expect(mediaSentence(speech, { lacking, problem }, mode)).toContain(sentence);
  });
});

describe("statusSentence", () => {
  const sentence = (connection: ConnectionState, chat: ChatState, relayMissing = false) =>
    statusSentence(speech, { connection, chat, relayMissing });

  it("is silent while all is well", () => {
    expect(sentence(online, waitingFrom(0))).toBeUndefined();
    expect(sentence({ name: "connecting" }, idle)).toBeUndefined();
    expect(sentence({ name: "connecting", proving: true }, idle)?.text).toContain("puzzle");
  });

  it("puts the own connection before the partner's", () => {
    const away = { name: "chatting", room: room(), awayUntil: 9 } as const;
    expect(sentence(online, away)).toMatchObject({ until: 9, tone: "warning" });
    const lost: ConnectionState = { name: "reconnecting", retryAt: 5, cause: "lost" };
    expect(sentence(lost, away)).toMatchObject({ until: 5 });
  });

  it("names its own origin to those who run the server", () => {
    const origin = "https://page.example";
    const foreign: ConnectionState = { name: "reconnecting", retryAt: 5, cause: "foreign", origin };
    expect(sentence(foreign, idle)?.text).toContain(origin);
    expect(sentence(foreign, idle)?.text).toContain("PASSERBY_ORIGINS");
  });

  it.each([
    ["rate-limited", "Too many visits"],
    ["busy", "full right now"],
    ["offline", "You're offline"],
    ["sign-in", "sign in"],
    ["blocked", "blocks the connection"],
  ] as const)("says why it is not connected: %s", (cause, words) => {
    expect(sentence({ name: "reconnecting", retryAt: 5, cause }, idle)?.text).toContain(words);
  });

  it("says at once that the device is offline, before the connection is lost", () => {
    const chatting = { name: "chatting", room: room() } as const;
    expect(sentence({ name: "online", doubtful: "offline" }, chatting)?.text).toContain("You're offline");
    expect(sentence({ name: "online", doubtful: "silence" }, chatting)).toBeUndefined();
  });

  it("says until when the search is delayed", () => {
    const delayed = { ...waitingFrom(0), delay: { cause: "rate-limited", retryAt: 7 } } as const;
    expect(sentence(online, delayed)).toMatchObject({ until: 7 });
  });

  it("says why no call comes about when the address is to be hidden and nothing can relay", () => {
    const chatting = { name: "chatting", room: room() } as const;
    expect(sentence(online, chatting, true)?.text).toContain("no relay to call through");
    expect(sentence(online, chatting)).toBeUndefined();
  });
});

describe("closedSentence", () => {
  it("gives the reason of a ban", () => {
    const ban = { reason: "spam", until: null, appeal: "a" };
    expect(closedSentence(speech, { kind: "banned", ban }).text).toBe(
      "You were banned. Reason: advertising or a scam.",
    );
  });
});
