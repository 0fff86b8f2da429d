import type { ChatState, Hold } from "../../chat/chat-state.js";
import type { ClosedReason, ConnectionState } from "../../connection/connection.js";
import type { LocalMedia, MediaProblem } from "../../media/local-media.js";
import type { LeftReason, Mode, Widening } from "../../protocol/values.js";

/** A sentence for the visitor; `until` is a time that the view counts down to. */
export interface Sentence {
  readonly text: string;
  readonly until?: number;
  readonly tone: "calm" | "warning";
}

export const modeName: Record<Mode, string> = { text: "Text", audio: "Voice", video: "Video" };

export const endings: Record<LeftReason, string> = {
  next: "The other person moved on to someone new.",
  left: "The other person left.",
  gone: "The connection to the other person was lost.",
  banned: "The other person was removed for breaking the rules.",
  error: "The chat ended because of a fault on our side. Sorry about that.",
};

/** What the search gives up next; the view puts the time in front. */
export const widenings: Record<Widening["drops"], string> = {
  interests: "the search looks beyond your interests.",
  languages: "the search looks beyond your languages.",
  recent: "people you met just now may turn up again.",
};

/** How long the search may be expected to last from now on, in milliseconds; null when nobody can tell. */
export function estimateSentence(estimate: number | null): string {
  if (estimate === null) return "You will meet the first person who fits.";
  const seconds = Math.max(1, Math.ceil(estimate / 1_000));
  const time = seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
  return `Somebody should be here in about ${time}.`;
}

const problems: Record<MediaProblem, (what: string) => string> = {
  refused: (what) => `Your browser was not allowed to use the ${what}.`,
  missing: (what) => `No ${what} was found on this device.`,
  busy: (what) => `The ${what} is in use by another program.`,
  insecure: (what) => `The ${what} works only over a secure (HTTPS) address.`,
  failed: (what) => `The ${what} could not be started.`,
};

/** Why the partner sees or hears less of the visitor than the mode promises, and what still works. */
export function mediaSentence({ lacking, problem }: LocalMedia, mode: Mode): string | undefined {
  if (lacking === "none" || !problem) return undefined;
  const what = lacking === "both" ? "camera and microphone" : lacking;
  const rest =
    lacking === "both"
      ? "Write instead: you still see and hear your partner."
      : lacking === "camera"
        ? "Your partner hears you but does not see you."
        : mode === "audio"
          ? "Write instead: you still hear your partner."
          : "Your partner sees you but does not hear you, so write instead.";
  return `${problems[problem](what)} ${rest}`;
}

/** What the line under the header says; nothing while all is well. */
export function statusSentence(connection: ConnectionState, chat: ChatState): Sentence | undefined {
  const wanted = chat.name !== "idle";
  if (connection.name === "connecting" && wanted) return { text: "Connecting…", tone: "calm" };
  if (connection.name === "reconnecting") return reconnectingSentence(connection);
  if (chat.name === "waiting" && chat.hold) return holdSentence(chat.hold);
  if (chat.name === "chatting" && chat.awayUntil !== undefined) {
    return {
      text: "Your partner's connection dropped. It may come back within",
      until: chat.awayUntil,
      tone: "warning",
    };
  }
  return undefined;
}

function reconnectingSentence({ cause, retryAt }: ConnectionState & { name: "reconnecting" }): Sentence {
  const texts = {
    lost: "Connection lost. Trying again in",
    unavailable: "The server cannot be reached right now. Trying again in",
    "rate-limited": "Too many visits from your network. Trying again in",
  };
  return { text: texts[cause], until: retryAt, tone: "warning" };
}

function holdSentence({ cause, retryAt }: Hold): Sentence {
  const texts = {
    "rate-limited": "That was quick! Take a breath: the search goes on in",
    unavailable: "The search is down for a moment. It goes on in",
  };
  return { text: texts[cause], until: retryAt, tone: "warning" };
}

/** Title and explanation of a visit that is over for good. */
export function closedSentence(reason: ClosedReason): { title: string; text: string } {
  switch (reason.kind) {
    case "banned":
      return {
        title: "You cannot chat here for now",
        text: reason.ban.reason
          ? `You were banned. Reason: ${reason.ban.reason}.`
          : "You were banned for breaking the rules.",
      };
    case "replaced":
      return {
        title: "You went on elsewhere",
        text: "This visit was taken over by a newer connection, perhaps in another tab.",
      };
    case "refused":
      return {
        title: "The server turned this page away",
        text: reason.message || "Reloading the page may help, if it is an old one.",
      };
    default: {
      const unknown: never = reason;
      return unknown;
    }
  }
}
