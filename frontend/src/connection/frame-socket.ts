/** What a {@link FrameSocket} tells its owner. */
export interface SocketListener {
  opened(): void;
  received(json: string): void;
  /** Called once, also when the socket never opened. */
  closed(code: number, reason: string): void;
}

/** A socket that carries one JSON text per message. */
export interface FrameSocket {
  send(json: string): void;
  /** After this the listener hears nothing more. */
  close(code: number): void;
}

export type OpenSocket = (listener: SocketListener) => FrameSocket;

const subprotocol = "passerby.v1";

/** The browser's WebSocket. No other class touches it. */
export class BrowserSocket implements FrameSocket {
  readonly #socket: WebSocket;

  constructor(url: string, listener: SocketListener) {
    this.#socket = new WebSocket(url, subprotocol);
    this.#socket.onopen = () => listener.opened();
    this.#socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === "string") listener.received(data);
    };
    this.#socket.onclose = ({ code, reason }) => listener.closed(code, reason);
  }

  send(json: string): void {
    this.#socket.send(json);
  }

  close(code: number): void {
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close(code);
  }
}
