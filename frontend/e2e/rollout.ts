import { request as ask, createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Builds the page into `folder`/webroot, as it would be after some change: every file has different content. */
export async function buildPage(folder: string, name: string): Promise<void> {
  await build({
    root,
    logLevel: "warn",
    plugins: [
      {
        name: "another-build",
        transform: (code, id) =>
          /\/src\/(?:elements\/language|app)\/[a-z-]+\.ts/.test(id)
            ? `${code}\nglobalThis.passerbyBuilds = [...(globalThis.passerbyBuilds ?? []), ${JSON.stringify(name)}];`
            : undefined,
      },
    ],
    build: { outDir: `${folder}/webroot`, emptyOutDir: true },
  });
}

type Mood = "serve" | "unavailable" | "stall";

/**
 * A load balancer during a rolling update: it alternates between the servers with each request. It can also run out of
 * servers, or take requests and never answer.
 */
export class Alternator {
  mood: Mood = "serve";
  readonly #server: Server;
  #turn = 0;

  private constructor(targets: readonly string[]) {
    this.#server = createServer((asked, answer) => {
      if (this.mood === "stall") return;
      if (this.mood === "unavailable") {
        answer.writeHead(503, { "content-type": "text/html" }).end("<h1>503 Service Unavailable</h1>");
        return;
      }
      const target = targets[this.#turn % targets.length];
      this.#turn += 1;
      if (target) pass(asked, answer, target);
    });
  }

  static async between(...targets: string[]): Promise<Alternator> {
    const alternator = new Alternator(targets);
    await new Promise<void>((resolve) => alternator.#server.listen(0, "127.0.0.1", resolve));
    return alternator;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async end(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }
}

function pass(asked: IncomingMessage, answer: ServerResponse, target: string): void {
  const { method, url, headers } = asked;
  const onward = ask(new URL(url ?? "/", target), { ...(method ? { method } : {}), headers }, (given) => {
    answer.writeHead(given.statusCode ?? 502, given.headers);
    given.pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  asked.pipe(onward);
}
