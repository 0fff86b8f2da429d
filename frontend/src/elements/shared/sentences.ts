import type { ClosedReason } from "../../connection/connection-state.js";
import type { Kind, LocalMedia } from "../../media/local-media.js";
import type { Mode, ReportReason } from "../../protocol/values.js";
import type { Visit } from "../../visit/visit.js";
import type { Phrases } from "../language/phrases.js";
import type { Speech } from "../language/speech.js";

/** A sentence for the visitor. The view counts down to `until`. */
export interface Sentence {
  readonly text: string;
  readonly until?: number;
  readonly tone: "calm" | "warning";
}

/** How long the search may last from now on, in milliseconds. Null when nobody knows. */
export function estimateSentence(speech: Speech, estimate: number | null): string {
  const { waiting } = speech.phrases;
  return estimate === null ? waiting.nobodyKnows : waiting.estimate(speech.duration(Math.max(1, estimate)));
}

/** The phrases' name for these devices. */
export function thingsOf(kinds: readonly Kind[]): "both" | "camera" | "microphone" {
  if (kinds.length > 1) return "both";
  return kinds[0] === "video" ? "camera" : "microphone";
}

/** Why the partner sees or hears less of the visitor than the mode promises, and what still works. */
export function mediaSentence({ phrases }: Speech, { lacking, problem }: LocalMedia, mode: Mode): string | undefined {
  if (lacking === "none" || !problem) return undefined;
  const { media } = phrases;
  const rest =
    lacking === "both"
      ? media.nothing
      : lacking === "camera"
        ? media.noCamera
        : mode === "audio"
          ? media.noVoice
          : media.noSound;
  return `${media.problems[problem](media.things[lacking])} ${rest}`;
}

/** What of a visit the status depends on. */
type Observed = Pick<Visit, "connection" | "chat" | "quality" | "relayMissing"> &
  Partial<Pick<Visit, "call" | "serversUnusable">>;

/** What the line under the header says. Undefined while all is well. */
export function statusSentence(
  { phrases }: Speech,
  { connection, chat, quality, relayMissing, call: state, serversUnusable }: Observed,
): Sentence | undefined {
  const { status, call } = phrases;
  if (connection.name === "connecting" && connection.proving) return { text: status.proving, tone: "calm" };
  if (connection.name === "connecting" && chat.name !== "idle") return { text: status.connecting, tone: "calm" };
  if (connection.name === "reconnecting") {
    const { cause, retryAt, origin = "" } = connection;
    if (cause === "offline") return { text: status.reconnecting.offline, tone: "warning" };
    const text = cause === "foreign" ? status.foreign(origin) : status.reconnecting[cause];
    return { text, until: retryAt, tone: "warning" };
  }
  if (chat.name === "waiting" && chat.delay) {
    return { text: status.delayed[chat.delay.cause], until: chat.delay.retryAt, tone: "warning" };
  }
  if (chat.name === "chatting" && chat.awayUntil !== undefined) {
    return { text: status.away, until: chat.awayUntil, tone: "warning" };
  }
  if (chat.name === "chatting" && relayMissing) return { text: call.noRelay, tone: "warning" };
  // Once the call works nobody misses what could not be used. Where there is no call, the call itself says so.
  if (chat.name === "chatting" && serversUnusable && (state === "connecting" || state === "failed")) {
    return { text: call.serversUnusable, tone: "warning" };
  }
  if (chat.name === "chatting" && quality?.grade === "weak") {
    return { text: quality.level === "audio" ? call.soundOnly : call.weak, tone: "warning" };
  }
  return undefined;
}

/** What a moderator's short reason means, as part of a sentence. A server may know more reasons than this page. */
export function reasonWords({ moderation: { reasons } }: Phrases, reason: string): string {
  return Object.hasOwn(reasons, reason) ? reasons[reason as ReportReason] : reason;
}

/** The title and the explanation of a visit that is over for good. */
export function closedSentence({ phrases }: Speech, reason: ClosedReason): { title: string; text: string } {
  const { closed } = phrases;
  switch (reason.kind) {
    case "banned":
      return {
        title: closed.bannedTitle,
        text: reason.ban.reason ? closed.bannedFor(reasonWords(phrases, reason.ban.reason)) : closed.banned,
      };
    case "replaced":
      return { title: closed.replacedTitle, text: closed.replaced };
    case "refused":
      return { title: closed.refusedTitle, text: reason.message || closed.refused };
    default: {
      const unknown: never = reason;
      return unknown;
    }
  }
}
