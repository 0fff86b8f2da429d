import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Encounter } from "../../chat/encounters.js";
import type { Message } from "../../chat/message-log.js";
import { transcript } from "../../chat/transcript.js";
import type { Offered } from "../../media/partner/file-transfer.js";
import "../block/block.js";
import "../report/report.js";
import { timeOfDay } from "../../time/clock.js";
import { actionStyles } from "../shared/action-styles.js";
import { baseStyles } from "../shared/base-styles.js";
import { download } from "../shared/download.js";
import { PasserbyElement } from "../shared/element.js";
import { OfferFileEvent } from "../shared/events.js";
import { fileIcon, saveIcon } from "../shared/icons.js";

/** What can be done in a chat besides talking: keep a copy, send a file, block, report. */
@customElement("passerby-actions")
export class PasserbyActions extends PasserbyElement {
  static override styles = [
    baseStyles,
    actionStyles,
    css`
      :host {
        display: block;
      }
      .actions {
        display: flex;
        justify-content: flex-end;
        padding: 0.2rem 0.4rem;
        border-bottom: 1px solid var(--passerby-line);
      }
      .note {
        padding: 0.4rem 1rem;
        font-size: 0.95rem;
        background: var(--passerby-lamp-wash);
      }
      .note:empty {
        display: none;
      }
    `,
  ];

  @property({ attribute: false }) about: Encounter | undefined;
  @property({ attribute: false }) messages: readonly Message[] = [];
  @property({ type: Boolean }) ended = false;
  /** Whether a file could be sent now. */
  @property({ type: Boolean }) direct = false;
  @property({ attribute: false }) takePicture: (() => string | undefined) | undefined;

  @state() private offered: Offered = "offered";
  @query("input") private readonly picker!: HTMLInputElement;

  override render(): TemplateResult {
    const { talk, files } = this.words;
    return html`
      <div class="actions">
        ${
          this.messages.length > 0
            ? html`<button class="action" title=${talk.save} @click=${this.#save}>
                ${saveIcon}<span class="label">${talk.save}</span>
              </button>`
            : nothing
        }
        ${
          this.direct && !this.ended
            ? html`<button class="action" title=${files.send} @click=${() => this.picker.click()}>
                  ${fileIcon}<span class="label">${files.send}</span>
                </button>
                <input type="file" hidden aria-label=${files.send} @change=${this.#offer} />`
            : nothing
        }
        ${
          this.ended
            ? nothing
            : html`<passerby-block .about=${this.about}></passerby-block>
                <passerby-report .about=${this.about} .takePicture=${this.takePicture}></passerby-report>`
        }
      </div>
      <p class="note" role="status">${this.offered === "offered" ? nothing : files.problems[this.offered]}</p>
    `;
  }

  #save(): void {
    const { speech } = this;
    const { talk } = this.words;
    const time = new Intl.DateTimeFormat(speech.language, { timeStyle: "medium" });
    const words = {
      title: talk.transcript(speech.date(this.messages[0]?.at ?? timeOfDay())),
      me: talk.me,
      partner: talk.partner,
      undelivered: talk.marks.failed,
      time: (at: number): string => time.format(at),
    };
    const text = transcript(this.messages, words);
    download(new Blob([text], { type: "text/plain;charset=utf-8" }), "passerby-chat.txt");
  }

  #offer(): void {
    const file = this.picker.files?.[0];
    this.picker.value = "";
    if (!file) return;
    const event = new OfferFileEvent(file);
    this.dispatchEvent(event);
    this.offered = event.offered;
  }
}
