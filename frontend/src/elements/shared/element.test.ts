// @vitest-environment happy-dom
import { html, type TemplateResult } from "lit";
import { expect, it, vi } from "vitest";
import { drawn, elementStage, textOf } from "../../testing/element-stage.js";
import { de } from "../language/de.js";
import { Speech } from "../language/speech.js";
import { provideSpeech } from "../language/speech-request.js";
import { PasserbyElement } from "./element.js";

class TestInner extends PasserbyElement {
  override render(): TemplateResult {
    return html`${this.words.start.start}`;
  }
}

class TestOuter extends PasserbyElement {
  override render(): TemplateResult {
    return html`<test-inner></test-inner>`;
  }
}

customElements.define("test-inner", TestInner);
customElements.define("test-outer", TestOuter);

const stage = elementStage();
it("speaks the language of the page, however deep it is in shadow roots", async () => {
  const outer = await stage.show<TestOuter>(html`<test-outer></test-outer>`);
  expect(textOf(outer)).toBe("Start");
  await stage.speech.choose("de");
  await drawn(outer);
  expect(textOf(outer)).toBe(de.start.start);
});

it("speaks the language of the nearest element that has one", async () => {
  const near = new Speech(() => ({ getItem: () => null, setItem: () => {} }));
  const outer = await stage.show(html`<div></div>`);
  provideSpeech(outer, () => near);
  await near.choose("de");
  const inner = document.createElement("test-inner");
  outer.append(inner);
  await drawn(outer);
  expect(textOf(inner)).toBe(de.start.start);
  expect(stage.speech.language).toBe("en");
});

it("finds another language when it is moved, and follows the one before no longer", async () => {
  const inner = await stage.show<TestInner>(html`<test-inner></test-inner>`);
  const before = stage.speech;
  const drawings = vi.spyOn(inner, "render");
  const elsewhere = document.createElement("div");
  const there = new Speech(() => ({ getItem: () => null, setItem: () => {} }));
  provideSpeech(elsewhere, () => there);
  document.body.append(elsewhere);
  elsewhere.append(inner);
  await drawn(inner);
  drawings.mockClear();
  await before.choose("de");
  await drawn(inner);
  expect(drawings).not.toHaveBeenCalled();
  await there.choose("de");
  await drawn(inner);
  expect(textOf(inner)).toBe(de.start.start);
  elsewhere.remove();
});

it("says what is amiss where nothing gives it a language", () => {
  const alone = document.createElement("test-inner") as TestInner;
  expect(() => alone.connectedCallback()).toThrow("<test-inner> has no element around it that gives it a language");
});
