import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "@playwright/test";
import { freePort, jar, java, serverSettings } from "./server.js";

/** The Redis that the node under test runs for itself, and that others on this machine can share. */
function sharedRedis(data: string): string {
  const config = readFileSync(join(data, "redis.conf"), "utf8");
  const [, port] = /^port (\d+)$/m.exec(config) ?? [];
  const [, password] = /^requirepass "(.+)"$/m.exec(config) ?? [];
  if (!port || !password) throw new Error("the node under test keeps no Redis");
  return `redis://:${password}@127.0.0.1:${port}`;
}

/**
 * One more node on the Redis of the node under test: a process that the test ends, gently or not, while visitors are on
 * it.
 */
export class NodeProcess {
  private constructor(
    readonly port: number,
    readonly managementPort: number,
    private readonly process: ChildProcess,
  ) {}

  /** Why none can be started here. Undefined if one can. */
  static get hindrance(): string | undefined {
    return process.env["E2E_DATA"] ? undefined : "the server of E2E_URL keeps its Redis to itself";
  }

  /** Returns when it takes visitors. Files in the folder `classes` go before those of the jar. */
  static async start(settings: Readonly<Record<string, string>> = {}, classes?: string): Promise<NodeProcess> {
    const data = process.env["E2E_DATA"];
    if (!data) throw new Error(NodeProcess.hindrance);
    const [port, managementPort] = [await freePort(), await freePort()];
    const environment = {
      ...process.env,
      ...serverSettings(`http://localhost:${port}`, data),
      PASSERBY_MANAGEMENT_PORT: String(managementPort),
      PASSERBY_REDIS_URI: sharedRedis(data),
      PASSERBY_LOG: "warn",
      // A test that wants visitors to move gives them the time. Others want an end.
      PASSERBY_DRAIN_NOTICE: "PT0S",
      PASSERBY_DRAIN: "PT0S",
      ...settings,
    };
    const program = classes ? ["-cp", classes + delimiter + jar, "chat.passerby.Main"] : ["-jar", jar];
    const child = spawn(java, program, { env: environment, stdio: ["ignore", "ignore", "inherit"] });
    const node = new NodeProcess(port, managementPort, child);
    try {
      await expect.poll(async () => !node.alive || (await node.ready())).toBe(true);
      if (!node.alive) throw new Error("the node did not start; it has said why");
    } catch (e) {
      await node.kill();
      throw e;
    }
    return node;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** As it says itself when a load balancer asks. */
  async ready(): Promise<boolean> {
    try {
      return (await fetch(`http://127.0.0.1:${this.managementPort}/health/ready`)).ok;
    } catch {
      return false;
    }
  }

  get alive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** SIGKILL: it says goodbye to nobody. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** SIGTERM. Its exit code says whether all visitors have moved. */
  async end(): Promise<number | null> {
    await this.#end("SIGTERM");
    return this.process.exitCode;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.alive) return;
    const ended = once(this.process, "exit");
    this.process.kill(signal);
    await ended;
  }
}
