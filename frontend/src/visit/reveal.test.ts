import { beforeEach, describe, expect, it } from "vitest";
import { Reveal } from "./reveal.js";

let told: string[];
let reveal: Reveal;

beforeEach(() => {
  told = [];
  reveal = new Reveal(
    (room) => told.push(room),
    () => {},
  );
});

describe("Reveal", () => {
  it("needs both, in any order", () => {
    reveal.open("r", "asked");
    reveal.handleReveal("r");
    expect(reveal.state).toEqual({ own: false, partner: true, both: false });
    reveal.agree();
    reveal.agree();
    expect(reveal.state.both).toBe(true);
    expect(told).toEqual(["r"]);
  });

  it("is asked anew in each room, and takes no consent from another", () => {
    reveal.open("r", "asked");
    reveal.agree();
    reveal.open("r2", "asked");
    reveal.handleReveal("r");
    expect(reveal.state).toEqual({ own: false, partner: false, both: false });
    reveal.close();
    reveal.agree();
    expect(told).toEqual(["r"]);
  });

  it("agrees by itself for those who always do", () => {
    reveal.open("r", "always");
    expect([reveal.state.own, told]).toEqual([true, ["r"]]);
  });

  it("is told again to a partner who was away", () => {
    reveal.open("r", "asked");
    reveal.handleReachable();
    expect(told).toEqual([]);
    reveal.agree();
    reveal.handleReachable();
    expect(told).toEqual(["r", "r"]);
  });
});
