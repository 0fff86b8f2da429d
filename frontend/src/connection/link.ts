import type { ClientFrame } from "../protocol/client-frames.js";
import { type ClientCloseCode, clientCloseCode } from "../protocol/close-codes.js";
import { decodeServerFrame, encodeClientFrame } from "../protocol/codec.js";
import type { ServerFrame, WelcomeFrame } from "../protocol/server-frames.js";
import type { FrameSocket, OpenSocket } from "./frame-socket.js";

/** What a {@link Link} tells the connection it belongs to. */
export interface LinkListener {
  welcomed(link: Link, frame: WelcomeFrame): void;
  received(link: Link, frame: ServerFrame): void;
  /** `opened` is false when the handshake failed. Browsers do not say why. */
  closed(link: Link, code: number, opened: boolean): void;
  /** The server sent something that this client cannot read. */
  puzzled(problem: unknown): void;
}

/** Without a `welcome` by then, in milliseconds, the socket counts as lost. */
const welcomeTimeout = 10_000;

const lost = 1006;

/** One socket from its opening to its close. It says hello with a token, then passes frames. */
export class Link {
  readonly #socket: FrameSocket;
  readonly #timer: ReturnType<typeof setTimeout>;
  #welcomed = false;
  #opened = false;
  #closed = false;

  constructor(
    open: OpenSocket,
    token: string,
    private readonly listener: LinkListener,
  ) {
    this.#socket = open({
      opened: () => {
        this.#opened = true;
        this.#socket.send(encodeClientFrame({ type: "hello", token }));
      },
      received: (json) => this.#receive(json),
      closed: (code) => this.#end(code),
    });
    this.#timer = setTimeout(() => {
      this.#socket.close(clientCloseCode.suspect);
      this.#end(lost);
    }, welcomeTimeout);
  }

  get welcomed(): boolean {
    return this.#welcomed && !this.#closed;
  }

  send(frame: ClientFrame): void {
    this.#socket.send(encodeClientFrame(frame));
  }

  /** Closes. The listener is not told, because it asked for it. */
  close(code: ClientCloseCode): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket.close(code);
  }

  #receive(json: string): void {
    if (this.#closed) return;
    let frame: ServerFrame;
    try {
      frame = decodeServerFrame(json);
    } catch (problem) {
      this.listener.puzzled(problem);
      return;
    }
    if (frame.type === "welcome") {
      clearTimeout(this.#timer);
      this.#welcomed = true;
      this.listener.welcomed(this, frame);
    } else {
      this.listener.received(this, frame);
    }
  }

  #end(code: number): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.listener.closed(this, code, this.#opened);
  }
}
