import { hashOf } from "./file-content.js";
import type { FileTransfer, TransferState } from "./file-transfer.js";
import type { PartnerChannel } from "./partner-channel.js";

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
      void this.#move().catch(() => this.end("failed"));
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

  async #move(): Promise<void> {
    const bytes = await this.content.arrayBuffer();
    for (let from = 0; from < bytes.byteLength; from += chunkBytes) {
      await this.#room();
      if (this.over) return;
      const part = new Uint8Array(bytes, from, Math.min(chunkBytes, bytes.byteLength - from));
      const chunk = new Uint8Array(headerBytes + part.length);
      new DataView(chunk.buffer).setUint32(0, this.number);
      chunk.set(part, headerBytes);
      this.channel.sendBytes(chunk);
      this.#moved = from + part.length;
      this.changed();
    }
    const hash = await hashOf(bytes);
    if (!this.over) this.channel.send({ type: "file-end", file: this.number, hash });
  }

  /** Waits while the buffer is full, or until there is no reason to wait any more. */
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
