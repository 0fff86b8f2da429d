import { html, type TemplateResult } from "lit";
import { SayEvent } from "../shared/events.js";

/** An element that shows a conversation, and says the lines that are tapped in it. */
interface Conversation extends EventTarget {
  readonly opening: string;
  readonly starters: readonly string[];
}

/**
 * The first line of a conversation, with lines that can be said with one tap.
 *
 * @param label what the lines to tap are called
 */
export function openingOf(talk: Conversation, label: string): TemplateResult {
  const { opening, starters } = talk;
  if (!starters.length) return html`<p class="line">${opening}</p>`;
  return html`<div class="card">
    <p>${opening}</p>
    <div class="starters" role="group" aria-label=${label}>
      ${starters.map((line) => html`<button dir="auto" @click=${() => talk.dispatchEvent(new SayEvent(line))}>${line}</button>`)}
    </div>
  </div>`;
}
