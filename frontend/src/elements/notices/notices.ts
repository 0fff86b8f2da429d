import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { NoticeFrame } from "../../protocol/server-frames.js";
import "../appeal/appeal.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { DismissEvent } from "../shared/events.js";
import { reasonWords } from "../shared/sentences.js";

/** What moderators have decided about the visitor short of a ban: why, until when, and the way to appeal. */
@customElement("passerby-notices")
export class PasserbyNotices extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      .notice {
        display: grid;
        gap: 0.5rem;
        width: min(46rem, 100%);
        margin: 0 auto;
        padding: 0.7rem clamp(0.9rem, 3cqi, 1.6rem);
      }
      :host {
        display: block;
        max-height: 60dvh;
        overflow-y: auto;
        background: var(--passerby-lamp-wash);
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) notices: readonly NoticeFrame[] = [];
  /** The server that the visit is on. By default the page's own. */
  @property() server = "";

  /** The sanction that the visitor appeals against. */
  @state() private appealed: string | undefined;

  override render(): TemplateResult {
    return html`${this.notices.map((notice) => this.#notice(notice))}`;
  }

  #notice(notice: NoticeFrame): TemplateResult {
    const { moderation: words } = this.words;
    const { kind, reason, until, appeal, appealCode, sanction } = notice;
    const isOpen = sanction !== undefined && this.appealed === sanction;
    return html`<section class="notice">
      <div role="alert">
        <p>${words.kinds[kind](reasonWords(this.words, reason))}</p>
        ${kind === "warning" || kind === "lifted" ? nothing : html`<p class="soft">${this.#term(until)}</p>`}
      </div>
      <div class="choices">
        <button @click=${() => this.dispatchEvent(new DismissEvent(notice))}>${words.dismiss}</button>
        ${
          appeal && !isOpen
            ? html`<button
                @click=${() => {
                  this.appealed = sanction;
                }}
              >
                ${words.appeal}
              </button>`
            : nothing
        }
      </div>
      ${
        isOpen
          ? html`<passerby-appeal token=${appeal ?? ""} code=${appealCode ?? ""} server=${this.server}></passerby-appeal>`
          : nothing
      }
    </section>`;
  }

  #term(until: number | null | undefined): string {
    const { moderation: words } = this.words;
    return typeof until === "number" ? words.until(this.speech.date(until)) : words.forEver;
  }
}
