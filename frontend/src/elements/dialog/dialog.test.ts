// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import { elementStage, find, press, textOf } from "../../testing/element-stage.js";
import type { PasserbyDialog } from "./dialog.js";
import { openDialogs } from "./open-dialogs.js";
import "./dialog.js";

const stage = elementStage();

const show = () =>
  stage.show<PasserbyDialog>(html`<passerby-dialog .heading=${"A question"}><p>Well?</p></passerby-dialog>`);

const card = (element: Element): HTMLDialogElement => find<HTMLDialogElement>(element, "dialog");

it("shows its question when it is opened, and not before", async () => {
  const dialog = await show();
  expect(textOf(dialog)).toBe("");
  dialog.show();
  expect(textOf(dialog)).toBe("A question Well?");
  expect(card(dialog).getAttribute("aria-labelledby")).toBe(find(dialog, "h2").id);
});

it("keeps the keys of the page to itself while it is open", async () => {
  const dialog = await show();
  dialog.show();
  dialog.show();
  expect(openDialogs.any).toBe(true);
  await press(dialog, "Close");
  await vi.advanceTimersByTimeAsync(0);
  expect([dialog.open, openDialogs.any]).toEqual([false, false]);
});

it("gives the keys back when it is taken off the page", async () => {
  const dialog = await show();
  dialog.show();
  stage.end();
  expect(openDialogs.any).toBe(false);
});

/** A click at this place, on a card that reaches from 100 to 200. */
function click(dialog: PasserbyDialog, clientX: number, target: Element = card(dialog)): void {
  card(dialog).getBoundingClientRect = () => new DOMRect(100, 100, 100, 100);
  target.dispatchEvent(new MouseEvent("click", { clientX, clientY: 150, bubbles: true, composed: true }));
}

it("closes by a click beside it, and stays at one on its edge or on what it shows", async () => {
  const dialog = await show();
  dialog.show();
  click(dialog, 110);
  click(dialog, 5, find(dialog, "p"));
  expect(dialog.open).toBe(true);
  click(dialog, 5);
  expect(dialog.open).toBe(false);
});

it("puts the focus where the dialog can be closed", async () => {
  const dialog = await show();
  dialog.show();
  dialog.refocus();
  expect(dialog.shadowRoot?.activeElement?.getAttribute("aria-label")).toBe("Close");
});
