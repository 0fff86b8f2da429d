import { framesDecoded } from "./peers.js";
import { expect, type Visitor } from "./visitor.js";

/** Waits until the partner's picture moves on, by what the browser has decoded of it. */
export async function expectPictureMoving({ page }: Visitor): Promise<void> {
  const before = await framesDecoded(page);
  await expect.poll(() => framesDecoded(page)).toBeGreaterThan(before);
}
