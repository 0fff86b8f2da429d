import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import type { ServerClock } from "../api/server-clock.js";
import { type CaseFile, type Report, reasons } from "../api/shapes.js";
import type { Pictures } from "../shift/pictures.js";
import { caseStyles } from "./case-styles.js";
import { ConsoleElement } from "./console-element.js";
import { consoleStyles } from "./console-styles.js";
import { kindWord, moment, waitWord } from "./told.js";

/** The evidence of a case: what was written and what was before come first, a picture only when it is asked for. */
@customElement("passerby-case")
export class PasserbyCase extends ConsoleElement {
  static override styles = [baseStyles, consoleStyles, caseStyles];

  @property({ attribute: false }) file!: CaseFile;
  @property({ attribute: false }) pictures!: Pictures;
  @property({ attribute: false }) clock!: ServerClock;
  /** Whether the moderator may see pictures with minors. */
  @property({ attribute: false }) minors = false;
  /** Which of the reports is shown. */
  @property({ attribute: false }) report = 0;
  @property({ attribute: false }) choose: (report: number) => void = () => {};
  /** Shows another case. */
  @property({ attribute: false }) look: (id: string) => void = () => {};

  /** Puts the focus on the heading, unless something is being written. */
  async greet(): Promise<void> {
    await this.updateComplete;
    if (isWriting(document.activeElement)) return;
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }

  /** Opens the picture of the report that is shown, or changes its blur. */
  showPicture(): void {
    const report = this.file.reports[this.report];
    if (report?.hasSnapshot && (this.minors || !this.file.delicate))
      void this.pictures.show(this.file.case, report.report);
  }

  override render(): TemplateResult {
    const { file, say } = this;
    const report = file.reports[this.report];
    return html`<article class="card stack" aria-labelledby="title">
      <header>
        <h2 id="title" tabindex="-1">
          ${reasons.map((reason) => {
            const count = file.reasons[reason];
            return count
              ? html`<span class="reason">${say.reasons[reason]}${count > 1 ? ` × ${count}` : ""}</span>`
              : nothing;
          })}
        </h2>
        <p class="soft">
          ${say.queue.reporters(file.reporters)}${file.reporters > 1 ? html`, ${say.desk.independent(file.independent)}` : nothing}
          · ${say.desk.since(moment(this.speech, file.openedAt))}${this.#clock()}
        </p>
        ${file.delicate ? html`<p class="problem">${say.desk.delicate}</p>` : nothing}
      </header>
      ${this.#history()}
      ${file.reports.length > 1 ? this.#tabs() : nothing}
      ${report ? this.#report(report, this.report + 1) : nothing}
      ${this.#others(say.desk.before, file.before)} ${this.#others(say.desk.alike, file.alike)}
    </article>`;
  }

