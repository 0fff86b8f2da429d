import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { type Language, languageNames } from "../language/plural.js";
import { speech } from "../language/speech.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";

const languages = Object.entries(languageNames) as [Language, string][];

/** Lets the visitor choose the language of the page. */
@customElement("passerby-language")
export class PasserbyLanguage extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-block;
      }
      select {
        min-height: 44px;
        max-width: 100%;
        padding: 0 0.6rem;
        border: 1px solid var(--passerby-edge);
        border-radius: 999px;
        font: inherit;
        font-size: 0.95rem;
        color: inherit;
        background: var(--passerby-surface);
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<select aria-label=${this.words.page.language} @change=${this.#choose}>
      ${languages.map(
        ([language, name]) =>
          html`<option value=${language} lang=${language} ?selected=${language === speech.language}>${name}</option>`,
      )}
    </select>`;
  }

  #choose(event: Event): void {
    const { target } = event;
    const chosen = target instanceof HTMLSelectElement && languages.find(([language]) => language === target.value);
    if (chosen) void speech.choose(chosen[0]);
  }
}
