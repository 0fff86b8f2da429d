import { beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../../chat/message-log.js";
import { mostDrawn, Stretch } from "./stretch.js";

const atOnce = 10;

const talk = (from: number, to: number): Message[] =>
  Array.from({ length: to - from }, (_, index) => ({ from: "partner", id: `${from + index}`, text: "x", at: 0 }));

const ids = (stretch: Stretch): number[] => stretch.drawn.map(({ id }) => Number(id));

/** Draws until there is nothing more to draw; how many messages each picture added. */
function draw(stretch: Stretch, messages: readonly Message[], along = true): number[] {
  const added: number[] = [];
  let more = true;
  while (more) {
    const before = new Set(ids(stretch));
    more = stretch.follow(messages, along, atOnce);
    added.push(ids(stretch).filter((id) => !before.has(id)).length);
  }
  return added;
}

let stretch: Stretch;

beforeEach(() => {
  stretch = new Stretch();
});

describe("a reader who reads along", () => {
  it("sees a short talk whole", () => {
    draw(stretch, talk(0, 7));
    expect(ids(stretch)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect([stretch.hasEarlier, stretch.waiting]).toEqual([false, 0]);
  });

  it("sees the last of a long one, and never more than there is place for", () => {
    for (let length = 1; length < 3_000; length += 7) {
      draw(stretch, talk(0, length));
      expect(stretch.drawn.length).toBeLessThanOrEqual(mostDrawn);
      expect(ids(stretch).at(-1)).toBe(length - 1);
    }
    expect(stretch.hasEarlier).toBe(true);
  });

  it("gets a few at a time, and nothing that would be gone again before it is drawn", () => {
    const added = draw(stretch, talk(0, 5_000));
    expect(Math.max(...added)).toBe(atOnce);
    expect(added.reduce((sum, count) => sum + count)).toBe(mostDrawn);
    expect(ids(stretch)).toEqual(talk(4_800, 5_000).map(({ id }) => Number(id)));
  });

  it("gets one more row for one more message", () => {
    draw(stretch, talk(0, 500));
    expect(draw(stretch, talk(0, 501))).toEqual([1]);
    // A mark of an own message changes no row's place.
    expect(draw(stretch, [...talk(0, 501)])).toEqual([0]);
  });

  it("keeps what is there when nothing may be added", () => {
    draw(stretch, talk(0, 50));
    expect(stretch.follow(talk(0, 60), true, 0)).toBe(true);
    expect(ids(stretch).at(-1)).toBe(49);
  });

  it("keeps the place in a list whose beginning is forgotten", () => {
    draw(stretch, talk(0, 500));
    expect(draw(stretch, talk(50, 505))).toEqual([5]);
    expect(ids(stretch)).toEqual(talk(305, 505).map(({ id }) => Number(id)));
  });

  it("begins anew in another conversation", () => {
    draw(stretch, talk(0, 500));
    draw(stretch, []);
    expect(stretch.drawn).toEqual([]);
    draw(stretch, talk(900, 903));
    expect([ids(stretch), stretch.hasEarlier]).toEqual([[900, 901, 902], false]);
  });
});

it("another conversation whose first message has the same id is drawn from its beginning", () => {
  draw(stretch, talk(0, 500));
  draw(stretch, talk(0, 3));
  expect(ids(stretch)).toEqual([0, 1, 2]);
});

describe("a reader who reads further up", () => {
  it("loses no row, and gets new ones only up to a bound", () => {
    draw(stretch, talk(0, 500));
    draw(stretch, talk(0, 600), false);
    expect([ids(stretch)[0], ids(stretch).at(-1)]).toEqual([300, 599]);
    draw(stretch, talk(0, 2_000), false);
    expect([ids(stretch)[0], stretch.drawn.length]).toEqual([300, 2 * mostDrawn]);
    expect(stretch.waiting).toBe(1_300);
    draw(stretch, talk(0, 2_000));
    expect([ids(stretch)[0], ids(stretch).at(-1)]).toEqual([1_800, 1_999]);
  });

  it("gets earlier ones by and by", () => {
    draw(stretch, talk(0, 500));
    stretch.showEarlier();
    draw(stretch, talk(0, 500), false);
    expect([ids(stretch)[0], ids(stretch).at(-1), stretch.hasEarlier]).toEqual([100, 499, true]);
    stretch.showEarlier();
    expect([ids(stretch)[0], stretch.hasEarlier]).toEqual([0, false]);
    draw(stretch, talk(0, 501));
    expect(stretch.drawn.length).toBe(mostDrawn);
  });
});
