import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { languagesFrom, maxLanguages } from "../../chat/criteria.js";
import { languageNames } from "../language/plural.js";
import { speech } from "../language/speech.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import type { Preferences } from "../shared/preferences.js";

/** Widely spoken languages, offered besides those of the browser and of the page. */
const offered = ["fr", "pt", "it", "ru", "hi", "zh", "ja"];

type Flag = "hold" | "relayOnly" | "showMe";

/** The choices at the door that most people leave as they are. */
@customElement("passerby-choices")
export class PasserbyChoices extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      summary {
        min-height: 32px;
        border-radius: 8px;
        font-weight: 600;
        cursor: pointer;
      }
      .body {
        display: grid;
        gap: 0.6rem;
        padding-top: 0.6rem;
      }
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        margin-bottom: 0.4rem;
        padding: 0;
      }
      .tags {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
      }
      .tag {
        position: relative;
        padding: 0.3rem 0.75rem;
        border: 1.5px solid var(--passerby-edge);
        border-radius: 999px;
        font-size: 0.9rem;
        cursor: pointer;
      }
      .tag input {
        position: absolute;
        inset: 0;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }
      .tag:has(:checked) {
        border-color: var(--passerby-accent);
        color: var(--passerby-accent-text);
        background: var(--passerby-accent-wash);
      }
      .tag:has(:disabled) {
        opacity: 0.5;
      }
      .tag:has(:focus-visible) {
        outline: 3px solid var(--passerby-focus);
        outline-offset: 2px;
      }
      .soft {
        margin-top: 0.4rem;
        font-size: 0.85rem;
        color: var(--passerby-ink-soft);
      }
      .check {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        min-height: 36px;
        cursor: pointer;
      }
      .check input {
        flex: none;
        width: 22px;
        height: 22px;
        margin: 0;
        accent-color: var(--passerby-accent);
      }
    `,
  ];

  @property({ attribute: false }) value: Preferences = {};
  /** Whether the search may be for a call. */
  @property({ type: Boolean }) calls = false;
  /** Whether pictures begin blurred here. */
  @property({ type: Boolean }) blurred = false;

  override render(): TemplateResult {
    const words = this.words.start;
    const chosen = this.value.languages ?? [];
    return html`<details>
      <summary>${words.more}</summary>
      <div class="body">
        <fieldset>
          <legend>${words.languages}</legend>
          <div class="tags">${this.#tags().map((tag) => this.#tag(tag, chosen))}</div>
          ${chosen.length === 0 ? html`<p class="soft">${words.anyLanguage}</p>` : nothing}
        </fieldset>
        ${this.#check("hold", words.hold)} ${this.calls ? this.#check("relayOnly", words.relayOnly) : nothing}
        ${this.calls && this.blurred ? this.#check("showMe", words.showMe) : nothing}
      </div>
    </details>`;
  }

  #tags(): string[] {
    const { languages = [] } = this.value;
    return [
      ...new Set([...languagesFrom(navigator.languages), ...languages, ...Object.keys(languageNames), ...offered]),
    ];
  }

  #tag(tag: string, chosen: readonly string[]): TemplateResult {
    const checked = chosen.includes(tag);
    return html`<label class="tag">
      <input
        type="checkbox"
        .checked=${checked}
        ?disabled=${!checked && chosen.length >= maxLanguages}
        @change=${() => this.#change({ languages: checked ? chosen.filter((other) => other !== tag) : [...chosen, tag] })}
      />${speech.languageName(tag)}
    </label>`;
  }

  #check(flag: Flag, label: string): TemplateResult {
    return html`<label class="check">
      <input
        type="checkbox"
        .checked=${this.value[flag] ?? false}
        @change=${() => this.#change({ [flag]: !(this.value[flag] ?? false) })}
      /><span>${label}</span>
    </label>`;
  }

  #change(change: Preferences): void {
    this.value = { ...this.value, ...change };
  }
}
