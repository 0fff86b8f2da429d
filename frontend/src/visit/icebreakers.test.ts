import { expect, it } from "vitest";
import type { Icebreakers } from "../connection/icebreakers-api.js";
import { OwnIcebreakers, someOf } from "./icebreakers.js";

it("asks once somebody searches, and again only when there was no answer", async () => {
  const answers: (Icebreakers | undefined)[] = [undefined, { en: { starters: ["Hi?"], questions: [] } }];
  let asked = 0;
  let changes = 0;
  const own = new OwnIcebreakers(
    () => {
      asked += 1;
      return Promise.resolve(answers.shift());
    },
    () => {
      changes += 1;
    },
  );
  expect([own.in("en").starters, asked]).toEqual([[], 0]);
  await Promise.all([own.want(), own.want()]);
  expect([own.in("en").starters, asked, changes]).toEqual([[], 1, 0]);
  await own.want();
  await own.want();
  expect([own.in("en").starters, own.in("tr").starters, asked, changes]).toEqual([["Hi?"], [], 2, 1]);
});

it("shows others in another room, and the same in the same", () => {
  const lines = ["a", "b", "c", "d", "e"];
  expect(someOf(lines, 3, "room-1")).toEqual(someOf(lines, 3, "room-1"));
  const rooms = Array.from({ length: 40 }, (_, at) => someOf(lines, 3, `room-${at}`));
  expect(new Set(rooms.map(([first]) => first)).size).toBe(5);
  expect(rooms.every((some) => new Set(some).size === 3)).toBe(true);
  expect(someOf(["a"], 3, "room-1")).toEqual(["a"]);
});
