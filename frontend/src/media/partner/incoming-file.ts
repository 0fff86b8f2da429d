import { hashOf, safeName, safeType } from "./file-content.js";
import type { FileTransfer, TransferState } from "./file-transfer.js";
import type { FileOffer } from "./partner-message.js";

/** One file that the partner has offered. */
export class IncomingFile {
  readonly #name: string;
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];
  #state: TransferState = "offered";
  #moved = 0;
  #blob: Blob | undefined;

  constructor(
    private readonly offer: FileOffer,
    private readonly changed: () => void,
  ) {
    this.#name = safeName(offer.name);
  }

  get number(): number {
    return this.offer.file;
  }

  get view(): FileTransfer {
    const blob = this.#blob;
    return {
      id: `received-${this.number}`,
      direction: "received",
      name: this.#name,
      size: this.offer.size,
      moved: this.#moved,
      state: this.#state,
      ...(blob ? { blob } : {}),
    };
  }

  get over(): boolean {
    return this.#state !== "offered" && this.#state !== "moving";
  }

  /** Returns false when it was answered before. */
  answer(accept: boolean): boolean {
    if (this.#state !== "offered") return false;
    this.#state = accept ? "moving" : "refused";
    this.changed();
    return true;
  }

  /** Returns false when the partner sends more than was offered: nobody agreed to that. */
  handleBytes(bytes: Uint8Array<ArrayBuffer>): boolean {
    if (this.#state !== "moving") return true;
    if (this.#moved + bytes.length > this.offer.size) {
      this.end("failed");
      return false;
    }
    this.#parts.push(bytes);
    this.#moved += bytes.length;
    this.changed();
    return true;
  }

  /** Resolves to whether everything arrived as it was sent. */
  async handleEnd(hash: string): Promise<boolean> {
    if (this.#state !== "moving") return false;
    const whole = new Blob(this.#parts, { type: safeType(this.offer.mime) });
    const own = hash === "" ? "" : await hashOf(await whole.arrayBuffer());
    const right = this.#moved === this.offer.size && (own === "" || own === hash);
    if (right && !this.over) this.#blob = whole;
    this.end(right ? "done" : "failed");
    return right;
  }

  end(state: "done" | "cancelled" | "failed"): void {
    if (this.over) return;
    this.#state = state;
    this.#parts.length = 0;
    this.changed();
  }
}
