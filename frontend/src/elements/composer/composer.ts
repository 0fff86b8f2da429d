import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { showsNothing } from "../../chat/invisible.js";
import type { Message } from "../../chat/message-log.js";
import "../extras/extras.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { DraftEvent, SayEvent } from "../shared/events.js";
import { leaveIcon, sendIcon } from "../shared/icons.js";
import { composerStyles } from "./composer-styles.js";
import { Enter } from "./enter.js";

/** When fewer characters than this are left, the visitor sees how many. */
const warnBelow = 200;

/** Where the visitor writes. Enter sends and Shift+Enter starts a new line. */
@customElement("passerby-composer")
export class PasserbyComposer extends PasserbyElement {
  static override styles = [baseStyles, composerStyles];

  @property({ type: Number }) maxChars = 2_000;
  @property({ type: Boolean }) disabled = false;

  /** Questions that both would answer. */
  @property({ attribute: false }) questions: readonly string[] = [];

  @state() private text = "";
  /** The message that the text answers. */
  @state() private answered: Message | undefined;
  @query("textarea") private readonly area!: HTMLTextAreaElement;
  readonly #enter = new Enter();

  override render(): TemplateResult {
    const words = this.words.talk;
    const left = this.maxChars - this.text.trim().length;
    return html`
      ${this.answered ? this.#quote(this.answered) : nothing}
      <div class="frame">
        <passerby-extras
          .questions=${this.questions}
          ?disabled=${this.disabled}
          .pick=${this.#insert}
        ></passerby-extras>
        <textarea
          rows="1"
          dir="auto"
          aria-label=${words.message}
          aria-describedby="left"
          placeholder=${this.disabled ? "" : words.message}
          enterkeyhint="send"
          ?disabled=${this.disabled}
          .value=${live(this.text)}
          @beforeinput=${this.#beforeInput}
          @input=${this.#input}
          @keydown=${this.#key}
        ></textarea>
        <button
          class="primary"
          aria-label=${words.send}
          ?disabled=${this.disabled || showsNothing(this.text) || left < 0}
          @click=${this.#send}
        >
          ${sendIcon}
        </button>
      </div>
      <p id="left" class="left ${left < 0 ? "over" : ""}" role="status">
        ${left < 0 ? words.tooMany(-left) : left < warnBelow ? words.left(left) : nothing}
      </p>
    `;
  }

  override focus(): void {
    this.area.focus();
  }

  /** What is written next answers this message. */
  replyTo(message: Message): void {
    this.answered = message;
    this.focus();
  }

  /** Drops an unsent text, which was meant for somebody else. */
  clear(): void {
    this.text = "";
    this.answered = undefined;
    this.#fit();
  }

  #quote({ text }: Message): TemplateResult {
    const words = this.words.threads;
    return html`<div class="answered">
      <span class="quote" dir="auto"><span class="hidden-visually">${words.replyingTo}</span> ${text.slice(0, 200)}</span>
      <button
        aria-label=${words.noReply}
        @click=${() => {
          this.answered = undefined;
          this.focus();
        }}
      >
        ${leaveIcon}
      </button>
    </div>`;
  }

  /** Puts a sign where the cursor is. */
  readonly #insert = (sign: string): void => {
    const { area } = this;
    area.setRangeText(sign, area.selectionStart, area.selectionEnd, "end");
    this.#input();
  };

  #beforeInput(event: InputEvent): void {
    if (!this.#enter.input(event)) return;
    event.preventDefault();
    this.#send();
  }

  #input(): void {
    this.text = this.area.value;
    this.#fit();
    this.dispatchEvent(new DraftEvent(this.text));
  }

  #key(event: KeyboardEvent): void {
    if (!this.#enter.key(event)) return;
    event.preventDefault();
    this.#send();
  }

  #send(): void {
    const event = this.answered
      ? new SayEvent(this.text, { as: "reply", about: this.answered.id })
      : new SayEvent(this.text);
    this.dispatchEvent(event);
    if (!event.accepted) return;
    this.clear();
    this.focus();
  }

  /** Lets the field grow with its text, up to the height in its style. */
  #fit(): void {
    void this.updateComplete.then(() => {
      this.area.style.height = "auto";
      this.area.style.height = `${this.area.scrollHeight}px`;
    });
  }
}
