import { css, html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { type AuditEntry, readAuditEntry } from "../api/shapes.js";
import type { Shift } from "../shift/shift.js";
import { consoleStyles } from "./console-styles.js";
import { LoadedSection } from "./loaded.js";
import { moment } from "./told.js";
import "./measures.js";

/** The newest entries of the audit. */
@customElement("passerby-audit")
export class PasserbyAudit extends LoadedSection {
  static override styles = [
    baseStyles,
    consoleStyles,
    css`
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 0.92rem;
      }
      th,
      td {
        padding: 0.35rem 0.6rem;
        border-bottom: 1px solid var(--passerby-line);
        text-align: start;
        vertical-align: top;
        white-space: nowrap;
      }
      td.long {
        overflow-wrap: anywhere;
        white-space: normal;
      }
    `,
  ];

  @property({ attribute: false }) shift!: Shift;
  @state() private entries: readonly AuditEntry[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override render(): TemplateResult {
    const { audit } = this.say;
    return html`<section class="stack" aria-labelledby="title">
      <h2 id="title">${audit.title}</h2>
      <p class="row soft">${audit.explain} <button @click=${() => void this.#read()}>${audit.again}</button></p>
      ${this.failed()}
      <div class="card scroll" tabindex="0">
        <table>
          <thead>
            <tr>${[audit.number, audit.at, audit.actor, audit.action, audit.subject, audit.details].map((name) => html`<th scope="col">${name}</th>`)}</tr>
          </thead>
          <tbody>${this.entries.map((entry) => this.#row(entry))}</tbody>
        </table>
      </div>
      <passerby-measures .shift=${this.shift}></passerby-measures>
    </section>`;
  }

  #row({ number, at, actor, action, subject, details }: AuditEntry): TemplateResult {
    const told = Object.entries(details)
      .filter(([, value]) => value !== "")
      .map(([name, value]) => `${name}: ${value}`);
    return html`<tr>
      <td>${number}</td>
      <td>${moment(this.speech, at)}</td>
      <td>${actor}</td>
      <td>${action}</td>
      <td>${subject}</td>
      <td class="long">${told.join(", ")}</td>
    </tr>`;
  }

  #read(): Promise<void> {
    return this.attempt(async () => {
      const lines = await this.shift.api.lines("/audit?limit=200");
      this.entries = lines.map((line) => readAuditEntry(JSON.parse(line), "audit")).reverse();
    });
  }
}
