import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KeptChat } from "../chat/kept-chat.js";
import { room } from "../testing/frames.js";
import type { TabClaim } from "./tab-claim.js";
import { type Kept, TabMemory } from "./tab-memory.js";

const session = { token: "t", session: "s", device: "d", expiresAt: 5 };
const chat: KeptChat = {
  criteria: { mode: "text", interests: ["tea"], languages: [] },
  room: room(),
  talk: {
    messages: [
      { from: "me", id: "1", text: "hi", at: 7, mark: "sent" },
      { from: "partner", id: "2", text: "hello", at: 8 },
    ],
    seen: ["2"],
    shown: ["2"],
  },
};
const kept: Kept = { session, chat, settings: { relayOnly: true, reveal: "asked" }, revealed: true, partner: "p" };

let items: Map<string, string>;
let held: Set<string>;
let pages: TabMemory[];

/** One page: its tab's storage, and what it claims among all pages. */
function page(stored = items, server = "https://chat.example"): TabMemory {
  let own: string | undefined;
  const claim: TabClaim = {
    claim: (id) => {
      if (held.has(id)) return Promise.resolve(false);
      own = id;
      held.add(id);
      return Promise.resolve(true);
    },
    release: () => void (own !== undefined && held.delete(own)),
  };
  const memory = new TabMemory(server, claim, () => ({
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => void stored.set(key, value),
    removeItem: (key) => void stored.delete(key),
  }));
  pages.push(memory);
  return memory;
}

beforeEach(() => {
  items = new Map();
  held = new Set();
  pages = [];
});

afterEach(() => {
  for (const memory of pages) memory.close();
});

describe("TabMemory", () => {
  it("gives the next page of the tab what the last one kept", async () => {
    const first = page();
    expect(first.holds).toBe(false);
    first.keep(kept);
    first.close();
    const next = page();
    expect(next.holds).toBe(true);
    expect(await next.recall()).toMatchObject(kept);
  });

  it("gives a copy of the tab nothing while the first one lives, and leaves the first one's alone", async () => {
    const first = page();
    first.keep(kept);
    const copied = new Map(items);
    first.release();
    held.add(JSON.parse([...items.values()][0] ?? "{}").tab);
    // Each tab runs its pages for itself, so the copy's page knows nothing of the first one's.
    first.close();
    held.add(JSON.parse([...items.values()][0] ?? "{}").tab);
    const copy = page(copied);
    expect(await copy.recall()).toBeUndefined();
    expect([copied.size, items.size]).toEqual([0, 1]);
  });

  it("keeps nothing for a second visit of the same page", async () => {
    const first = page();
    first.keep(kept);
    const second = page();
    expect(second.holds).toBe(false);
    second.keep({ session });
    second.forget();
    expect(await second.recall()).toBeUndefined();
    expect(items.size).toBe(1);
    page(items, "https://other.example").keep({ session });
    expect(items.size).toBe(2);
  });

  it("forgets, and passes over what it cannot read", async () => {
    const memory = page();
    memory.keep(kept);
    memory.forget();
    expect(items.size).toBe(0);
    memory.keep(kept);
    for (const key of items.keys()) items.set(key, '{"tab":5}');
    expect(memory.holds).toBe(false);
    expect(await memory.recall()).toBeUndefined();
  });

  it("does without where storage is refused", async () => {
    const refuse = () => {
      throw new Error("storage is off");
    };
    const memory = new TabMemory("https://third.example", { claim: async () => true, release: () => {} }, refuse);
    pages.push(memory);
    memory.keep(kept);
    memory.forget();
    expect(memory.holds).toBe(false);
  });
});
