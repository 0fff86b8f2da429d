import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { monotonic } from "../../time/clock.js";
import type { Desk, Made, News } from "../shift/desk.js";
import { ConsoleElement, Follow } from "./console-element.js";
import { consoleStyles } from "./console-styles.js";

/** What the moderator has to know, and the way back from the last decision. */
@customElement("passerby-news")
export class PasserbyNews extends ConsoleElement {
  static override styles = [
    baseStyles,
    consoleStyles,
    css`
      /* It lies over what is below: nothing moves away from under the mouse. */
      :host {
        position: fixed;
        z-index: 1;
        inset-block-end: 1rem;
        inset-inline-start: 1.2rem;
        width: min(46rem, calc(100vw - 26rem));
      }
      @media (max-width: 700px) {
        :host {
          width: calc(100vw - 2.4rem);
        }
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 1rem;
        align-items: center;
        margin-top: 0.5rem;
        padding: 0.35rem 0.6rem 0.35rem 1.1rem;
        border: 1px solid var(--passerby-accent);
        border-radius: 14px;
        background: var(--passerby-accent-wash);
        box-shadow: var(--passerby-shadow);
      }
      .bar.trouble {
        border-color: var(--passerby-lamp);
        background: var(--passerby-lamp-wash);
      }
      .bar p {
        flex: 1;
        min-width: 14rem;
      }
    `,
  ];

  @property({ attribute: false }) desk!: Desk;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    new Follow(this, () => this.desk);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  override updated(): void {
    const counts = this.desk.made !== undefined;
    if (counts && this.#ticking === undefined) this.#ticking = setInterval(() => this.requestUpdate(), 500);
    if (!counts) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    }
  }

  override render(): TemplateResult {
    const { made, news } = this.desk;
    return html`<div role="alert">${news ? this.#news(news) : nothing}</div>
      <div role="status">${made ? this.#made(made) : nothing}</div>`;
  }

  #news(news: News): TemplateResult {
    const { say } = this;
    return html`<div class="bar trouble">
      <p>${this.#word(news)}</p>
      <button aria-label=${say.news.close} title=${say.news.close} @click=${() => this.desk.dismissNews()}>✕</button>
    </div>`;
  }

  #word({ kind, by }: News): string {
    const words = this.say.news;
    const who = by ?? words.somebody;
    switch (kind) {
      case "taken":
        return words.taken(who);
      case "decided":
        return words.decided(who);
      case "refused":
        return words.refused(by ?? "");
      default:
        return words[kind];
    }
  }

  #made({ until }: Made): TemplateResult {
    const { made } = this.say;
    return html`<div class="bar">
      <p>${made.text}</p>
      <span class="soft" aria-hidden="true">${made.left(this.speech.duration(until - monotonic(), "short"))}</span>
      <button @click=${() => void this.desk.undo()}>${made.undo} <kbd>U</kbd></button>
    </div>`;
  }
}
