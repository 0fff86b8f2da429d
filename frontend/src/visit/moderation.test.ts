import { expect, it } from "vitest";
import type { ChatState } from "../chat/chat-state.js";
import type { Connection } from "../connection/connection.js";
import type { ConnectionEvents } from "../connection/connection-state.js";
import { Emitter } from "../events/emitter.js";
import type { NoticeFrame } from "../protocol/server-frames.js";
import { Moderation } from "./moderation.js";

class FakeConnection extends Emitter<ConnectionEvents> {
  say(frame: ConnectionEvents["frame"]): void {
    this.emit("frame", frame);
  }
}

const notice = (kind: NoticeFrame["kind"], sanction: string): NoticeFrame => ({
  type: "notice",
  kind,
  reason: "spam",
  sanction,
  until: null,
});

function moderation(): [Moderation, FakeConnection] {
  const connection = new FakeConnection();
  return [new Moderation(connection as unknown as Connection, () => {}), connection];
}

it("shows a step once, however often it is told", () => {
  const [it, connection] = moderation();
  connection.say(notice("muted", "a"));
  connection.say(notice("warning", "b"));
  connection.say(notice("muted", "a"));
  expect(it.notices.map(({ sanction }) => sanction)).toEqual(["b", "a"]);
});

it("does not show again what was put away, but says when it is lifted", () => {
  const [it, connection] = moderation();
  const told = notice("muted", "a");
  connection.say(told);
  it.dismiss(told);
  connection.say(notice("muted", "a"));
  expect(it.notices).toEqual([]);
  connection.say(notice("lifted", "a"));
  expect(it.notices.map(({ kind }) => kind)).toEqual(["lifted"]);
});

it("knows in which room the partner is muted", () => {
  const [it, connection] = moderation();
  const chatting = (room: string) => ({ name: "chatting", room: { room } }) as ChatState;
  connection.say({ type: "partner-muted", room: "r", muted: true });
  expect([chatting("r"), chatting("q"), { name: "idle" } as const].map((chat) => it.partnerMuted(chat))).toEqual([
    true,
    false,
    false,
  ]);
  connection.say({ type: "partner-muted", room: "r", muted: false });
  expect(it.partnerMuted(chatting("r"))).toBe(false);
});
