import { describe, expect, it } from "vitest";
import { findFrame, interestsFrom, languagesFrom } from "./criteria.js";

describe("interestsFrom", () => {
  it("finds the same interests however they are typed", () => {
    expect(interestsFrom(" #Hiking,  Old   FILMS,hiking;\n,TEA ")).toEqual(["hiking", "old films", "tea"]);
  });

  it("takes the commas of every script, and nothing that shows nothing", () => {
    expect(interestsFrom("قهوة، شاي؛ a、b，c；\u200b,\u2800")).toEqual(["قهوة", "شاي", "a", "b", "c"]);
  });

  it("keeps to ten", () => {
    expect(interestsFrom(Array.from({ length: 14 }, (_, index) => `i${index}`).join())).toHaveLength(10);
  });

  it("cuts at 32 characters and through no character", () => {
    expect(interestsFrom("a".repeat(40))).toEqual(["a".repeat(32)]);
    expect(interestsFrom(`${"a".repeat(31)}🎈`)).toEqual(["a".repeat(31)]);
  });
});

describe("languagesFrom", () => {
  it("takes each language once, at most five", () => {
    expect(languagesFrom(["en-GB", "en", "tr", "de-AT"])).toEqual(["en", "tr", "de"]);
    expect(languagesFrom(["a", "b", "c", "d", "e", "f"])).toHaveLength(5);
  });
});

describe("findFrame", () => {
  it("leaves out what is empty", () => {
    expect(findFrame({ mode: "audio", interests: [], languages: [] })).toEqual({ type: "find", mode: "audio" });
  });
});
