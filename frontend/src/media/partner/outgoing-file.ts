import { hashOf } from "./file-content.js";
import type { FileTransfer, TransferState } from "./file-transfer.js";
import type { PartnerChannel } from "./partner-channel.js";
import type { PartnerMessage } from "./partner-message.js";

const chunkBytes = 16 * 1024;

/** Every chunk begins with the number of its file. */
export const headerBytes = 4;

/** One file on its way to the partner. */
export class OutgoingFile {
  #state: TransferState = "offered";
  #moved = 0;

  constructor(
    readonly number: number,
    readonly name: string,
    private readonly content: Blob,
    private readonly channel: PartnerChannel,
    private readonly changed: () => void,
  ) {}

  get view(): FileTransfer {
    const { name, content } = this;
    return {
      id: `sent-${this.number}`,
      direction: "sent",
      name,
      size: content.size,
      moved: this.#moved,
      state: this.#state,
    };
  }

  get over(): boolean {
    return this.#state !== "offered" && this.#state !== "moving";
  }

  handleAnswer(accept: boolean): void {
    if (this.#state !== "offered") return;
    if (accept) {
      this.#state = "moving";
      void this.#move().catch((problem: unknown) => this.#fail(problem));
    } else {
      this.#state = "refused";
    }
    this.changed();
  }

  handleReceived(): void {
    if (this.#moved === this.content.size) this.end("done");
  }

  end(state: "done" | "cancelled" | "failed"): void {
    if (this.over) return;
    this.#state = state;
    this.changed();
  }

  /** The receiver should not wait for the rest. */
  #fail(problem: unknown): void {
    if (this.over) return;
    this.channel.emit("problem", problem);
    this.channel.leaveWord({ type: "file-withdraw", file: this.number });
    this.end("failed");
  }

  async #move(): Promise<void> {
    const bytes = await this.content.arrayBuffer();
    const most = Math.min(chunkBytes, this.channel.largestMessage - headerBytes);
    if (most < 1) throw new Error("a message on the direct channel has no room for content");
    for (let from = 0; from < bytes.byteLength; from += most) {
      await this.#room();
      if (this.over) return;
      const part = new Uint8Array(bytes, from, Math.min(most, bytes.byteLength - from));
      const chunk = new Uint8Array(headerBytes + part.length);
      new DataView(chunk.buffer).setUint32(0, this.number);
      chunk.set(part, headerBytes);
      if (!this.channel.sendBytes(chunk)) throw new Error("the direct channel closed during a file");
      this.#moved = from + part.length;
      this.changed();
    }
    const hash = await hashOf(bytes);
    if (this.over) return;
    const end: PartnerMessage = { type: "file-end", file: this.number, hash };
    // A channel for very short messages has no room for the hash.
    if (!this.channel.send(this.channel.fits(end) ? end : { ...end, hash: "" }))
      throw new Error("the direct channel closed before the end of a file");
  }

  /** Waits while the buffer is full, or until there is no reason to wait. */
  async #room(): Promise<void> {
    while (!this.over && this.channel.open && this.channel.full) {
      await new Promise<void>((resolve) => {
        const stop = [this.channel.on("drained", goOn), this.channel.on("closed", goOn)];
        function goOn(): void {
          for (const each of stop) each();
          resolve();
        }
      });
    }
  }
}
