import { expect, it, vi } from "vitest";
import { Chat } from "./chat.js";
import { newId } from "./new-id.js";

it("newId gives 128 bits as 32 hexadecimal digits, all of them different", () => {
  const ids = Array.from({ length: 1_000 }, () => newId());
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(ids)).toHaveLength(1_000);
});

it("newId keeps leading zeros", () => {
  expect(newId({ getRandomValues: (array) => array })).toBe("0".repeat(32));
});

// Chromium 147, Firefox and Safari alike: on plain HTTP `crypto` has getRandomValues, but neither randomUUID nor subtle.
it("a text is sent by a page that is no secure context", () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  try {
    const sent: { type: string }[] = [];
    const chat = new Chat((frame) => sent.push(frame) > 0);
    chat.find({ mode: "text", interests: [], languages: [] });
    const room = { room: "r", polite: true, mode: "text", interests: [], iceServers: [] } as const;
    chat.handleFrame({ type: "matched", ...room });
    expect(chat.say("hello")).toBe("said");
    expect(sent.at(-1)).toMatchObject({ type: "chat", text: "hello" });
  } finally {
    vi.unstubAllGlobals();
  }
});
