import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { languagesFrom, maxLanguages } from "../../chat/criteria.js";
import { languageNames } from "../language/plural.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { formStyles } from "../shared/form-styles.js";
import type { Preferences } from "../shared/preferences.js";

/** Widely spoken languages, offered besides those of the browser and of the page. */
const offered = ["fr", "pt", "it", "ru", "hi", "zh", "ja"];

type Flag = "hold" | "relayOnly" | "showMe";

/** The choices on the start page that most people leave alone. */
@customElement("passerby-choices")
export class PasserbyChoices extends PasserbyElement {
  static override styles = [
    baseStyles,
    formStyles,
    css`
      :host {
        display: block;
      }
      summary {
        min-height: 44px;
        line-height: 44px;
        border-radius: 8px;
        font-weight: 600;
        cursor: pointer;
      }
      .body {
        display: grid;
        gap: 0.6rem;
        padding-top: 0.6rem;
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
      @media (pointer: coarse) {
        .tag {
          padding-block: 0.6rem;
        }
      }
      .check {
        min-height: 44px;
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
        min-height: 36px;
      }
    `,
  ];

  @property({ attribute: false }) value: Preferences = {};
  /** Whether the search is for a call. */
  @property({ type: Boolean }) calls = false;
  /** Whether pictures start blurred on this page. */
  @property({ type: Boolean }) blurred = false;

  /** In the order on the screen. It only grows, so nothing moves from under a finger. */
  #tags: readonly string[] = [];

  /** The ticked languages, which the search will ask for. */
  get languages(): string[] {
    return languagesFrom(this.value.languages ?? []);
  }

  override willUpdate(): void {
    const known = [...languagesFrom(navigator.languages), ...Object.keys(languageNames), ...offered];
    this.#tags = [...new Set([...this.#tags, ...known, ...this.languages])];
  }

  override render(): TemplateResult {
    const words = this.words.start;
    const chosen = this.languages;
    return html`<details>
      <summary>${words.more}</summary>
      <div class="body">
        <fieldset>
          <legend>${words.languages}</legend>
          <div class="tags">
            ${repeat(
              this.#tags,
              (tag) => tag,
              (tag) => this.#tag(tag, chosen),
            )}
          </div>
          ${chosen.length === 0 ? html`<p class="soft">${words.anyLanguage}</p>` : nothing}
        </fieldset>
        ${this.#check("hold", words.hold)} ${this.calls ? this.#check("relayOnly", words.relayOnly) : nothing}
        ${this.calls && this.blurred ? this.#check("showMe", words.showMe) : nothing}
      </div>
    </details>`;
  }

  #tag(tag: string, chosen: readonly string[]): TemplateResult {
    const checked = chosen.includes(tag);
    return html`<label class="tag">
      <input
        type="checkbox"
        .checked=${live(checked)}
        ?disabled=${!checked && chosen.length >= maxLanguages}
        @change=${(event: Event) => this.#tick(tag, isTicked(event))}
      />${this.speech.languageName(tag)}
    </label>`;
  }

  #tick(tag: string, ticked: boolean): void {
    const others = this.languages.filter((other) => other !== tag);
    this.#change({ languages: ticked ? [...others, tag] : others });
  }

  #check(flag: Flag, label: string): TemplateResult {
    return html`<label class="check">
      <input
        type="checkbox"
        .checked=${live(this.value[flag] ?? false)}
        @change=${(event: Event) => this.#change({ [flag]: isTicked(event) })}
      /><span>${label}</span>
    </label>`;
  }

  #change(change: Preferences): void {
    this.value = { ...this.value, ...change };
  }
}

const isTicked = ({ target }: Event): boolean => target instanceof HTMLInputElement && target.checked;
