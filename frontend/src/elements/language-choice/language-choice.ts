import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { type Language, languageNames } from "../language/plural.js";
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
      .problem {
        max-width: 16rem;
        padding-top: 0.3rem;
        font-size: 0.85rem;
        color: var(--passerby-warning);
      }
      .problem:empty {
        display: none;
      }
    `,
  ];

  override render(): TemplateResult {
    const { speech } = this;
    const { missing } = speech;
    return html`<select aria-label=${this.words.page.language} @change=${this.#choose}>
        ${repeat(
          languages,
          ([language]) => language,
          ([language, name]) =>
            html`<option value=${language} lang=${language} .selected=${live(language === speech.language)}>${name}</option>`,
        )}
      </select>
      <p class="problem" role="alert">${missing ? this.words.page.languageMissing(languageNames[missing]) : nothing}</p>`;
  }

  #choose(event: Event): void {
    const { target } = event;
    const chosen = target instanceof HTMLSelectElement && languages.find(([language]) => language === target.value);
    if (chosen) void this.speech.choose(chosen[0]);
  }
}
