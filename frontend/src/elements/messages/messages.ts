import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { piecesOf } from "../../chat/links.js";
import type { Mark, Message } from "../../chat/message-log.js";
import "../link/link.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { ShownEvent } from "../shared/events.js";
import { messagesStyles } from "./messages-styles.js";

const signs: Record<Mark, string> = { sending: "…", sent: "✓", delivered: "✓✓", failed: "!" };

/** As near to the end as this, in pixels, the reader counts as reading along. */
const nearEnd = 80;

/**
 * The written conversation. Says of each message of the partner when it is on the screen.
 *
 * @csspart message - each message
 * @csspart message-partner - each message of the partner
 * @csspart message-me - each own message
 */
@customElement("passerby-messages")
export class PasserbyMessages extends PasserbyElement {
  static override styles = [baseStyles, messagesStyles];

  @property({ attribute: false }) messages: readonly Message[] = [];
  @property({ type: Boolean }) typing = false;
  /** What stands at the top: whom one has met. */
  @property() opening = "";
  /** What stands at the end, when the chat is over. */
  @property() ending: string | undefined;
  /** A standing remark, such as why the camera is off. */
  @property() remark: string | undefined;

  #readingAlong = true;
  #height = 0;
  readonly #announced = new Set<string>();
  /** What comes beside or below the conversation takes its place; whoever reads along stays at the end. */
  readonly #resized = new ResizeObserver(() => this.#follow());

  override render(): TemplateResult {
    const words = this.words.talk;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${words.conversation} @scroll=${this.#scrolled}>
        <div class="log" role="log" aria-live="polite" aria-relevant="additions">
          <p class="line">${this.opening}</p>
          ${this.remark ? html`<p class="line remark">${this.remark}</p>` : nothing}
          ${repeat(
            this.messages,
            ({ from, id }) => `${from}/${id}`,
            (message) => this.#message(message),
          )}
          ${this.ending ? html`<p class="line ending">${this.ending}</p>` : nothing}
        </div>
        <p class="typing" role="status">
          ${
            this.typing
              ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
                <span class="hidden-visually">${words.typing}</span>`
              : nothing
          }
        </p>
      </div>
    `;
  }

  #message(message: Message): TemplateResult {
    const words = this.words.talk;
    if (message.from === "partner") {
      return html`<div class="message partner" part="message message-partner">
        <span class="hidden-visually">${words.partner}:</span><span class="text" dir="auto">${this.#text(message)}</span>
      </div>`;
    }
    const mark = words.marks[message.mark];
    return html`<div class="message me" part="message message-me">
      <span class="hidden-visually">${words.me}:</span><span class="text" dir="auto">${message.text}</span>
      <span class="mark ${message.mark}" title=${mark}>
        <span aria-hidden="true">${message.mark === "failed" ? mark : signs[message.mark]}</span>
        <span class="hidden-visually">${mark}</span>
      </span>
    </div>`;
  }

  #text({ text }: Message): unknown {
    return piecesOf(text).map((piece) =>
      "url" in piece ? html`<passerby-link .url=${piece.url} written=${piece.text}></passerby-link>` : piece.text,
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override firstUpdated(): void {
    const scroll = this.renderRoot.querySelector(".scroll");
    if (scroll) this.#resized.observe(scroll);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("messages") && this.messages.at(-1)?.from === "me") this.#readingAlong = true;
    this.#follow();
    if (changed.has("messages")) this.#announce();
  }

  #follow(): void {
    const scroll = this.renderRoot.querySelector(".scroll");
    if (!scroll) return;
    this.#height = scroll.clientHeight;
    if (this.#readingAlong) scroll.scrollTop = scroll.scrollHeight;
  }

  #announce(): void {
    if (this.messages.length === 0) this.#announced.clear();
    for (const { from, id } of this.messages) {
      if (from !== "partner" || this.#announced.has(id)) continue;
      this.#announced.add(id);
      this.dispatchEvent(new ShownEvent(id));
    }
  }

  #scrolled(event: Event): void {
    if (!(event.target instanceof Element)) return;
    const { scrollHeight, scrollTop, clientHeight } = event.target;
    // A place that has just become smaller is no sign of what the reader wants.
    if (clientHeight !== this.#height) return;
    this.#readingAlong = scrollHeight - scrollTop - clientHeight < nearEnd;
  }
}
