import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "@playwright/test";
import { freePort } from "./server.js";

const program = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "turnserver"))
  .find((path) => existsSync(path));

const secret = "for this run only";

/** A real coturn, on this machine's loopback interface only. */
export class TurnServer {
  /** Shared with the node, which makes the credentials of each match from it. */
  readonly secret = secret;

  private constructor(
    readonly port: number,
    private readonly data: string,
    private readonly process: ChildProcess,
  ) {}

  /** Why none can be started here. Undefined if one can. */
  static get hindrance(): string | undefined {
    return program ? undefined : "turnserver is not installed (Debian's package coturn): no call was relayed";
  }

  /** Returns when it takes connections. `quota` is how many allocations one user may have at once; without it, any number. */
  static async start(quota?: number): Promise<TurnServer> {
    if (!program) throw new Error(TurnServer.hindrance);
    const port = await freePort();
    const data = mkdtempSync(join(tmpdir(), "passerby-turn-"));
    const flags = [
      "-n",
      "--no-cli",
      "--no-tls",
      "--no-dtls",
      // Both visitors are on this machine, which coturn refuses to relay to unless told otherwise.
      "--allow-loopback-peers",
      ...["--listening-ip", "127.0.0.1", "--relay-ip", "127.0.0.1", "--listening-port", String(port)],
      ...["--use-auth-secret", "--static-auth-secret", secret, "--realm", "passerby"],
      ...["--pidfile", join(data, "turn.pid"), "--userdb", join(data, "turndb")],
      ...["--simple-log", "--log-file", join(data, "turn.log"), "--verbose"],
      ...(quota === undefined ? [] : ["--user-quota", String(quota)]),
    ];
    const server = new TurnServer(port, data, spawn(program, flags, { stdio: "ignore" }));
    try {
      await expect.poll(() => server.#answers()).toBe(true);
    } catch (e) {
      await server.end();
      throw e;
    }
    return server;
  }

  get uri(): string {
    return `turn:127.0.0.1:${this.port}`;
  }

  /** From its log: how many allocations each user has made so far, and whether any was refused for the quota. */
  allocations(): { users: Map<string, number>; refused: boolean } {
    const log = readFileSync(join(this.data, "turn.log"), "utf8");
    // A repeated request gets a second answer, for the same allocation.
    const made = new Map<string, string>();
    for (const [, session = "", user = ""] of log.matchAll(
      /session (\d+): .*user <([^>]*)>: incoming packet ALLOCATE processed, success/g,
    )) {
      made.set(session, user);
    }
    const users = new Map<string, number>();
    for (const user of made.values()) users.set(user, (users.get(user) ?? 0) + 1);
    return { users, refused: /ALLOCATE processed, error 486/.test(log) };
  }

  async end(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, "exit");
      this.process.kill("SIGKILL");
      await ended;
    }
    rmSync(this.data, { recursive: true, force: true });
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, "127.0.0.1", () => socket.destroy());
      socket.on("error", () => resolve(false));
      socket.on("close", () => resolve(true));
    });
  }
}
