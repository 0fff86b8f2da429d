// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import { DiagnosticLog } from "../../media/diagnostics/diagnostic-log.js";
import type { Diagnostics } from "../../media/diagnostics/diagnostics.js";
import { button, drawn, elementStage, find, press, textOf } from "../../testing/element-stage.js";
import "./diagnostics.js";

const stage = elementStage();

const nothing: Diagnostics = { ...new DiagnosticLog().export(), log: [], pairs: [], samples: [] };

async function open(diagnose: () => Diagnostics): Promise<Element> {
  const element = await stage.show(html`<passerby-diagnostics .diagnose=${diagnose}></passerby-diagnostics>`);
  const details = find<HTMLDetailsElement>(element, "details");
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
  await drawn(element);
  return element;
}

it("records nothing until it is opened", async () => {
  let asked = 0;
  const diagnose = (): Diagnostics => {
    asked += 1;
    return nothing;
  };
  const element = await stage.show(html`<passerby-diagnostics .diagnose=${diagnose}></passerby-diagnostics>`);
  expect([asked, button(element, "Save").disabled]).toEqual([0, true]);
});

it("says when there is nothing to see yet", async () => {
  expect(textOf(await open(() => nothing))).toContain("Nothing has been recorded yet.");
});

it("lists what happened, with the time in UTC", async () => {
  const at = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
  const element = await open(() => ({ ...nothing, log: [{ at, about: "connection", what: "online" }] }));
  expect(textOf(find(element, "tr"))).toBe("03:04:05.006 connection online");
});

it("saves all of it as JSON", async () => {
  const saved: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  const element = await open(() => nothing);
  await press(element, "Save");
  expect(saved).toEqual(["passerby-diagnostics.json"]);
});
