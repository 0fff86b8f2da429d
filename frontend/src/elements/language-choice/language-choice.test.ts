// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import { choose, drawn, elementStage, find, findAll, textOf } from "../../testing/element-stage.js";
import { languageNames } from "../language/plural.js";
import { Speech } from "../language/speech.js";
import "./language-choice.js";

const stage = elementStage();

const show = () => stage.show(html`<passerby-language></passerby-language>`);

it("offers every language by its own name", async () => {
  const element = await show();
  expect(findAll(element, "option").map(textOf)).toEqual(Object.values(languageNames));
  expect(find<HTMLSelectElement>(element, "select").value).toBe("en");
});

it("lets the page speak the language that is chosen", async () => {
  const element = await show();
  await choose(element, "select", "de");
  await vi.waitFor(() => expect(stage.speech.language).toBe("de"));
  await drawn(element);
  expect(find(element, "select").getAttribute("aria-label")).toBe("Sprache");
});

it("says that a language cannot be had, and shows the one that is spoken", async () => {
  stage.speech = new Speech(
    () => ({ getItem: () => null, setItem: () => {} }),
    () => Promise.reject(new TypeError("not found")),
  );
  const element = await show();
  await choose(element, "select", "tr");
  await vi.advanceTimersByTimeAsync(5_000);
  await drawn(element);
  expect(textOf(find(element, "[role=alert]"))).toContain("Türkçe couldn't be loaded");
  expect(find<HTMLSelectElement>(element, "select").value).toBe("en");
});
