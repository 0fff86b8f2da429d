import type { FrameSocket, SocketListener } from "../connection/frame-socket.js";
import type { ClientFrame } from "../protocol/client-frames.js";
import { readClientFrame } from "../protocol/codec.js";
import type { ServerFrame } from "../protocol/server-frames.js";

/** A socket whose other end is the test. */
export class FakeSocket implements FrameSocket {
  readonly sent: ClientFrame[] = [];
  closedWith: number | undefined;

  constructor(private readonly listener: SocketListener) {}

  send(json: string): void {
    this.sent.push(readClientFrame(JSON.parse(json)));
  }

  close(code: number): void {
    this.closedWith = code;
  }

  open(): void {
    this.listener.opened();
  }

  receive(frame: ServerFrame): void {
    this.listener.received(JSON.stringify(frame));
  }

  receiveText(text: string): void {
    this.listener.received(text);
  }

  drop(code: number): void {
    this.listener.closed(code, "");
  }
}
