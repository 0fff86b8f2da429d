import { css, html, nothing, type TemplateResult } from "lit";
import type { Message } from "../../chat/message-log.js";
import { canSeal } from "../../chat/seal.js";
import type { Threads } from "../../chat/threads.js";
import { usualSigns } from "../extras/emoji.js";
import "../question/question.js";
import type { Phrases } from "../language/phrases.js";
import { SayEvent } from "../shared/events.js";
import { FocusReturn, focused } from "../shared/focus-return.js";

type Words = Phrases["threads"];

/** The styles of what stands in a row beside its text, and of the signs under it. */
export const actsStyles = css`
  .quote {
    display: -webkit-box;
    margin-bottom: 0.3rem;
    padding-inline-start: 0.6rem;
    overflow: hidden;
    border-inline-start: 3px solid currentColor;
    font-size: 0.9rem;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    opacity: 0.85;
  }
  .signs {
    display: flex;
    gap: 0.3rem;
    margin-top: 0.3rem;
    font-size: 1.05rem;
  }
  .signs span:not(.hidden-visually),
  .signs button {
    min-height: 28px;
    padding: 0.05rem 0.45rem;
    border-radius: 999px;
    font-size: inherit;
    color: var(--passerby-ink);
    background: var(--passerby-surface);
  }
  .act {
    position: absolute;
    top: 3px;
    inset-inline-end: 3px;
    min-height: 32px;
    width: 32px;
    padding: 0;
    border-color: transparent;
    opacity: 0;
  }
  .message:hover .act,
  .act:focus-visible,
  .act[aria-expanded="true"] {
    opacity: 1;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem;
    align-self: flex-start;
    max-width: 100%;
    padding: 0.2rem;
    border: 1px solid var(--passerby-line);
    border-radius: 24px;
    background: var(--passerby-surface);
  }
  .acts.me {
    align-self: flex-end;
    background: var(--passerby-surface);
  }
  .acts button {
    min-width: 44px;
    padding: 0 0.5rem;
    border-color: transparent;
    background: none;
  }
  .acts .sign[aria-pressed="true"] {
    background: var(--passerby-accent-wash);
  }
  .acts .sign {
    font-size: 1.3rem;
    line-height: 1;
  }
  /* A finger taps the message itself. */
  @media (pointer: coarse) {
    .act:not(:focus-visible) {
      opacity: 0;
      pointer-events: none;
    }
  }
`;

/** The line above a reply: what it answers. */
export function quoteOf(message: Message, { byId }: Threads, words: Words): TemplateResult | typeof nothing {
  const about = message.as === "reply" ? byId.get(message.about ?? "") : undefined;
  if (!about) return nothing;
  return html`<span class="quote" dir="auto"><span class="hidden-visually">${words.replyingTo}</span> ${about.text.slice(0, 200)}</span>`;
}

/** Whether a message is a question that can be answered together here. One that was held back is none. */
export const isAsked = (message: Message): boolean =>
  message.as === "question" && !(message.from === "me" && message.mark === "failed") && canSeal();

export function questionOf(message: Message, { answers }: Threads, over: boolean): TemplateResult {
  return html`<passerby-question .question=${message} .answers=${answers.get(message.id) ?? {}} ?over=${over}></passerby-question>`;
}

const signOf = (sign: string, say: (sign: string) => string): TemplateResult =>
  html`<span aria-hidden="true">${sign}</span><span class="hidden-visually">${say(sign)}</span>`;

interface Host extends EventTarget {
  requestUpdate(): void;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
}

/** What one can do about a message: answer it, or react with a sign. One message at a time has its menu open. */
export class Acts {
  /** The id of the message whose menu is open. */
  open: string | undefined;
  /** Whether something can be said about messages here and now. */
  alive = false;
  readonly #focus = new FocusReturn();

  constructor(
    private readonly host: Host,
    private readonly reply: (message: Message) => void,
  ) {}

  /** What changes in a row although its message stays the same. */
  besides({ id }: Message, { signs, answers }: Threads): unknown[] {
    const { me, partner } = signs.get(id) ?? {};
    const { mine, theirs, mineOpened, theirsOpened } = answers.get(id) ?? {};
    return [this.alive, this.open === id, me, partner, mine, theirs, mineOpened, theirsOpened];
  }

  /** The signs under a message. A tap takes the own one back: saying it again does. */
  signs({ id }: Message, { signs }: Threads, words: Words): TemplateResult | typeof nothing {
    const { me, partner } = signs.get(id) ?? {};
    if (!me && !partner) return nothing;
    return html`<span class="signs">
      ${!me ? nothing : this.alive ? html`<button aria-label=${words.takeBack(me)} title=${words.takeBack(me)} @click=${(event: Event) => this.#takeBack(id, me, event)}>${me}</button>` : signOf(me, words.youReacted)}
      ${partner ? signOf(partner, words.theyReacted) : nothing}
    </span>`;
  }

  button(message: Message, words: Words): TemplateResult | typeof nothing {
    if (!this.alive) return nothing;
    const open = this.open === message.id;
    return html`<button
      class="act"
      aria-label=${words.act}
      aria-expanded=${open ? "true" : "false"}
      @click=${(event: Event) => {
        event.stopPropagation();
        this.#toggle(message.id, event);
      }}
    >⋯</button>`;
  }

  /** A finger taps a message to open its menu; what it selects or follows is no tap. */
  readonly tap = (message: Message, event: Event): void => {
    if (
      event
        .composedPath()
        .some((part) => part instanceof HTMLElement && /^(a|button|passerby-link)$/i.test(part.localName))
    )
      return;
    if (!this.alive || !matchMedia("(pointer: coarse)").matches || !(getSelection()?.isCollapsed ?? true)) return;
    this.#toggle(message.id, event);
  };

  menu(message: Message, { signs }: Threads, words: Words): TemplateResult | typeof nothing {
    if (!this.alive || this.open !== message.id) return nothing;
    const own = signs.get(message.id)?.me;
    return html`<div class="acts ${message.from}" role="group" aria-label=${words.act} aria-live="off" @keydown=${this.#key}>
      ${usualSigns.map(
        (sign) => html`<button
          class="sign"
          aria-label=${words.react(sign)}
          aria-pressed=${sign === own ? "true" : "false"}
          @click=${() => {
            this.#close();
            this.#react(message.id, sign);
          }}
        >${sign}</button>`,
      )}
      <button
        class="reply"
        @click=${() => {
          this.#close();
          this.reply(message);
        }}
      >${words.reply}</button>
    </div>`;
  }

  #toggle(id: string, { currentTarget }: Event): void {
    if (this.open === id) return this.#close();
    this.#focus.note(currentTarget);
    this.open = id;
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => {
      const menu = this.host.renderRoot.querySelector<HTMLElement>(".acts");
      menu?.scrollIntoView?.({ block: "nearest" });
      menu?.querySelector("button")?.focus({ preventScroll: true });
    });
  }

  /** The button goes with its sign. The one beside it stays. */
  #takeBack(about: string, sign: string, { currentTarget }: Event): void {
    const button = focused();
    if (button && button === currentTarget)
      button.closest(".message")?.querySelector<HTMLElement>(".act")?.focus({ preventScroll: true });
    this.#react(about, sign);
  }

  #react(about: string, sign: string): void {
    this.host.dispatchEvent(new SayEvent(sign, { as: "reaction", about }));
  }

  #close(): void {
    this.open = undefined;
    this.host.requestUpdate();
    this.#focus.back(this.host.renderRoot.querySelector<HTMLElement>(".scroll"));
  }

  /** Escape closes the menu, and asks for nothing else. */
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.#close();
  };
}
