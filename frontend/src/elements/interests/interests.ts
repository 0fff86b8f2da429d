import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { interestSeparator, interestsFrom, maxInterests } from "../../chat/criteria.js";
import { showsNothing } from "../../chat/invisible.js";
import { interestName, knownInterests } from "../../chat/known-interests.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { leaveIcon } from "../shared/icons.js";
import { isForInputMethod } from "../shared/keys.js";
import { interestsStyles } from "./interests-styles.js";

const shownIdeas = 5;

/**
 * What the visitor would like to talk about, as chips. Enter or a comma makes one, Backspace removes the last. Known
 * interests are kept by their ids, and shown by their names in the language of the page.
 */
@customElement("passerby-interests")
export class PasserbyInterests extends PasserbyElement {
  static override styles = [baseStyles, interestsStyles];

  @property({ attribute: false }) chosen: readonly string[] = [];

  @state() private typed = "";
  @query("input") private readonly input!: HTMLInputElement;

  /** The chips, and the text that is not a chip yet. */
  get value(): string[] {
    return interestsFrom([...this.chosen, this.typed].join());
  }

  override render(): TemplateResult {
    const words = this.words.start;
    const full = this.chosen.length >= maxInterests;
    return html`
      <label for="interests">${words.interests} <span class="soft">${words.optional}</span></label>
      ${
        this.chosen.length > 0
          ? html`<ul aria-label=${words.yourInterests}>
              ${repeat(
                this.chosen,
                (interest) => interest,
                (interest) => html`<li>${this.#chip(interest)}</li>`,
              )}
            </ul>`
          : nothing
      }
      <input
        id="interests"
        type="text"
        autocomplete="off"
        autocapitalize="none"
        enterkeyhint="done"
        placeholder=${full ? words.full : words.placeholder}
        ?disabled=${full}
        .value=${live(this.typed)}
        @beforeinput=${this.#beforeInput}
        @input=${this.#type}
        @compositionend=${this.#type}
        @keydown=${this.#key}
      />
      ${full ? html`<p class="soft full">${words.full}</p>` : this.#ideas()}
    `;
  }

  override focus(): void {
    (this.input.disabled ? this.renderRoot.querySelector<HTMLElement>(".chip") : this.input)?.focus();
  }

  #chip(interest: string): TemplateResult {
    const name = this.#name(interest);
    return html`<button
      type="button"
      class="chip"
      aria-label=${this.words.start.remove(name)}
      @click=${() => this.#remove(interest)}
    >
      <bdi>${name}</bdi> ${leaveIcon}
    </button>`;
  }

  #ideas(): TemplateResult | typeof nothing {
    const words = this.words.start;
    const begun = this.typed.trim().toLowerCase();
    const ideas = knownInterests.filter(
      (idea) => !this.chosen.includes(idea) && this.#name(idea).toLowerCase().startsWith(begun),
    );
    if (ideas.length === 0) return nothing;
    return html`<div class="ideas" role="group" aria-label=${words.ideas}>
      ${repeat(
        ideas.slice(0, shownIdeas),
        (idea) => idea,
        (idea) =>
          html`<button type="button" class="idea" @click=${() => this.#add(idea)}>+ ${this.#name(idea)}</button>`,
      )}
    </div>`;
  }

  #name(interest: string): string {
    return interestName(interest, this.speech.language);
  }

  #add(interest: string): void {
    this.chosen = interestsFrom([...this.chosen, interest].join());
    this.typed = "";
    this.input.focus();
  }

  #remove(interest: string): void {
    this.chosen = this.chosen.filter((other) => other !== interest);
    this.input.focus();
  }

  #type(event: InputEvent | CompositionEvent): void {
    const { value } = this.input;
    // A word that is still being composed must not be taken from the input method.
    if (event instanceof InputEvent && event.isComposing) {
      this.typed = value;
      return;
    }
    const parts = value.split(interestSeparator);
    // The text after the last comma is still being written.
    this.typed = parts.pop() ?? "";
    if (parts.length > 0) this.chosen = interestsFrom([...this.chosen, ...parts].join());
  }

  #key(event: KeyboardEvent): void {
    if (isForInputMethod(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.#enter();
    } else if (event.key === "Backspace" && this.typed === "") {
      this.chosen = this.chosen.slice(0, -1);
    }
  }

  /**
   * Soft keyboards name no key while they compose. Their Enter arrives as a line break, which this field has no place
   * for.
   */
  #beforeInput(event: InputEvent): void {
    if (event.inputType !== "insertLineBreak" && event.inputType !== "insertParagraph") return;
    event.preventDefault();
    this.typed = this.input.value;
    this.#enter();
  }

  /** Makes a chip of the text. Enter starts the search only in an empty field. */
  #enter(): void {
    if (showsNothing(this.typed)) this.closest("form")?.requestSubmit();
    else this.#add(this.typed);
  }
}
