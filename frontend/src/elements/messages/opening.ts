import { html, type TemplateResult } from "lit";

/**
 * The first line of a conversation, with lines that can be said with one tap.
 *
 * @param label what the lines to tap are called
 */
export function openingOf(
  opening: string,
  starters: readonly string[],
  label: string,
  say: (line: string) => unknown,
): TemplateResult {
  if (starters.length === 0) return html`<p class="line">${opening}</p>`;
  return html`<div class="card">
    <p>${opening}</p>
    <div class="starters" role="group" aria-label=${label}>
      ${starters.map((line) => html`<button @click=${() => say(line)}>${line}</button>`)}
    </div>
  </div>`;
}
