interface FakeChannelEvents {
  onopen: (() => void) | null;
  onclose: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onbufferedamountlow: (() => void) | null;
}

/** One end of a data channel. What is sent lies in the buffer until the test lets it through. */
export class FakeChannel implements FakeChannelEvents {
  readyState: RTCDataChannelState = "connecting";
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  binaryType = "arraybuffer";
  onopen: FakeChannelEvents["onopen"] = null;
  onclose: FakeChannelEvents["onclose"] = null;
  onmessage: FakeChannelEvents["onmessage"] = null;
  onbufferedamountlow: FakeChannelEvents["onbufferedamountlow"] = null;
  /** The most that was ever waiting in the buffer. */
  highest = 0;
  #waiting: (string | ArrayBuffer)[] = [];
  #other: FakeChannel | undefined;

  constructor(readonly label: string) {}

  asChannel(): RTCDataChannel {
    return this as unknown as RTCDataChannel;
  }

  send(data: string | ArrayBuffer | ArrayBufferView): void {
    if (this.readyState !== "open") throw new Error("the channel is not open");
    const sent =
      typeof data === "string" || data instanceof ArrayBuffer
        ? data
        : (data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer);
    this.#waiting.push(sent);
    this.bufferedAmount += sizeOf(sent);
    this.highest = Math.max(this.highest, this.bufferedAmount);
  }

  /** Joins two ends and opens both. */
  join(other: FakeChannel): void {
    this.#other = other;
    other.#other = this;
    for (const end of [this, other]) {
      end.readyState = "open";
      end.onopen?.();
    }
  }

  /** Lets so many messages through; returns how many there were. */
  flush(most = Number.POSITIVE_INFINITY): number {
    let passed = 0;
    while (passed < most) {
      const data = this.#waiting.shift();
      if (data === undefined) break;
      passed += 1;
      const before = this.bufferedAmount;
      this.bufferedAmount -= sizeOf(data);
      this.#other?.onmessage?.({ data });
      const low = this.bufferedAmountLowThreshold;
      if (before > low && this.bufferedAmount <= low) this.onbufferedamountlow?.();
    }
    return passed;
  }

  /** As a partner might, who keeps to no contract. */
  receive(data: unknown): void {
    this.onmessage?.({ data });
  }

  close(): void {
    if (this.readyState === "closed") return;
    this.readyState = "closed";
    this.onclose?.();
    this.#other?.close();
  }
}

function sizeOf(data: string | ArrayBuffer): number {
  return typeof data === "string" ? data.length : data.byteLength;
}
