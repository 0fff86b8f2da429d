import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { formStyles } from "../../elements/shared/form-styles.js";
import { reasons } from "../api/shapes.js";
import type { Desk } from "../shift/desk.js";
import { measures } from "../shift/measures.js";
import { ConsoleElement, Follow } from "./console-element.js";
import { consoleStyles } from "./console-styles.js";
import { measureWord } from "./told.js";

const month = 30 * 24 * 60;

/** What is decided: a reason, a measure, words. */
@customElement("passerby-verdict")
export class PasserbyVerdict extends ConsoleElement {
  static override styles = [
    baseStyles,
    formStyles,
    consoleStyles,
    css`
      .choices {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 0.35rem;
      }
      .choices button {
        display: flex;
        gap: 0.4rem;
        align-items: center;
        min-height: 44px;
        padding: 0.2rem 0.5rem;
        border-radius: 12px;
        font-size: 0.88rem;
        line-height: 1.2;
        text-align: start;
      }
      .choices button[aria-pressed="true"] {
        border-color: var(--passerby-accent);
        color: var(--passerby-accent-text);
        background: var(--passerby-accent-wash);
      }
      .measure {
        display: grid;
        grid-template-columns: 44px 1fr 44px;
        gap: 0.4rem;
      }
      .measure button {
        padding: 0;
      }
      textarea {
        min-height: 3.4rem;
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }
      .back {
        min-height: 36px;
        padding: 0 0.7em;
        font-size: 0.88rem;
      }
      .primary {
        width: 100%;
      }
      .primary kbd {
        color: inherit;
        border-color: currentcolor;
        background: none;
      }
    `,
  ];

  @property({ attribute: false }) desk!: Desk;
  /** Chooses a reason by its digit. */
  @property({ attribute: false }) choice: (digit: number) => void = () => {};

  constructor() {
    super();
    new Follow(this, () => this.desk);
  }

  /** Puts the focus on a field. */
  write(field: "statement" | "note"): boolean {
    const found = this.renderRoot.querySelector<HTMLTextAreaElement>(`textarea[name=${field}]`);
    found?.focus();
    return found !== null;
  }

  /** Leaves the field that is being written in, if one is. */
  leave(): boolean {
    const { activeElement } = this.shadowRoot ?? document;
    if (!(activeElement instanceof HTMLElement)) return false;
    activeElement.blur();
    return true;
  }

  override render(): TemplateResult {
    const { say, desk } = this;
    const { draft, state } = desk;
    const sending = state === "sending";
    return html`<section class="card stack" aria-labelledby="title">
      <div class="head">
        <h2 id="title">${say.verdict.title}</h2>
        <button class="back" ?disabled=${sending} @click=${() => void desk.giveBack()}>${say.verdict.back} <kbd>B</kbd></button>
      </div>
      <div class="choices" role="group" aria-label=${say.verdict.reasons}>
        ${this.#reason(0, say.verdict.dismissed, draft.choice === "dismissed")}
        ${reasons.map((reason, index) => this.#reason(index + 1, say.reasons[reason], draft.choice === reason))}
      </div>
      ${draft.choice !== undefined && draft.choice !== "dismissed" ? this.#sanction() : nothing}
      <label class="field">
        <span>${say.verdict.note} <kbd>N</kbd></span>
        <textarea name="note" maxlength="500" .value=${live(draft.note)}
          @input=${(event: Event) => desk.write({ note: textIn(event) })}></textarea>
      </label>
      <div>
        <button class="primary" ?disabled=${sending || draft.choice === undefined} @click=${() => void desk.decide()}>
          ${sending ? say.verdict.sending : html`${say.verdict.decide} <kbd>Enter</kbd>`}
        </button>
        ${draft.choice === undefined ? html`<p class="soft">${say.verdict.choose}</p>` : nothing}
      </div>
    </section>`;
  }

  #reason(digit: number, word: string, chosen: boolean): TemplateResult {
    // A click leaves the focus on the desk, so that Enter decides and does not press the same button again.
    const press = (event: MouseEvent): void => {
      this.choice(digit);
      if (event.detail > 0 && event.currentTarget instanceof HTMLElement) event.currentTarget.blur();
    };
    return html`<button aria-pressed=${chosen ? "true" : "false"} @click=${press}><kbd>${digit}</kbd>${word}</button>`;
  }

  #sanction(): TemplateResult {
    const { say, desk } = this;
    const { draft, file } = desk;
    const chosen = measures[draft.measure];
    const step = (by: number): void => desk.write({ measure: draft.measure + by });
    return html`<div>
        <h3 id="measure">${say.verdict.measure}</h3>
        <div class="measure">
          <button aria-label=${say.verdict.milder} title=${say.verdict.milder} ?disabled=${draft.measure === 0}
            @click=${() => step(-1)}><kbd>-</kbd></button>
          <select aria-labelledby="measure" @change=${(event: Event) => desk.write({ measure: Number(textIn(event)) })}>
            ${measures.map(
              (measure, index) =>
                html`<option value=${index} .selected=${live(index === draft.measure)}>${measureWord(say, this.speech, measure)}</option>`,
            )}
          </select>
          <button aria-label=${say.verdict.harder} title=${say.verdict.harder}
            ?disabled=${draft.measure === measures.length - 1} @click=${() => step(1)}><kbd>+</kbd></button>
        </div>
        ${chosen?.minutes !== undefined && chosen.minutes > month ? html`<p class="soft">${say.verdict.second}</p>` : nothing}
      </div>
      ${
        file?.hasAddress
          ? html`<label class="check">
              <input type="checkbox" .checked=${live(draft.address)}
                @change=${() => desk.write({ address: !draft.address })} />
              <span>${say.verdict.address} <kbd>A</kbd></span>
            </label>`
          : html`<p class="soft">${say.verdict.noAddress}</p>`
      }
      <label class="field">
        <span>${say.verdict.statement} <kbd>W</kbd></span>
        <textarea name="statement" maxlength="2000" aria-describedby="hint" .value=${live(draft.statement)}
          @input=${(event: Event) => desk.write({ statement: textIn(event) })}></textarea>
        <span class="soft" id="hint">${say.verdict.statementHint}</span>
      </label>`;
  }
}

const textIn = ({ target }: Event): string =>
  target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement ? target.value : "";
