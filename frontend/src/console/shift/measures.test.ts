import { expect, it } from "vitest";
import { caseOf } from "../../testing/fake-staff-server.js";
import { reasons } from "../api/shapes.js";
import { emptyDraft, measures, proposed, rulingOf } from "./measures.js";

const past = (state: "active" | "ended" | "lifted" | "pending") => ({
  sanction: "s",
  kind: "ban",
  reason: "spam" as const,
  state,
  startedAt: 1,
  until: 2,
  by: "tom",
});

it("goes from the mildest measure to the hardest", () => {
  const bans = measures.filter(({ kind }) => kind === "ban").map(({ minutes = 0 }) => minutes);
  expect(bans).toEqual([...bans].sort((one, other) => one - other));
  expect(measures[0]).toEqual({ kind: "warning" });
});

it("proposes a step more for each earlier sanction that was not lifted", () => {
  expect(measures[proposed("spam", [])]).toEqual({ kind: "ban", minutes: 7 * 1_440 });
  expect(measures[proposed("spam", [past("ended")])]).toEqual({ kind: "ban", minutes: 30 * 1_440 });
  expect(proposed("spam", [past("lifted"), past("pending")])).toBe(proposed("spam", []));
  expect(proposed("spam", [{ ...past("active"), kind: "restrict", by: "system" }])).toBe(proposed("spam", []));
  expect(measures[proposed("other", [])]).toEqual({ kind: "warning" });
  expect(measures[proposed("other", [past("ended")])]).toEqual({ kind: "ban", minutes: 60 });
});

it("never proposes what needs a second moderator, nor more for somebody who is unwell", () => {
  const long = Array.from({ length: 50 }, () => past("ended"));
  for (const reason of reasons) expect(measures[proposed(reason, long)]?.minutes ?? 0).toBeLessThanOrEqual(30 * 1_440);
  expect(proposed("self-harm", long)).toBe(proposed("self-harm", []));
});

it("makes a ruling of what is chosen, and of nothing else", () => {
  const { hasAddress } = caseOf("one");
  expect(rulingOf(emptyDraft, hasAddress)).toBeUndefined();
  expect(rulingOf({ ...emptyDraft, choice: "dismissed", note: " a joke " }, true)).toEqual({
    outcome: "dismissed",
    note: "a joke",
  });
  expect(rulingOf({ ...emptyDraft, choice: "other", address: true, statement: " No. " }, true)).toEqual({
    outcome: "actioned",
    reason: "other",
    sanction: { kind: "warning", subjects: ["session", "device", "address"], statement: "No." },
  });
  expect(rulingOf({ ...emptyDraft, choice: "other", address: true }, false)?.sanction?.subjects).toEqual([
    "session",
    "device",
  ]);
});
