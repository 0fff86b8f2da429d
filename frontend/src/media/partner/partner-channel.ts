import { Emitter } from "../../events/emitter.js";
import { ChannelPulse } from "./channel-pulse.js";
import { decodePartnerMessage, type PartnerMessage } from "./partner-message.js";

export interface PartnerChannelEvents {
  open: undefined;
  closed: undefined;
  /** Everything but the signs of life, which the channel handles itself. */
  message: Exclude<PartnerMessage, { type: "ping" | "pong" }>;
  bytes: ArrayBuffer;
  /** The buffer has room again. */
  drained: undefined;
  problem: unknown;
}

/** A well-behaved client sends nothing longer, in characters. */
const longestMessage = 4_096;

/** How many bytes may wait in the browser's buffer: more would delay other messages, fewer would leave gaps. */
const fullBuffer = 256 * 1024;
const lowBuffer = 64 * 1024;

/** What a browser accepts that names no limit (RFC 8841, section 6.1). */
const unnamedLimit = 64 * 1024;

const encoder = new TextEncoder();

/**
 * The direct channel between the two clients of a call: messages in JSON, and bytes of files. A browser may call a
 * channel open long after the partner's page is gone, so it counts as open only while the partner answers.
 */
export class PartnerChannel extends Emitter<PartnerChannelEvents> {
  readonly #channel: RTCDataChannel | undefined;
  readonly #pulse = new ChannelPulse({
    ask: () => this.#post('{"type":"ping"}'),
    changed: (alive) => this.emit(alive ? "open" : "closed", undefined),
  });

  constructor(
    /** Undefined in a browser without such channels. */
    channel: RTCDataChannel | undefined,
    /** The most bytes in one message, as the browser says: 0 is no limit, undefined is not known yet. */
    private readonly limit: () => number | null | undefined = () => undefined,
  ) {
    super();
    this.#channel = channel;
    if (!channel) return;
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = lowBuffer;
    channel.onopen = () => {
      this.#pulse.start();
      this.emit("open", undefined);
    };
    channel.onclose = () => {
      this.#pulse.stop();
      this.emit("closed", undefined);
    };
    channel.onbufferedamountlow = () => this.emit("drained", undefined);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => this.#receive(data);
  }

  get open(): boolean {
    return this.#channel?.readyState === "open" && this.#pulse.alive;
  }

  get full(): boolean {
    return (this.#channel?.bufferedAmount ?? 0) >= fullBuffer;
  }

  /**
   * The most bytes that one message may have. Chromium 147 says nothing about a longer message: it closes this end of
   * the channel, and the partner's end stays open.
   */
  get largestMessage(): number {
    const named = this.limit();
    if (named === 0) return Number.POSITIVE_INFINITY;
    return typeof named === "number" && named > 0 ? named : unnamedLimit;
  }

  /** Whether a message is short enough for the browser and for the partner's client. */
  fits(message: PartnerMessage): boolean {
    return this.#fits(JSON.stringify(message));
  }

  /** Returns false when nobody can hear it. */
  send(message: PartnerMessage): boolean {
    return this.open && this.#post(JSON.stringify(message));
  }

  /** Says it to a partner who may be back. Nobody waits for an answer. */
  leaveWord(message: PartnerMessage): void {
    this.#post(JSON.stringify(message));
  }

  sendBytes(bytes: Uint8Array<ArrayBuffer>): boolean {
    return this.open && bytes.byteLength <= this.largestMessage && this.#hand(bytes);
  }

  close(): void {
    this.#pulse.stop();
    const channel = this.#channel;
    if (!channel) return;
    channel.onopen = channel.onclose = channel.onmessage = channel.onbufferedamountlow = null;
    channel.close();
  }

  #fits(json: string): boolean {
    return json.length <= longestMessage && encoder.encode(json).byteLength <= this.largestMessage;
  }

  #post(json: string): boolean {
    if (!this.#fits(json)) {
      this.emit("problem", new Error(`a message of ${json.length} characters is too long for the direct channel`));
      return false;
    }
    return this.#hand(json);
  }

  #hand(data: string | Uint8Array<ArrayBuffer>): boolean {
    const channel = this.#channel;
    if (channel?.readyState !== "open") return false;
    try {
      // TypeScript types each form of `send` separately.
      if (typeof data === "string") channel.send(data);
      else channel.send(data);
      return true;
    } catch (problem) {
      this.emit("problem", problem);
      return false;
    }
  }

  #receive(data: unknown): void {
    this.#pulse.heard();
    if (data instanceof ArrayBuffer) {
      this.emit("bytes", data);
    } else if (typeof data === "string" && data.length <= longestMessage) {
      let message: PartnerMessage;
      try {
        message = decodePartnerMessage(data);
      } catch (problem) {
        this.emit("problem", problem);
        return;
      }
      if (message.type === "ping") this.#post('{"type":"pong"}');
      else if (message.type === "pong") this.#pulse.answered();
      else this.emit("message", message);
    } else {
      this.emit("problem", new Error("cannot read a message of the partner"));
    }
  }
}
