import { Emitter } from "../../events/emitter.js";
import { decodePartnerMessage, type PartnerMessage } from "./partner-message.js";

export interface PartnerChannelEvents {
  open: undefined;
  closed: undefined;
  message: PartnerMessage;
  bytes: ArrayBuffer;
  /** The buffer has room again. */
  drained: undefined;
  problem: unknown;
}

/** A partner's client that means well sends nothing longer. */
const longestMessage = 4_096;

/** How much may wait in the browser's buffer: more would delay what is said meanwhile, less would leave gaps. */
const fullBuffer = 256 * 1024;
const lowBuffer = 64 * 1024;

/** The direct channel between the two clients of a call: messages in JSON, and bytes of files. */
export class PartnerChannel extends Emitter<PartnerChannelEvents> {
  readonly #channel: RTCDataChannel;

  constructor(channel: RTCDataChannel) {
    super();
    this.#channel = channel;
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = lowBuffer;
    channel.onopen = () => this.emit("open", undefined);
    channel.onclose = () => this.emit("closed", undefined);
    channel.onbufferedamountlow = () => this.emit("drained", undefined);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => this.#receive(data);
  }

  get open(): boolean {
    return this.#channel.readyState === "open";
  }

  get full(): boolean {
    return this.#channel.bufferedAmount >= fullBuffer;
  }

  /** False when nobody can hear it. */
  send(message: PartnerMessage): boolean {
    if (!this.open) return false;
    this.#channel.send(JSON.stringify(message));
    return true;
  }

  sendBytes(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.open) this.#channel.send(bytes);
  }

  close(): void {
    const channel = this.#channel;
    channel.onopen = channel.onclose = channel.onmessage = channel.onbufferedamountlow = null;
    channel.close();
  }

  #receive(data: unknown): void {
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
      this.emit("message", message);
    } else {
      this.emit("problem", new Error("a message of the partner that nobody can read"));
    }
  }
}
