import { rmSync } from "node:fs";

/** Removes what the server under test has kept. */
export default function teardown(): void {
  const data = process.env["E2E_DATA"];
  if (data) rmSync(data, { recursive: true, force: true });
}
