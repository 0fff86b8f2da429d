import type { ClosedReason, ConnectionState } from "../../connection/connection-state.js";
import type { Kind, LocalMedia } from "../../media/local-media.js";
import type { CallQuality } from "../../media/quality/call-quality.js";
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

/** How much longer the search may last, in milliseconds. Undefined when nobody knows. */
export function estimateSentence(speech: Speech, left: number | undefined): string {
  const { waiting } = speech.phrases;
  if (left === undefined) return waiting.nobodyKnows;
  return left > 0 ? waiting.estimate(speech.duration(left)) : waiting.overdue;
}

/** Whether nothing reaches the server now, as far as is known. */
export const isCutOff = (connection: ConnectionState): boolean =>
  connection.name === "reconnecting" || (connection.name === "online" && connection.doubtful === "offline");

/** The phrases' name for these devices. */
export function thingsOf(kinds: readonly Kind[]): "both" | "camera" | "microphone" {
  if (kinds.length > 1) return "both";
  return kinds[0] === "video" ? "camera" : "microphone";
}

/** Why something that the mode needs is missing. */
export function problemSentence({ phrases: { media } }: Speech, { lacking, problem }: LocalMedia): string | undefined {
  return lacking === "none" || !problem ? undefined : media.problems[problem](media.things[lacking]);
}

/** Why the partner sees or hears less of the visitor than the mode promises, and what still works. */
export function mediaSentence(speech: Speech, local: LocalMedia, mode: Mode): string | undefined {
  const { lacking, problem } = local;
  const why = problemSentence(speech, local);
  if (!why) return undefined;
  const { media } = speech.phrases;
  if (lacking === "both" && problem === "refused") return media.blocked;
  const rest =
    lacking === "both"
      ? media.nothing
      : lacking === "camera"
        ? media.noCamera
        : mode === "audio"
          ? media.noVoice
          : media.noSound;
  return `${why} ${rest}`;
}

/** What a weak path means for the own picture. Undefined while it is wide enough. */
export function pathSentence({ phrases: { call } }: Speech, quality: CallQuality | undefined): string | undefined {
  if (quality?.grade !== "weak") return undefined;
  return quality.level === "audio" ? call.soundOnly : call.weak;
}

/** What of a visit the status depends on. */
type Observed = Pick<Visit, "connection" | "chat" | "relayMissing"> & Partial<Pick<Visit, "call" | "serversUnusable">>;

/** What the line under the header says. Undefined while all is well. */
export function statusSentence(
  { phrases }: Speech,
  { connection, chat, relayMissing, call: state, serversUnusable }: Observed,
): Sentence | undefined {
  const { status, call } = phrases;
  if (connection.name === "connecting" && connection.proving) return { text: status.proving, tone: "calm" };
  if (connection.name === "connecting" && chat.name !== "idle") return { text: status.connecting, tone: "calm" };
  if (connection.name === "online" && connection.doubtful === "offline") {
    return { text: status.reconnecting.offline, tone: "warning" };
  }
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
