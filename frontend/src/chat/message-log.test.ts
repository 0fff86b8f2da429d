import { beforeEach, describe, expect, it } from "vitest";
import { MessageLog, mostIds, remember } from "./message-log.js";

let log: MessageLog;

const receive = (id: number, text = "x"): boolean => log.addTheirs({ type: "chat", room: "r", id: `${id}`, text });

beforeEach(() => {
  log = new MessageLog("r");
});

describe("what is kept of a talk", () => {
  it("is bounded in messages", () => {
    for (let id = 0; id < 2_500; id += 1) receive(id);
    expect(log.messages).toHaveLength(2_000);
    expect(log.messages[0]?.id).toBe("500");
  });

  it("is bounded in characters", () => {
    for (let id = 0; id < 1_000; id += 1) receive(id, "x".repeat(2_000));
    expect(log.messages).toHaveLength(500);
    for (let id = 1_000; id < 1_500; id += 1) receive(id);
    expect(log.messages).toHaveLength(999);
  });

  it("is all that the partner may not have, however much comes", () => {
    log.addMine("mine", "still on its way");
    for (let id = 0; id < 2_500; id += 1) receive(id);
    expect(log.unacked().map(({ id }) => id)).toEqual(["mine"]);
    log.mark("mine", "delivered");
    receive(2_500);
    expect(log.messages).toHaveLength(2_000);
  });
});

it("a message that comes again is known, also when it is no longer kept", () => {
  for (let id = 0; id < 2_500; id += 1) receive(id);
  expect(receive(0)).toBe(false);
});

it("the ids that are remembered are bounded", () => {
  const ids = new Set<string>();
  for (let id = 0; id < mostIds + 5; id += 1) remember(ids, `${id}`);
  expect(ids.size).toBe(mostIds);
  expect([ids.has("4"), ids.has("5")]).toEqual([false, true]);
});

it("a mark that changes nothing makes no new list to be drawn", () => {
  log.addMine("a", "hello");
  expect(log.mark("a", "delivered")).toBe(true);
  const before = log.messages;
  expect([log.mark("a", "delivered"), log.mark("a", "sent"), log.mark("b", "delivered")]).toEqual([
    false,
    false,
    false,
  ]);
  expect(log.messages).toBe(before);
});
