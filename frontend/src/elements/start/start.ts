import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { SearchRefusal } from "../../chat/chat-state.js";
import { interestsFrom } from "../../chat/criteria.js";
import type { ChosenDevices } from "../../media/local-media.js";
import type { Mode } from "../../protocol/values.js";
import "../check/devices.js";
import "../choices/choices.js";
import type { PasserbyChoices } from "../choices/choices.js";
import "../dialog/dialog.js";
import type { PasserbyDialog } from "../dialog/dialog.js";
import "../interests/interests.js";
import type { PasserbyInterests } from "../interests/interests.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { StartEvent } from "../shared/events.js";
import { formStyles } from "../shared/form-styles.js";
import { modeIcon } from "../shared/icons.js";
import { keepPreferences, recallPreferences } from "../shared/preferences.js";
import { startStyles } from "./start-styles.js";

export const allModes: readonly Mode[] = ["text", "audio", "video"];

/** The start page: how to meet, what to talk about, and the visitor's word to be an adult. */
@customElement("passerby-start")
export class PasserbyStart extends PasserbyElement {
  static override styles = [baseStyles, formStyles, startStyles];

  /** The ways to meet that are offered. */
  @property({ attribute: false }) modes: readonly Mode[] = allModes;
  /** How many people are here, as far as is known. */
  @property({ attribute: false }) online: number | undefined;
  /** Whether this browser can make calls. Without them only text is left. */
  @property({ type: Boolean }) callable = true;
  /** Whether pictures start blurred on this page. */
  @property({ type: Boolean }) blurred = false;
  /** Why the server refused an earlier start. */
  @property({ attribute: false }) refusal: SearchRefusal | undefined;

  /** The devices that were chosen on an earlier visit. */
  @property({ attribute: false }) chosen: ChosenDevices = {};

  @state() private mode: Mode = "video";
  @state() private adult = false;
  @state() private reminded = false;
  @state() private checking = false;
  @query("passerby-dialog") private readonly dialog!: PasserbyDialog | null;
  @query("passerby-interests") private readonly interests!: PasserbyInterests;
  @query("passerby-choices") private readonly choices!: PasserbyChoices;

  override render(): TemplateResult {
    const words = this.words.start;
    const forgotten = this.reminded && !this.adult;
    return html`
      <form @submit=${this.#submit} novalidate>
        ${
          this.modes.length > 1
            ? html`<fieldset class="modes">
                <legend>${words.question}</legend>
                <div class="tiles">
                  ${repeat(
                    this.modes,
                    (mode) => mode,
                    (mode) => this.#tile(mode),
                  )}
                </div>
              </fieldset>`
            : nothing
        }
        ${this.#possible.length < this.modes.length ? html`<p class="note" id="text-only">${words.textOnly}</p>` : nothing}
        ${this.blurred && this.mode === "video" ? html`<p class="soft promise">${words.blurred}</p>` : nothing}
        <passerby-interests></passerby-interests>
        <passerby-choices
          ?calls=${this.mode !== "text"}
          ?blurred=${this.blurred && this.mode === "video"}
        ></passerby-choices>
        ${
          this.mode !== "text" && this.callable
            ? html`<button class="quiet" type="button" @click=${this.#check}>${words.check[this.mode]}</button>`
            : nothing
        }
        <label class="check ${forgotten ? "reminder" : ""}">
          <input
            id="adult"
            type="checkbox"
            .checked=${live(this.adult)}
            aria-describedby=${forgotten ? "adult-reminder" : nothing}
            @change=${this.#toggleAdult}
          />
          <span>${words.adult}</span>
        </label>
        <p class="note" id="adult-reminder" role="alert">${forgotten ? words.adultFirst : nothing}</p>
        ${this.refusal ? html`<p class="note" role="alert">${this.#why(this.refusal)}</p>` : nothing}
        <div class="go">
          <button class="primary start" type="submit" ?disabled=${this.#possible.length === 0}>${words.start}</button>
          ${this.online ? html`<p class="here">${this.words.page.here(this.online)}</p>` : nothing}
        </div>
      </form>
      ${this.mode !== "text" && this.callable ? this.#devices(words.check[this.mode]) : nothing}
    `;
  }

  #devices(heading: string): TemplateResult {
    return html`<passerby-dialog .heading=${heading} .onClose=${this.#checked}>
      ${
        this.checking
          ? html`<passerby-devices opens .mode=${this.mode} .chosen=${this.chosen}></passerby-devices>
            <button class="primary done" @click=${() => this.dialog?.close()}>${this.words.page.done}</button>`
          : nothing
      }
    </passerby-dialog>`;
  }

  #check(): void {
    this.checking = true;
    this.dialog?.show();
  }

  /** The devices go off. */
  readonly #checked = (): void => {
    this.checking = false;
  };

  /** The visitor has chosen other interests while waiting. */
  refine(interests: readonly string[]): void {
    this.interests.chosen = interests;
    keepPreferences({ ...recallPreferences(), interests });
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLButtonElement>(".start")?.focus();
  }

  /** The last choices are set once. From then on these parts keep their own. */
  protected override firstUpdated(): void {
    const recalled = recallPreferences();
    if (recalled.mode && this.#possible.includes(recalled.mode)) this.mode = recalled.mode;
    // Earlier pages kept the words of their language.
    this.interests.chosen = interestsFrom((recalled.interests ?? []).join());
    this.choices.value = recalled;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const possible = this.#possible;
    const [only = "video"] = possible;
    if ((changed.has("modes") || changed.has("callable")) && !possible.includes(this.mode)) {
      this.mode = possible.includes("video") ? "video" : only;
    }
    if (changed.has("refusal") && this.refusal?.textOnlyUntil !== undefined && possible.includes("text")) {
      this.mode = "text";
    }
  }

  #why({ message, textOnlyUntil }: SearchRefusal): string {
    return textOnlyUntil === undefined ? message : this.words.start.callsClosed(this.speech.date(textOnlyUntil));
  }

  get #possible(): readonly Mode[] {
    return this.callable ? this.modes : this.modes.filter((mode) => mode === "text");
  }

  #tile(mode: Mode): TemplateResult {
    const { modes, hints } = this.words.start;
    return html`
      <label class="tile">
        <input
          type="radio"
          name="mode"
          value=${mode}
          .checked=${live(this.mode === mode)}
          ?disabled=${!this.#possible.includes(mode)}
          aria-describedby=${this.#possible.includes(mode) ? nothing : "text-only"}
          @change=${() => {
            this.mode = mode;
          }}
        />
        ${modeIcon[mode]}
        <span class="name">${modes[mode]}</span>
        <span class="soft">${hints[mode]}</span>
      </label>
    `;
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
    const interests = this.interests.value;
    const { languages } = this.choices;
    const { hold = false, relayOnly = false, showMe = false } = this.choices.value;
    keepPreferences({ ...recallPreferences(), mode: this.mode, interests, languages, hold, relayOnly, showMe });
    const criteria = { mode: this.mode, interests, languages, hold };
    this.dispatchEvent(new StartEvent(criteria, relayOnly, showMe));
  }
}
