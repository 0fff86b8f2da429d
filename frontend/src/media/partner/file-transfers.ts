import { shortName } from "./file-content.js";
import { type FileTransfer, maxFileBytes, type Offered } from "./file-transfer.js";
import { IncomingFile } from "./incoming-file.js";
import { headerBytes, OutgoingFile } from "./outgoing-file.js";
import type { PartnerChannel } from "./partner-channel.js";
import type { FileOffer, PartnerMessage } from "./partner-message.js";

export type FileMessage = Extract<PartnerMessage, { file: number }>;

/** How many may be open at once in each direction: a stranger must not flood the other with questions. */
const mostOpen = 5;

/** The lengths of the name in an offer. The first with which the offer fits is used. */
const nameChars = [255, 120, 60, 30, 10, 0];

/** A view need not be told of every chunk, in milliseconds. */
const noticeableBytes = 128 * 1024;

/** The files that two people send each other in one room. Nothing moves before the receiver has agreed. */
export class FileTransfers {
  readonly #outgoing = new Map<number, OutgoingFile>();
  readonly #incoming = new Map<number, IncomingFile>();
  #order: (OutgoingFile | IncomingFile)[] = [];
  #views: readonly FileTransfer[] = [];
  #made = 0;

  constructor(
    private readonly channel: PartnerChannel,
    private readonly changed: (files: readonly FileTransfer[]) => void,
  ) {}

  get views(): readonly FileTransfer[] {
    return this.#views;
  }

  offer(file: Blob & { readonly name: string }): Offered {
    if (!this.channel.open) return "no-partner";
    if (file.size === 0) return "empty";
    if (file.size > maxFileBytes) return "too-big";
    if (open(this.#outgoing) >= mostOpen) return "too-many";
    const { name, size, type: mime } = file;
    const message = this.#offerFor({ type: "file-offer", file: this.#made + 1, name, size, mime: mime.slice(0, 100) });
    if (!message) return "no-partner";
    this.#made += 1;
    const outgoing = new OutgoingFile(this.#made, name, file, this.channel, () => this.#look());
    this.#outgoing.set(this.#made, outgoing);
    this.#order.push(outgoing);
    this.channel.send(message);
    this.#look();
    return "offered";
  }

  answer(id: string, accept: boolean): void {
    const file = find(this.#incoming, id);
    if (file?.answer(accept)) this.channel.send({ type: "file-answer", file: file.number, accept });
  }

  cancel(id: string): void {
    const outgoing = find(this.#outgoing, id);
    const incoming = find(this.#incoming, id);
    if (outgoing && !outgoing.over) this.channel.send({ type: "file-withdraw", file: outgoing.number });
    if (incoming && !incoming.over) this.channel.send({ type: "file-stop", file: incoming.number });
    (outgoing ?? incoming)?.end("cancelled");
  }

  handle(message: FileMessage): void {
    const { file } = message;
    switch (message.type) {
      case "file-offer":
        return this.#handleOffer(message);
      case "file-answer":
        return this.#outgoing.get(file)?.handleAnswer(message.accept);
      case "file-end":
        return void this.#handleEnd(file, message.hash);
      case "file-received":
        return this.#outgoing.get(file)?.handleReceived();
      case "file-withdraw":
        return this.#incoming.get(file)?.end("cancelled");
      case "file-stop":
        return this.#outgoing.get(file)?.end("cancelled");
      default: {
        const unknown: never = message;
        return unknown;
      }
    }
  }

  handleBytes(bytes: ArrayBuffer): void {
    if (bytes.byteLength <= headerBytes) return;
    const number = new DataView(bytes).getUint32(0);
    const whole = this.#incoming.get(number)?.handleBytes(new Uint8Array(bytes, headerBytes)) ?? true;
    if (!whole) this.channel.send({ type: "file-stop", file: number });
  }

  /**
   * The channel is gone, and everything under way with it. What has arrived stays. A partner who is back hears of it.
   */
  close(): void {
    for (const file of this.#order) {
      if (file.over) continue;
      file.end("failed");
      const type = file instanceof OutgoingFile ? "file-withdraw" : "file-stop";
      this.channel.leaveWord({ type, file: file.number });
    }
  }

  /** Shortens the name until the offer fits into one message. Undefined when it does not fit even without a name. */
  #offerFor(offer: FileOffer): FileOffer | undefined {
    for (const chars of nameChars) {
      const message = { ...offer, name: shortName(offer.name, chars) };
      if (this.channel.fits(message)) return message;
    }
    return undefined;
  }

  #handleOffer(offer: FileOffer): void {
    const { file, size } = offer;
    const fits = Number.isInteger(size) && size > 0 && size <= maxFileBytes;
    if (this.#incoming.has(file)) return;
    if (!fits || open(this.#incoming) >= mostOpen) {
      this.channel.send({ type: "file-answer", file, accept: false });
      return;
    }
    const incoming = new IncomingFile(offer, () => this.#look());
    this.#incoming.set(file, incoming);
    this.#order.push(incoming);
    this.#look();
  }

  async #handleEnd(number: number, hash: string): Promise<void> {
    const file = this.#incoming.get(number);
    if (!file || file.over) return;
    const right = await file.handleEnd(hash);
    this.channel.send({ type: right ? "file-received" : "file-stop", file: number });
  }

  #look(): void {
    const before = this.#views;
    const now = this.#order.map(({ view }) => view);
    const noticeable = now.some((file, index) => {
      const old = before[index];
      const step = Math.floor(file.moved / noticeableBytes) !== Math.floor((old?.moved ?? 0) / noticeableBytes);
      return old?.state !== file.state || step;
    });
    if (!noticeable) return;
    this.#views = now;
    this.changed(now);
  }
}

function open(files: ReadonlyMap<number, { readonly over: boolean }>): number {
  return [...files.values()].filter(({ over }) => !over).length;
}

function find<F extends { readonly view: FileTransfer }>(files: ReadonlyMap<number, F>, id: string): F | undefined {
  return [...files.values()].find(({ view }) => view.id === id);
}
