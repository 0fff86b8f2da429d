import { beside } from "../protocol/relayed-frames.js";
import { type Room, room } from "../protocol/server-frames.js";
import { flag, list, number, object, oneOf, optional, type Reader, text } from "../protocol/shape.js";
import { mode } from "../protocol/values.js";
import type { ChatState } from "./chat-state.js";
import type { Criteria } from "./criteria.js";
import type { Held, Message, OwnMessage, PartnerMessage, Secret } from "./message-log.js";

/** What was said in a room, as far as it is needed to go on after a reload. */
export interface KeptTalk {
  readonly messages: readonly Message[];
  /** The ids of the partner's messages, in the order they arrived, and of those that were shown. */
  readonly seen: readonly string[];
  readonly shown: readonly string[];
}

/** A search or a room that goes on after a reload. */
export interface KeptChat {
  readonly criteria: Criteria;
  readonly room?: Room;
  readonly talk?: KeptTalk;
}

/** What to keep of a search or a chat that goes on. Undefined when there is neither. */
export function keptChat(
  state: ChatState,
  criteria: Criteria | undefined,
  conversation: { readonly kept: KeptTalk } | undefined,
): KeptChat | undefined {
  if (!criteria) return undefined;
  if (state.name === "waiting") return { criteria };
  if (state.name !== "chatting" || !conversation) return undefined;
  // The `welcome` brings new TURN credentials.
  return { criteria, room: { ...state.room, iceServers: [] }, talk: storable(conversation.kept) };
}

/** A tab's storage holds about five million characters. The older part of a long conversation goes first. */
const mostMessages = 1_000;
const mostChars = 1_000_000;
const mostIds = 5_000;

const isOpen = (message: Message): boolean =>
  message.from === "me" && (message.mark === "sending" || message.mark === "sent");

/** Shortens a conversation to what a tab can store. It never drops what the partner may not have. */
function storable({ messages, seen, shown }: KeptTalk): KeptTalk {
  let count = 0;
  let chars = 0;
  const kept = messages
    .toReversed()
    .filter((message) => {
      count += 1;
      chars += message.text.length;
      return isOpen(message) || (count <= mostMessages && chars <= mostChars);
    })
    .toReversed();
  return { messages: kept, seen: seen.slice(-mostIds), shown: shown.slice(-mostIds) };
}

const said = { id: text, text, at: number, ...beside };

const readMessage: Reader<Message> = (value, path) => {
  const { from } = object<{ from: "me" | "partner" }>({ from: oneOf("me", "partner") })(value, path);
  return from === "partner"
    ? object<PartnerMessage>({ from: oneOf("partner"), ...said })(value, path)
    : object<OwnMessage>({
        from: oneOf("me"),
        ...said,
        mark: oneOf("sending", "sent", "delivered", "failed"),
        held: optional(object<Held>({ cause: text, explanation: optional(text) })),
        secret: optional(object<Secret>({ text, salt: text })),
      })(value, path);
};

const readCriteria = object<Criteria>({
  mode,
  interests: list(text),
  languages: list(text),
  hold: optional(flag),
});

export const readKeptChat = object<KeptChat>({
  criteria: readCriteria,
  room: optional(object<Room>(room)),
  talk: optional(object<KeptTalk>({ messages: list(readMessage), seen: list(text), shown: list(text) })),
});
