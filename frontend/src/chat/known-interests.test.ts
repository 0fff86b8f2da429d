import { expect, it } from "vitest";
import { languageNames } from "../elements/language/plural.js";
import { interestsFrom } from "./criteria.js";
import { interestId, interestName, knownInterests } from "./known-interests.js";

it("knows an interest by its name in each language, however it is written", () => {
  for (const written of ["Musik", "MUSIC", "müzik", "mu\u0301sica", "موسيقى"]) {
    expect(interestsFrom(written)).toEqual(["music"]);
  }
  expect(interestId("BİLİM")).toBe("science");
});

it("leaves a free interest as it was written", () => {
  expect(interestsFrom("Old films, tea")).toEqual(["old films", "tea"]);
  expect(interestName("old films", "de")).toBe("old films");
});

it("has a name of its own for each interest in each language, which leads back to it", () => {
  for (const language of Object.keys(languageNames)) {
    const names = knownInterests.map((id) => interestName(id, language));
    expect(new Set(names).size).toBe(knownInterests.length);
    expect(names.map(interestId)).toEqual(knownInterests);
  }
});

it("sends the words that earlier pages send in English", () => {
  expect(knownInterests.slice(0, 3)).toEqual(["music", "films", "books"]);
  expect(knownInterests.map((id) => interestName(id, "en"))).toEqual(knownInterests);
});
