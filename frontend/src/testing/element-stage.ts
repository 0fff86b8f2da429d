import { type LitElement, nothing, render, type TemplateResult } from "lit";
import { afterEach, beforeEach, vi } from "vitest";
import { Speech } from "../elements/language/speech.js";
import { provideSpeech } from "../elements/language/speech-request.js";
import type { PasserbyEvents } from "../elements/shared/events.js";

type EventName = keyof PasserbyEvents;

const eventNames: Readonly<Record<EventName, true>> = {
  "passerby-start": true,
  "passerby-cancel": true,
  "passerby-next": true,
  "passerby-leave": true,
  "passerby-retry": true,
  "passerby-dismiss": true,
  "passerby-without-media": true,
  "passerby-ask-again": true,
  "passerby-text-instead": true,
  "passerby-notify": true,
  "passerby-refine": true,
  "passerby-say": true,
  "passerby-draft": true,
  "passerby-shown": true,
  "passerby-reveal": true,
  "passerby-switch": true,
  "passerby-revive": true,
  "passerby-device": true,
  "passerby-plugged": true,
  "passerby-screen": true,
  "passerby-file": true,
  "passerby-offer-file": true,
  "passerby-report": true,
  "passerby-block": true,
  "passerby-rate": true,
  "passerby-rewind": true,
  "passerby-met": true,
  "passerby-parted": true,
  "passerby-closed": true,
};

/** A page that speaks English, shows one element, and hears what rises from it. Each test gets an empty one. */
export class ElementStage {
  speech = newSpeech();
  /** Every event of the family that reached the page. */
  readonly heard: PasserbyEvents[EventName][] = [];
  #page = document.createElement("div");

  begin(): void {
    this.speech = newSpeech();
    this.heard.length = 0;
    this.#page = document.createElement("div");
    provideSpeech(this.#page, () => this.speech);
    for (const name of Object.keys(eventNames) as EventName[]) this.on(name, (event) => this.heard.push(event));
    document.body.append(this.#page);
  }

  /** Draws the element, or draws it anew with other properties. */
  async show<E extends LitElement = LitElement>(template: TemplateResult): Promise<E> {
    render(template, this.#page);
    await drawn(this.shown);
    return this.shown as E;
  }

  get shown(): Element {
    const shown = this.#page.firstElementChild;
    if (!shown) throw new Error("nothing is shown");
    return shown;
  }

  /** The types of the events that were heard. */
  get types(): string[] {
    return this.heard.map(({ type }) => type);
  }

  /** Hears an event while it is still on its way. */
  on<K extends EventName>(name: K, listener: (event: PasserbyEvents[K]) => void): void {
    this.#page.addEventListener(name, listener as (event: Event) => void);
  }

  end(): void {
    render(nothing, this.#page);
    this.#page.remove();
  }
}

/** A language that forgets what was chosen. */
function newSpeech(): Speech {
  return new Speech(() => ({ getItem: () => null, setItem: () => {} }));
}

/** A stage for the tests of a file, on which time stands still until a test lets it go on. */
export function elementStage(): ElementStage {
  const stage = new ElementStage();
  beforeEach(() => {
    vi.useFakeTimers();
    stage.begin();
  });
  afterEach(() => {
    stage.end();
    vi.useRealTimers();
  });
  return stage;
}

/** Waits until the element and all elements inside of it are drawn. */
export async function drawn(element: Element): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    for (const part of [element, ...parts(element)]) {
      if ("updateComplete" in part) await part.updateComplete;
    }
  }
}

/** All elements inside, those of shadow roots too. */
function parts(root: Element): Element[] {
  const inside = root.shadowRoot ? [...root.shadowRoot.children, ...root.children] : [...root.children];
  return inside.flatMap((child) => [child, ...parts(child)]);
}

export const findAll = <E extends Element = HTMLElement>(root: Element, selector: string): E[] =>
  parts(root).filter((part): part is E => part.matches(selector));

/** The first element inside, however deep, that the selector names. */
export function find<E extends Element = HTMLElement>(root: Element, selector: string): E {
  const [found] = findAll<E>(root, selector);
  if (!found) throw new Error(`nothing inside is "${selector}"`);
  return found;
}

/** What is read on the screen. Hidden parts and styles say nothing. */
export function textOf(node: Node): string {
  return read(node).replace(/\s+/g, " ").trim();
}

function read(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? "";
  if (!(node instanceof Element)) return "";
  if (node.matches("style, svg, [hidden], dialog:not([open])")) return "";
  if (node instanceof HTMLSlotElement) return node.assignedNodes().map(read).join(" ");
  return [...(node.shadowRoot ?? node).childNodes].map(read).join(node.matches("span, bdi, a, b") ? "" : " ");
}

/** The buttons that can be reached, by the names that a screen reader gives them. */
export function buttons(root: Element): string[] {
  return findAll<HTMLButtonElement>(root, "button").filter(isShown).map(nameOf);
}

/** Whether no closed dialog is around it, also when it is slotted into one. */
function isShown(element: Element): boolean {
  for (let at: Node | null = element; at; at = around(at)) {
    if (at instanceof Element && at.matches("dialog:not([open]), [hidden]")) return false;
  }
  return true;
}

function around(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  // happy-dom 21 leaves `assignedSlot` empty.
  const slots = [...(node.parentElement?.shadowRoot?.querySelectorAll("slot") ?? [])];
  return slots.find((slot) => slot.assignedNodes().includes(node)) ?? node.parentNode;
}

export function button(root: Element, name: string): HTMLButtonElement {
  const found = findAll<HTMLButtonElement>(root, "button").find((candidate) => nameOf(candidate) === name);
  if (!found) throw new Error(`no button is called "${name}", only ${buttons(root).join(", ")}`);
  return found;
}

const nameOf = (element: Element): string =>
  element.getAttribute("aria-label") ?? (textOf(element) || (element.getAttribute("title") ?? ""));

/** Presses a button, and waits until what follows is drawn. */
export async function press(root: Element, name: string): Promise<void> {
  button(root, name).click();
  await drawn(root);
}

/** Writes into a field as a visitor does. */
export async function write(root: Element, selector: string, text: string): Promise<void> {
  const field = find<HTMLInputElement | HTMLTextAreaElement>(root, selector);
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  await drawn(root);
}

/** Chooses in a list. */
export async function choose(root: Element, selector: string, value: string): Promise<void> {
  const list = find<HTMLSelectElement>(root, selector);
  list.value = value;
  list.dispatchEvent(new Event("change", { bubbles: true }));
  await drawn(root);
}

/** Presses a key. Returns false when the page used it, and the browser does nothing more. */
export function key(target: EventTarget, name: string, more: KeyboardEventInit = {}): boolean {
  return target.dispatchEvent(
    new KeyboardEvent("keydown", { key: name, code: name, bubbles: true, composed: true, cancelable: true, ...more }),
  );
}
