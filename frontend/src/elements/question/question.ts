import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { showsNothing } from "../../chat/invisible.js";
import type { Message } from "../../chat/message-log.js";
import { fits, seal } from "../../chat/seal.js";
import { type Answers, isCopy } from "../../chat/threads.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { SayEvent } from "../shared/events.js";

const mostAnswerChars = 300;

/** What stands for an answer while nobody can read it. */
const lock = "🔒";

/**
 * A question that both answer at the same moment. Each sends the hash of its answer and a salt first, and the answer once
 * the hash of the other has come: neither can look and then write.
 */
@customElement("passerby-question")
export class PasserbyQuestion extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        margin-block: 0.3rem;
        padding: 0.9rem 1rem;
        border: 1.5px solid var(--passerby-accent);
        border-radius: 20px;
        background: var(--passerby-ground);
      }
      h2 {
        margin-bottom: 0.3rem;
        font-size: 1.15rem;
        overflow-wrap: anywhere;
      }
      p {
        color: var(--passerby-ink-soft);
        font-size: 0.95rem;
        text-wrap: pretty;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin-top: 0.6rem;
      }
      input {
        flex: 1 1 10rem;
        min-width: 0;
        min-height: 44px;
        padding: 0 1rem;
        border: 1.5px solid var(--passerby-edge);
        border-radius: 22px;
        font: inherit;
        color: inherit;
        background: var(--passerby-surface);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
        gap: 0.6rem;
        margin: 0.6rem 0 0;
      }
      dl div {
        padding: 0.6rem 0.8rem;
        border-radius: 14px;
        background: var(--passerby-accent-wash);
        animation: open 0.5s ease-out;
      }
      dt {
        font-size: 0.85rem;
        color: var(--passerby-ink-soft);
      }
      dd {
        margin: 0;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .wrong {
        margin-top: 0.5rem;
        font-weight: 600;
        color: var(--passerby-warning);
      }
      @keyframes open {
        from {
          opacity: 0;
          transform: rotateX(80deg);
        }
      }
    `,
  ];

  @property({ attribute: false }) question!: Message;
  @property({ attribute: false }) answers: Answers = {};
  /** Whether the chat is over. */
  @property({ type: Boolean }) over = false;

  /** Whether the partner has opened what was sealed. Undefined until that is known. */
  @state() private honest: boolean | undefined;
  @state() private sealing = false;
  @query("input") private readonly input!: HTMLInputElement;
  /** The opening that `honest` is about. */
  #checked: Message | undefined;

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { theirs, mine, theirsOpened } = this.answers;
    if (!theirsOpened || !mine || this.#checked === theirsOpened) return;
    this.#checked = theirsOpened;
    this.honest = undefined;
    const sealed = { proof: theirs?.proof ?? "", salt: theirsOpened.proof ?? "" };
    void fits(theirsOpened.text, sealed).then((honest) => {
      if (this.#checked === theirsOpened) this.honest = honest;
    });
  }

  override render(): TemplateResult {
    return html`<h2 dir="auto">${this.question.text}</h2>
      <div aria-live="polite">${this.#standing()}</div>`;
  }

  #standing(): TemplateResult | typeof nothing {
    const words = this.words.threads;
    const { mine, theirs, mineOpened, theirsOpened } = this.answers;
    if (!mine || mine.mark === "failed") {
      if (this.over) return nothing;
      return html`<p>${theirs ? words.theySealed : words.together}</p>
        <form @submit=${this.#seal}>
          <input aria-label=${words.answer} placeholder=${words.answer} dir="auto" autocomplete="off" maxlength=${mostAnswerChars} />
          <button class="primary" ?disabled=${this.sealing}>${words.seal}</button>
        </form>`;
    }
    if (!theirs) return this.over ? nothing : html`<p>${words.sealed}</p>`;
    if (isCopy(this.answers)) return html`<p class="wrong">${words.wrong}</p>`;
    if (!mineOpened || !theirsOpened || this.honest === undefined) {
      if (mineOpened?.mark === "failed") return this.#lost();
      return html`<p>${this.over && !theirsOpened ? words.never : words.opening}</p>`;
    }
    return html`<dl>
        <div><dt>${words.you}</dt><dd dir="auto">${mineOpened.text}</dd></div>
        <div><dt>${words.they}</dt><dd dir="auto">${theirsOpened.text}</dd></div>
      </dl>
      ${mineOpened.mark === "failed" ? this.#lost() : nothing}
      ${this.honest ? nothing : html`<p class="wrong">${words.wrong}</p>`}`;
  }

  /** The own answer was opened, and did not arrive. */
  #lost(): TemplateResult {
    return html`<p class="wrong">${this.words.talk.marks.failed}</p>`;
  }

  async #seal(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const text = this.input.value.trim();
    if (showsNothing(text) || this.sealing) return;
    this.sealing = true;
    const { proof, salt } = await seal(text);
    this.sealing = false;
    this.dispatchEvent(new SayEvent(lock, { as: "sealed", about: this.question.id, proof }, { text, salt }));
  }
}
