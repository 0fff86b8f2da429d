import { css, html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Diagnostics } from "../../media/diagnostics/diagnostics.js";
import { utcTime } from "../../time/clock.js";
import { baseStyles } from "../shared/base-styles.js";
import { download } from "../shared/download.js";
import { PasserbyElement } from "../shared/element.js";

/** The record of the connection and the call, to look at and to save. */
@customElement("passerby-diagnostics")
export class PasserbyDiagnostics extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      summary {
        min-height: 32px;
        font-weight: 600;
        cursor: pointer;
      }
      .scroll {
        max-height: 16rem;
        margin: 0.6rem 0;
        padding: 0.6rem;
        overflow: auto;
        border: 1px solid var(--passerby-line);
        border-radius: 12px;
        background: var(--passerby-ground);
      }
      table {
        border-collapse: collapse;
        font: 0.8rem / 1.4 ui-monospace, "SFMono-Regular", Menlo, monospace;
      }
      td {
        padding-inline-end: 0.8rem;
        vertical-align: top;
        white-space: nowrap;
      }
      td:last-child {
        white-space: normal;
      }
      pre {
        margin: 0.6rem 0 0;
        font: 0.8rem / 1.4 ui-monospace, "SFMono-Regular", Menlo, monospace;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .soft {
        font-size: 0.85rem;
        color: var(--passerby-ink-soft);
      }
    `,
  ];

  /** Returns the record as it is now. */
  @property({ attribute: false }) diagnose: (() => Diagnostics) | undefined;

  @state() private shown: Diagnostics | undefined;

  override render(): TemplateResult {
    const words = this.words.quality;
    return html`<details @toggle=${this.#toggle}>
      <summary>${this.words.settings.diagnostics}</summary>
      <p class="soft">${words.masked}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${this.words.settings.diagnostics} dir="ltr">
        ${this.shown ? this.#record(this.shown) : words.nothing}
      </div>
      <button @click=${this.#save} ?disabled=${!this.shown}>${words.save}</button>
    </details>`;
  }

  #record({ log, pairs, samples }: Diagnostics): TemplateResult | string {
    if (log.length === 0 && pairs.length === 0 && samples.length === 0) return this.words.quality.nothing;
    return html`
      <table>
        ${log.map(
          ({ at, about, what }) =>
            html`<tr>
              <td>${utcTime(at)}</td>
              <td>${about}</td>
              <td>${what}</td>
            </tr>`,
        )}
      </table>
      ${pairs.length > 0 ? html`<pre>${JSON.stringify(pairs, null, 1)}</pre>` : ""}
      ${samples.length > 0 ? html`<pre>${JSON.stringify(samples.at(-1), null, 1)}</pre>` : ""}
    `;
  }

  #toggle(event: Event): void {
    const open = event.target instanceof HTMLDetailsElement && event.target.open;
    this.shown = open ? this.diagnose?.() : undefined;
  }

  #save(): void {
    const json = JSON.stringify(this.shown, null, 2);
    download(new Blob([json], { type: "application/json" }), "passerby-diagnostics.json");
  }
}
