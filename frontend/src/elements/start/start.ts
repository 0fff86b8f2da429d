import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { interestsFrom, languagesFrom } from "../../chat/criteria.js";
import type { Mode } from "../../protocol/values.js";
import { baseStyles } from "../shared/base-styles.js";
import { StartEvent } from "../shared/events.js";
import { modeIcon } from "../shared/icons.js";
import { modeName } from "../shared/sentences.js";
import { startStyles } from "./start-styles.js";

const modes: readonly Mode[] = ["text", "audio", "video"];
const hints: Record<Mode, string> = { text: "just words", audio: "microphone", video: "camera" };

/** The door: how to meet, about what, and the word of an adult. */
@customElement("passerby-start")
export class PasserbyStart extends LitElement {
  static override styles = [baseStyles, startStyles];

  /** A sentence of the server that refused an earlier start. */
  @property() refusal: string | undefined;

  @state() private mode: Mode = "video";
  @state() private typed = "";
  @state() private byLanguage = false;
  @state() private adult = false;
  @state() private reminded = false;

  override render(): TemplateResult {
    return html`
      <form @submit=${this.#submit} novalidate>
        <fieldset class="modes">
          <legend>How do you want to meet?</legend>
          <div class="tiles">${modes.map((mode) => this.#tile(mode))}</div>
        </fieldset>
        <div class="field">
          <label for="interests">Interests <span class="soft">optional, separated by commas</span></label>
          <input
            id="interests"
            type="text"
            autocomplete="off"
            autocapitalize="none"
            placeholder="music, hiking, old films"
            .value=${this.typed}
            @input=${this.#typeInterests}
          />
          ${this.#chips()}
        </div>
        <label class="check">
          <input type="checkbox" .checked=${this.byLanguage} @change=${this.#toggleLanguage} />
          <span>Prefer people who speak ${this.#languageNames()}</span>
        </label>
        <label class="check ${this.reminded && !this.adult ? "reminder" : ""}">
          <input
            id="adult"
            type="checkbox"
            .checked=${this.adult}
            aria-describedby=${this.reminded && !this.adult ? "adult-reminder" : nothing}
            @change=${this.#toggleAdult}
          />
          <span>I am an adult (18 or older)</span>
        </label>
        <p class="note" id="adult-reminder" role="alert">
          ${this.reminded && !this.adult ? "Passerby is for adults only: please confirm your age first." : nothing}
        </p>
        ${this.refusal ? html`<p class="note" role="alert">${this.refusal}</p>` : nothing}
        <button class="primary start" type="submit">Start</button>
      </form>
    `;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLButtonElement>(".start")?.focus();
  }

  #tile(mode: Mode): TemplateResult {
    return html`
      <label class="tile">
        <input
          type="radio"
          name="mode"
          value=${mode}
          .checked=${this.mode === mode}
          @change=${() => {
            this.mode = mode;
          }}
        />
        ${modeIcon[mode]}
        <span class="name">${modeName[mode]}</span>
        <span class="soft">${hints[mode]}</span>
      </label>
    `;
  }

  #chips(): TemplateResult | typeof nothing {
    const interests = interestsFrom(this.typed);
    if (interests.length === 0) return nothing;
    return html`<ul class="chips" aria-label="Your interests">
      ${interests.map((interest) => html`<li>${interest}</li>`)}
    </ul>`;
  }

  #languageNames(): string {
    const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });
    const tags = languagesFrom(navigator.languages).slice(0, 3);
    return new Intl.ListFormat("en", { type: "disjunction" }).format(tags.map((tag) => names.of(tag) ?? tag));
  }

  #typeInterests(event: InputEvent): void {
    if (event.target instanceof HTMLInputElement) this.typed = event.target.value;
  }

  #toggleLanguage(event: Event): void {
    this.byLanguage = event.target instanceof HTMLInputElement && event.target.checked;
  }

  #toggleAdult(event: Event): void {
    this.adult = event.target instanceof HTMLInputElement && event.target.checked;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    this.reminded = !this.adult;
    if (!this.adult) {
      this.renderRoot.querySelector<HTMLInputElement>("#adult")?.focus();
      return;
    }
    this.dispatchEvent(
      new StartEvent({
        mode: this.mode,
        interests: interestsFrom(this.typed),
        languages: this.byLanguage ? languagesFrom(navigator.languages) : [],
      }),
    );
  }
}
