import { expect, it } from "vitest";
import { textOf } from "./text.js";

it("looks through a message once, however often it is drawn", () => {
  const message = { id: "1", from: "partner", text: "see https://example.org", at: 0 } as const;
  expect(textOf(message)).toBe(textOf(message));
  expect(textOf({ ...message })).not.toBe(textOf(message));
});
