import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { CallQuality } from "../../media/quality/call-quality.js";
import "../dialog/dialog.js";
import type { PasserbyDialog } from "../dialog/dialog.js";
import type { Speech } from "../language/speech.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";

/** The quality of the call in one word. A press shows the figures. */
@customElement("passerby-quality")
export class PasserbyQuality extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      .badge {
        display: inline-flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 44px;
        padding: 0 0.8rem;
        border-color: transparent;
        font-size: 0.85rem;
        color: #ffffff;
        background: rgb(10 10 25 / 65%);
      }
      .bars {
        display: flex;
        align-items: flex-end;
        gap: 2px;
        height: 14px;
      }
      .bars i {
        width: 4px;
        height: 6px;
        border-radius: 1px;
        background: rgb(255 255 255 / 40%);
      }
      .bars i:nth-child(2) {
        height: 10px;
      }
      .bars i:nth-child(3) {
        height: 14px;
      }
      .good .bars i,
      .fair .bars i:nth-child(-n + 2),
      .weak .bars i:first-child {
        background: #7ee2a8;
      }
      .fair .bars i:nth-child(-n + 2),
      .weak .bars i:first-child {
        background: #f7b955;
      }
      @media (max-width: 400px) {
        .badge {
          min-width: 44px;
          justify-content: center;
        }
        .word {
          display: none;
        }
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.3rem 1.2rem;
        margin: 0;
      }
      dt {
        color: var(--passerby-ink-soft);
      }
      dd {
        margin: 0;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) quality: CallQuality | undefined;
  @query("passerby-dialog") private readonly dialog!: PasserbyDialog;

  override render(): TemplateResult {
    const words = this.words.quality;
    const grade = this.quality ? words.grades[this.quality.grade] : words.measuring;
    return html`
      <button
        class="badge ${this.quality?.grade ?? ""}"
        title=${words.details}
        aria-label="${grade}. ${words.details}"
        @click=${() => this.dialog.show()}
      >
        <span class="bars" aria-hidden="true"><i></i><i></i><i></i></span>
        <span class="word" aria-hidden="true">${grade}</span>
      </button>
      <passerby-dialog .heading=${words.title}>${this.#details(this.quality)}</passerby-dialog>
    `;
  }

  #details(quality: CallQuality | undefined): TemplateResult {
    const { speech } = this;
    const words = this.words.quality;
    if (!quality) return html`<p>${words.measuring}</p>`;
    const { level, path, setup, rtt, loss, sending, receiving, available } = quality;
    return html`<dl>
      ${row(words.level, level === "audio" ? words.audioOnly : level)} ${row(words.path, path && words.paths[path])}
      ${row(words.setup, seconds(speech, setup))} ${row(words.rtt, unit(speech, rtt, "millisecond"))}
      ${row(words.loss, percent(speech, loss))} ${row(words.sending, kilobits(speech, sending))}
      ${row(words.receiving, kilobits(speech, receiving))} ${row(words.available, kilobits(speech, available))}
    </dl>`;
  }
}

const row = (name: string, value: string | undefined): TemplateResult | typeof nothing =>
  value === undefined ? nothing : html`<dt>${name}</dt><dd>${value}</dd>`;

function unit({ language }: Speech, value: number | undefined, name: string): string | undefined {
  if (value === undefined) return undefined;
  return new Intl.NumberFormat(language, { style: "unit", unit: name, maximumFractionDigits: 0 }).format(value);
}

function seconds({ language }: Speech, milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined) return undefined;
  const style = { style: "unit", unit: "second", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, style).format(milliseconds / 1_000);
}

function kilobits(speech: Speech, value: number | undefined): string | undefined {
  const kilo = unit(speech, value === undefined ? undefined : value / 1_000, "kilobit");
  return kilo === undefined ? undefined : `${kilo}/s`;
}

function percent({ language }: Speech, share: number | undefined): string | undefined {
  if (share === undefined) return undefined;
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(share);
}
