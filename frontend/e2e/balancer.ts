import { connect, createServer, type Server, type Socket } from "node:net";
import type { NodeProcess } from "./node-process.js";

/**
 * The one address that visitors know, like a load balancer in front of the nodes. It gives each new connection to the
 * first node as long as that says it is ready, and otherwise to the one that stays. Open connections stay where they
 * are.
 */
export class Balancer {
  /** While false it takes nobody, as if it had not noticed yet where to send them. */
  open = true;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(first: NodeProcess, staying: number) {
    this.#server = createServer({ pauseOnConnect: true }, (visitor) => {
      this.#keep(visitor);
      if (!this.open) {
        visitor.destroy();
        return;
      }
      void first.ready().then((ready) => {
        const node = this.#keep(connect(ready ? first.port : staying, "localhost"));
        visitor.pipe(node).pipe(visitor);
        // When either side goes, the other is told.
        visitor.on("close", () => node.destroy());
        node.on("close", () => visitor.destroy());
      });
    });
  }

  static async between(first: NodeProcess, staying: string): Promise<Balancer> {
    const balancer = new Balancer(first, Number(new URL(staying).port));
    await new Promise<void>((resolve) => balancer.#server.listen(0, "127.0.0.1", resolve));
    return balancer;
  }

  get url(): string {
    const address = this.#server.address();
    if (!address || typeof address === "string") throw new Error("the balancer has ended");
    return `http://localhost:${address.port}`;
  }

  async end(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    // A killed node resets its connections. `close` follows.
    socket.on("error", () => undefined);
    socket.on("close", () => this.#sockets.delete(socket));
    return socket;
  }
}