  /** Only what is open waits. */
  #clock(): TemplateResult | typeof nothing {
    const { file } = this;
    if (file.state !== "open") return nothing;
    const { text, late } = waitWord(this.say, this.speech, file.openedAt, file.dueAt, this.clock.now);
    return html`, <span class=${late ? "late" : ""}>${text}</span>`;
  }

  #history(): TemplateResult {
    const { say, speech, file } = this;
    return html`<section>
      <h3>${say.desk.history}</h3>
      ${
        file.history.length === 0
          ? html`<p class="soft">${say.desk.noHistory}</p>`
          : html`<ul class="history">
              ${file.history.map(
                (past) =>
                  html`<li>
                    <strong>${kindWord(say, past.kind)}</strong> · ${say.reasons[past.reason]} · ${moment(speech, past.startedAt)} ·
                    ${say.states[past.state]} <span class="soft">${say.sanctions.by(past.by)}</span>
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #tabs(): TemplateResult {
    const { say, file } = this;
    const { length } = file.reports;
    return html`<div class="row">
      <button class="small" ?disabled=${this.report === 0} @click=${() => this.choose(this.report - 1)}>
        ‹ <kbd>K</kbd><span class="hidden-visually">${say.desk.report(this.report, length)}</span>
      </button>
      <span aria-live="polite">${say.desk.report(this.report + 1, length)}</span>
      <button class="small" ?disabled=${this.report === length - 1} @click=${() => this.choose(this.report + 1)}>
        <kbd>J</kbd> ›<span class="hidden-visually">${say.desk.report(this.report + 2, length)}</span>
      </button>
      ${file.filed > length ? html`<span class="soft">${say.desk.filed(file.filed)}</span>` : nothing}
    </div>`;
  }

  #report(report: Report, number: number): TemplateResult {
    const { say, speech } = this;
    return html`<section class="report stack">
      <p class="soft">
        <span class="tag">${say.reasons[report.reason]}</span> ${moment(speech, report.at)} · ${this.#agreement(report)}
        ${report.rule ? html` · ${say.desk.byRule}` : nothing}
        ${report.reporter?.decided ? html` · ${say.quality.right(report.reporter.right, report.reporter.decided)}` : nothing}
      </p>
      ${report.note ? html`<div><h3>${say.desk.note}</h3><blockquote>${report.note}</blockquote></div>` : nothing}
      ${this.#texts(report)} ${this.#picture(report, number)}
    </section>`;
  }

  #agreement({ agrees }: Report): string {
    const { desk } = this.say;
    if (agrees === null) return desk.unsure;
    return agrees ? desk.agrees : desk.disagrees;
  }

  #texts({ transcript, extent }: Report): TemplateResult {
    const { desk } = this.say;
    if (transcript.length === 0) return html`<p class="soft">${extent === "bare" ? desk.bare : desk.noText}</p>`;
    // Names that repeat make a long chat hard to read. A change of side is told.
    return html`<ol class="texts" tabindex="0" aria-label=${this.say.desk.case}>
      ${transcript.map(
        ({ by, text, at }, index) => html`<li class=${by} title=${moment(this.speech, at)}>
          <span class=${transcript[index - 1]?.by === by ? "hidden-visually" : "who"}>${desk[by]}: </span
          ><span class="text" dir="auto">${text}</span>
        </li>`,
      )}
    </ol>`;
  }

  #picture({ report, hasSnapshot, extent }: Report, number: number): TemplateResult | typeof nothing {
    const { desk } = this.say;
    if (!hasSnapshot)
      return extent === "without-snapshot" ? html`<p class="soft">${desk.withoutSnapshot}</p>` : nothing;
    if (this.file.delicate && !this.minors) return html`<p>${desk.pictureRefused}</p>`;
    const picture = this.pictures.of(report);
    const label =
      picture?.state === "blurred"
        ? desk.pictureBlurred
        : picture?.state === "clear"
          ? desk.pictureClear
          : desk.picture;
    return html`<div class="picture">
      <button @click=${() => this.showPicture()}>${label} <kbd>P</kbd></button>
      <span role="status">
        ${picture?.state === "loading" ? desk.pictureLoading : nothing}
        ${picture?.state === "refused" ? desk.pictureRefused : nothing}
        ${picture?.state === "away" ? desk.pictureAway : nothing}
      </span>
      ${picture?.url ? html`<span class="frame"><img class=${picture.state} src=${picture.url} alt=${desk.pictureOf(number)} /></span>` : nothing}
    </div>`;
  }

  #others(title: string, cases: readonly string[]): TemplateResult | typeof nothing {
    if (cases.length === 0) return nothing;
    return html`<section>
      <h3>${title}</h3>
      <p class="row">
        ${cases.map(
          (id, index) =>
            html`<button class="small" @click=${() => this.look(id)}>${this.say.desk.look(index + 1)}</button>`,
        )}
      </p>
    </section>`;
  }
}

/** Whether a field has the focus, however deep it is. */
function isWriting(active: Element | null | undefined): boolean {
  if (active?.shadowRoot?.activeElement) return isWriting(active.shadowRoot.activeElement);
  return active?.matches("input, textarea, select") ?? false;
}
