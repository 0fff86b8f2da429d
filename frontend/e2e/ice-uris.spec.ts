import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

/** The server's tests read the same lists: what it takes for its settings must be what browsers take. */
const lists: Record<"taken" | "refused" | "refusedThoughBrowsersTakeThem", string[]> = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../src/test/resources/ice/uris.json", import.meta.url)), "utf8"),
);

test("the addresses of STUN and TURN servers that the server takes are those that this browser takes", async ({
  page,
}) => {
  const taken = await page.evaluate(
    (uris) =>
      uris.filter((uri) => {
        try {
          const iceServers = [{ urls: [uri], username: "user", credential: "word" }];
          new RTCPeerConnection({ iceServers }).close();
          return true;
        } catch {
          return false;
        }
      }),
    [...lists.taken, ...lists.refused, ...lists.refusedThoughBrowsersTakeThem],
  );
  expect(taken).toEqual([...lists.taken, ...lists.refusedThoughBrowsersTakeThem]);
});
