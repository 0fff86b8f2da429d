import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });

/**
 * Where the server under test is. The workers read the configuration again in processes of their own, and learn the
 * choice of the first one through the environment.
 */
export async function chooseServer(): Promise<{ url: string; data: string; own: boolean }> {
  const given = process.env["E2E_URL"];
  if (given) return { url: given, data: "", own: false };
  process.env["E2E_PORT"] ??= String(await freePort());
  process.env["E2E_DATA"] ??= mkdtempSync(join(tmpdir(), "passerby-e2e-"));
  return {
    url: `http://localhost:${process.env["E2E_PORT"]}`,
    data: process.env["E2E_DATA"],
    own: true,
  };
}

const home = process.env["JAVA_HOME"];
export const java = home ? join(home, "bin", "java") : "java";
export const jar = fileURLToPath(new URL("../../target/passerby.jar", import.meta.url));

/** `exec` replaces the shell with Java, so that the signal to stop reaches it. */
export const serverCommand = `exec "${java}" -jar "${jar}"`;

/** All visitors share one address, and the same few meet again and again, so the limits against both are off. */
export function serverSettings(url: string, data: string): Record<string, string> {
  return {
    PASSERBY_HOST: "127.0.0.1",
    PASSERBY_PORT: new URL(url).port,
    PASSERBY_MANAGEMENT_PORT: "0",
    PASSERBY_DATA: data,
    PASSERBY_NEXT_PER_MINUTE: "0",
    PASSERBY_LOOK: "PT0S",
    PASSERBY_SESSIONS_PER_MINUTE: "0",
    PASSERBY_CONNECTIONS_PER_ADDRESS: "0",
    PASSERBY_RECENT_WAIT: "PT0S",
    PASSERBY_SECOND_LOOKS: "0",
    PASSERBY_GOLDEN_CASES: "0",
  };
}
