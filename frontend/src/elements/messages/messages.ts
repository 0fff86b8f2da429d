import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { Held, Mark, Message } from "../../chat/message-log.js";
import { threadsOf } from "../../chat/threads.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { ShownEvent } from "../shared/events.js";
import { Frames } from "../shared/frames.js";
import { Acts, actsStyles, isAsked, questionOf, quoteOf } from "./acts.js";
import { type Place, placeOf } from "./groups.js";
import { messagesStyles } from "./messages-styles.js";
import { openingOf } from "./opening.js";
import { Pace } from "./pace.js";
import { keyOf, Stretch } from "./stretch.js";
import { textOf } from "./text.js";

const signs: Record<Mark, string> = { sending: "…", sent: "✓", delivered: "✓✓", failed: "!" };

/** A reader this near to the end, in pixels, counts as reading along. */
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
  static override styles = [baseStyles, messagesStyles, actsStyles];

  @property({ attribute: false }) messages: readonly Message[] = [];
  @property({ type: Boolean }) typing = false;
  /** Whether nothing reaches the server now: what has no receipt yet may have to be sent again. */
  @property({ type: Boolean }) unreachable = false;
  /** The first line: whom the visitor has met. */
  @property() opening = "";
  /** First lines that the visitor may send with one tap. */
  @property({ attribute: false }) starters: readonly string[] = [];
  /** Whether the chat is over. */
  @property({ type: Boolean }) over = false;
  /** A lasting remark, for example why the camera is off. */
  @property() remark: string | undefined;

  /** Whether one can reply, react, and answer questions together. */
  @property({ type: Boolean }) threaded = false;
  /** Takes a message that the visitor wants to answer. */
  @property({ attribute: false }) onReply: (message: Message) => void = () => {};

  @state() private readingAlong = true;
  /** How many messages of the partner arrived while the reader was further up. */
  @state() private unread = 0;
  #height = 0;
  /** The reader's latest distance from the top, in pixels. */
  #top = 0;
  #threads = threadsOf([]);
  readonly #acts = new Acts(this, (message) => this.onReply(message));
  readonly #stretch = new Stretch();
  readonly #pace = new Pace();
  #rest: ReturnType<typeof setTimeout> | undefined;
  readonly #frames = new Frames(() => this.requestUpdate());
  /** The latest message of the partner that was announced. */
  #announced: string | undefined;
  #fresh: readonly Message[] = [];
  /** Where a row was before earlier ones were inserted above it. */
  #anchor: { readonly row: Element; readonly top: number } | undefined;
  /** When something beside or below needs room, whoever reads along stays at the end. */
  readonly #resized = new ResizeObserver(() => this.#follow());

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("messages")) {
      if (this.messages.at(-1)?.from === "me") this.readingAlong = true;
      this.#fresh = this.#news();
      this.unread += this.#fresh.filter(({ as }) => !as || as === "reply" || as === "question").length;
    }
    if (changed.has("messages") || changed.has("threaded")) {
      this.#threads = this.threaded ? threadsOf(this.messages) : { ...threadsOf([]), rows: this.messages };
    }
    this.#acts.alive = this.threaded && !this.over;
    if (this.readingAlong) this.unread = 0;
    if (this.#stretch.follow(this.#threads.rows, this.readingAlong, this.#pace.rows)) {
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => this.#frames.ask(), this.#pace.rest);
    }
    this.#pace.begin();
  }

  override render(): TemplateResult {
    const words = this.words.talk;
    const { drawn } = this.#stretch;
    return html`
      <div class="scroll ${this.readingAlong ? "along" : ""}" tabindex="0" role="region" aria-label=${words.conversation} @scroll=${this.#scrolled}>
        <div class="log" role="log" aria-live="polite" aria-relevant="additions">
          ${
            this.#stretch.hasEarlier
              ? html`<button class="earlier" @click=${this.#showEarlier}>${words.earlier}</button>`
              : openingOf(this, words.startWith)
          }
          ${this.remark ? html`<p class="line remark">${this.remark}</p>` : nothing}
          ${repeat(drawn, keyOf, (message, at) => {
            const place = placeOf(drawn[at - 1], message, drawn[at + 1]);
            // Each row is made once, and searched for links once. It changes with its mark, its place and the language.
            const besides = this.#acts.besides(message, this.#threads);
            return guard([message, words, this.#markOf(message), place, ...besides], () => this.#row(message, place));
          })}
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
      ${
        this.unread > 0
          ? html`<button class="primary new" @click=${this.#toEnd}>${words.newMessages(this.unread)} ↓</button>`
          : nothing
      }
    `;
  }

  #row(message: Message, place: Place): TemplateResult {
    if (this.threaded && isAsked(message)) return questionOf(message, this.#threads, this.over);
    return html`${this.#message(message, place)}${this.#acts.menu(message, this.#threads, this.words.threads)}`;
  }

  #message(message: Message, place: Place): TemplateResult {
    const words = this.words.talk;
    const quote = quoteOf(message, this.#threads, this.words.threads);
    const tap = (event: Event): void => this.#acts.tap(message, event);
    const time = place.endsWith("last") ? html`<time>${this.speech.time(message.at)}</time>` : nothing;
    const under = [
      this.#acts.signs(message, this.#threads, this.words.threads),
      this.#acts.button(message, this.words.threads),
    ];
    if (message.from === "partner") {
      return html`<div class="message partner ${place}" part="message message-partner" @click=${tap}>
        <span class="hidden-visually">${words.partner}:</span>${quote}<span class="text" dir="auto">${textOf(message)}</span>
        ${time} ${under}
      </div>`;
    }
    const mark = this.#markOf(message) ?? message.mark;
    const word = words.marks[mark];
    return html`<div class="message me ${place}" part="message message-me" @click=${tap}>
      <span class="hidden-visually">${words.me}:</span>${quote}<span class="text" dir="auto">${message.text}</span>
      ${time}
      <span class="mark ${mark}" title=${word}>
        <span aria-hidden="true">${mark === "failed" ? word : signs[mark]}</span>
        <span class="hidden-visually">${word}</span>
      </span>
      ${message.held ? html`<p class="held" dir="auto">${this.#why(message.held)}</p>` : nothing}
      ${under}
    </div>`;
  }

  #markOf(message: Message): Mark | undefined {
    if (message.from === "partner") return undefined;
    return this.unreachable && message.mark === "sent" ? "sending" : message.mark;
  }

  #why({ cause, explanation }: Held): string {
    const { held } = this.words.talk;
    return explanation ?? (cause === "alike" ? held.alike : held.other);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#frames.stop();
    clearTimeout(this.#rest);
  }

  protected override firstUpdated(): void {
    // Rows out of sight have their latest size, or a guessed one, so the log grows by itself too.
    for (const part of this.renderRoot.querySelectorAll(".scroll, .log")) this.#resized.observe(part);
  }

  protected override updated(): void {
    const anchor = this.#anchor;
    this.#anchor = undefined;
    if (anchor)
      this.#scroll?.scrollBy({ top: anchor.row.getBoundingClientRect().top - anchor.top, behavior: "instant" });
    this.#follow();
    // Drawn or waiting further down: it has arrived, and the reader can scroll to it.
    const fresh = this.#fresh;
    this.#fresh = [];
    for (const { id } of fresh) this.dispatchEvent(new ShownEvent(id));
  }

  get #scroll(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(".scroll");
  }

  #follow(): void {
    const scroll = this.#scroll;
    if (!scroll) return;
    this.#height = scroll.clientHeight;
    if (!this.readingAlong) return;
    scroll.scrollTop = scroll.scrollHeight;
    this.#top = scroll.scrollTop;
  }

  /** The messages of the partner that are new. */
  #news(): Message[] {
    const fresh: Message[] = [];
    for (let at = this.messages.length - 1; at >= 0; at -= 1) {
      const message = this.messages[at];
      if (message?.from !== "partner") continue;
      if (message.id === this.#announced) break;
      fresh.push(message);
    }
    if (this.messages.length === 0) this.#announced = undefined;
    else if (fresh[0]) this.#announced = fresh[0].id;
    return fresh.reverse();
  }

  #showEarlier(): void {
    const row = this.renderRoot.querySelector(".message");
    if (row) this.#anchor = { row, top: row.getBoundingClientRect().top };
    this.readingAlong = false;
    this.#stretch.showEarlier();
    this.requestUpdate();
  }

  #toEnd(): void {
    this.readingAlong = true;
    this.#scroll?.focus();
  }

  #scrolled(): void {
    const scroll = this.#scroll;
    if (!scroll) return;
    const { scrollHeight, scrollTop, clientHeight } = scroll;
    const movedUp = scrollTop < this.#top - 1;
    this.#top = scrollTop;
    // A place that shrank, or a conversation that grew, says nothing about what the reader wants.
    if (clientHeight !== this.#height) return;
    if (scrollHeight - scrollTop - clientHeight < nearEnd) this.readingAlong = true;
    else if (movedUp) this.readingAlong = false;
    else this.#follow();
  }
}
