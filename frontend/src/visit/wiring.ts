import type { Chat } from "../chat/chat.js";
import type { ChatState } from "../chat/chat-state.js";
import type { Connection } from "../connection/connection.js";
import type { NetworkSignal } from "../connection/network-signals.js";
import type { DiagnosticLog } from "../media/diagnostics/diagnostic-log.js";
import type { Calls } from "./calls.js";
import type { Continuity } from "./continuity.js";
import { WakeLock } from "./wake-lock.js";

export interface WiredParts {
  readonly connection: Connection;
  readonly chat: Chat;
  readonly calls: Calls;
  readonly continuity: Continuity;
  readonly log: DiagnosticLog;
  /** Nothing is searched for any more, and nobody is met: camera and microphone go off. */
  readonly rest: () => void;
}

/** Lets the parts of a visit hear of each other what concerns them. None of them knows another. */
export function wire(parts: WiredParts): void {
  const awake = new WakeLock((problem) => parts.log.problem(problem));
  wireConnection(parts, awake);
  wireChat(parts, awake);
}

function wireConnection({ connection, chat, calls, continuity, log, rest }: WiredParts, awake: WakeLock): void {
  connection.on("state", ({ name }) => {
    log.note("connection", name);
    if (name !== "closed") return;
    chat.handleClosed();
    rest();
  });
  connection.on("closed", (code) => log.note("connection", `socket closed with ${code}`));
  connection.on("network", (signal: NetworkSignal) => {
    log.note("network", signal);
    if (signal === "hidden" || signal === "kept" || signal === "gone") continuity.keepNow();
    // A browser keeps no page whose peer connections are open.
    if (signal === "kept" || signal === "gone") calls.readiness.forget();
    if (signal === "kept") continuity.release();
    if (signal === "restored") void continuity.reclaim();
    if (signal === "visible" || signal === "restored") {
      awake.renew();
      calls.readiness.renew();
      void calls.own.revive();
    }
    if (signal === "online" || signal === "changed") calls.handleNetworkChange();
  });
  connection.on("welcome", (frame) => {
    const { iceServers, room } = frame;
    calls.handleServers(iceServers.length > 0 ? iceServers : (room?.iceServers ?? []));
    chat.handleWelcome(frame);
    continuity.handleWelcome();
  });
  connection.on("frame", (frame) => {
    if (frame.type === "reveal") calls.handleReveal(frame.room);
    if (frame.type === "notice" && frame.kind === "media-muted") calls.releaseMedia();
    chat.handleFrame(frame);
  });
}

function wireChat({ connection, chat, calls, continuity, log, rest }: WiredParts, awake: WakeLock): void {
  let before: ChatState["name"] = "idle";
  chat.on("state", (state) => {
    const { name } = state;
    if (name === before) continuity.keepSoon();
    else continuity.keepNow();
    before = name;
    log.note("chat", name === "chatting" && state.awayUntil !== undefined ? "partner away" : name);
    if (name === "waiting") calls.readiness.begin(chat.kept?.criteria.mode ?? "text");
    // The call that begins with a chat takes what is ready.
    else if (name !== "chatting") calls.readiness.end();
    connection.attend(name === "waiting" || name === "chatting");
    awake.want(name === "waiting" || (name === "chatting" && state.room.mode !== "text"));
  });
  chat.on("refused", rest);
  chat.on("messages", (messages) => {
    continuity.keepSoon();
    calls.handleMessages(messages);
  });
  chat.on("opened", (room) => calls.openMeeting(room));
  chat.on("resumed", (room) => calls.openMeeting(room, continuity.earlier));
  chat.on("closed", () => calls.closeMeeting());
  chat.on("signal", (frame) => calls.handleSignal(frame));
  chat.on("reachable", () => calls.handleReachable());
  chat.on("doubt", () => connection.resync());
}
