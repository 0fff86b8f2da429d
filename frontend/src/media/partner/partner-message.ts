import {
  flag,
  isRecord,
  number,
  object,
  oneOf,
  optional,
  type Reader,
  ShapeError,
  text,
} from "../../protocol/shape.js";
import type { PartnerMedia } from "./partner-media.js";

/** What the two clients of a call tell each other directly. The number of a file is its sender's. */
export type PartnerMessage =
  | ({ readonly type: "media" } & PartnerMedia)
  /** Asks for a sign of life, and gives it. Older clients give none. */
  | { readonly type: "ping" }
  | { readonly type: "pong" }
  | { readonly type: "screen-ask" }
  | { readonly type: "screen-answer"; readonly accept: boolean }
  | { readonly type: "screen-stop" }
  /** Agrees that the blur thins while both talk, or stops it. Older clients know nothing of it, and agree to nothing. */
  | { readonly type: "slow-reveal"; readonly on: boolean }
  | FileOffer
  | { readonly type: "file-answer"; readonly file: number; readonly accept: boolean }
  /** All bytes are sent. `hash` is their SHA-256 in hexadecimal, or empty where the browser has no such function. */
  | { readonly type: "file-end"; readonly file: number; readonly hash: string }
  | { readonly type: "file-received"; readonly file: number }
  /** The sender will not go on. */
  | { readonly type: "file-withdraw"; readonly file: number }
  /** The receiver will not go on. */
  | { readonly type: "file-stop"; readonly file: number };

export interface FileOffer {
  readonly type: "file-offer";
  readonly file: number;
  readonly name: string;
  readonly size: number;
  readonly mime: string;
}

type MessageOf<T extends PartnerMessage["type"]> = Extract<PartnerMessage, { type: T }>;

const readers: { readonly [T in PartnerMessage["type"]]: Reader<MessageOf<T>> } = {
  media: object<MessageOf<"media">>({
    type: oneOf("media"),
    microphone: flag,
    camera: flag,
    soundOnly: optional(flag),
  }),
  ping: object<MessageOf<"ping">>({ type: oneOf("ping") }),
  pong: object<MessageOf<"pong">>({ type: oneOf("pong") }),
  "screen-ask": object<MessageOf<"screen-ask">>({ type: oneOf("screen-ask") }),
  "screen-answer": object<MessageOf<"screen-answer">>({ type: oneOf("screen-answer"), accept: flag }),
  "screen-stop": object<MessageOf<"screen-stop">>({ type: oneOf("screen-stop") }),
  "slow-reveal": object<MessageOf<"slow-reveal">>({ type: oneOf("slow-reveal"), on: flag }),
  "file-offer": object<FileOffer>({ type: oneOf("file-offer"), file: number, name: text, size: number, mime: text }),
  "file-answer": object<MessageOf<"file-answer">>({ type: oneOf("file-answer"), file: number, accept: flag }),
  "file-end": object<MessageOf<"file-end">>({ type: oneOf("file-end"), file: number, hash: text }),
  "file-received": object<MessageOf<"file-received">>({ type: oneOf("file-received"), file: number }),
  "file-withdraw": object<MessageOf<"file-withdraw">>({ type: oneOf("file-withdraw"), file: number }),
  "file-stop": object<MessageOf<"file-stop">>({ type: oneOf("file-stop"), file: number }),
};

/**
 * Reads a message of a partner's client, which may be anything. Throws a `ShapeError` at whatever breaks the contract.
 */
export function decodePartnerMessage(json: string): PartnerMessage {
  const value: unknown = JSON.parse(json);
  const type = isRecord(value) ? value["type"] : undefined;
  if (typeof type !== "string" || !Object.hasOwn(readers, type)) throw new ShapeError("type", "a known message");
  const reader: Reader<PartnerMessage> = readers[type as PartnerMessage["type"]];
  return reader(value, "");
}
