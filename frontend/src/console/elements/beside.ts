import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import "../../elements/dialog/dialog.js";
import type { PasserbyDialog } from "../../elements/dialog/dialog.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import type { CaseFile } from "../api/shapes.js";
import type { Shift } from "../shift/shift.js";
import "./case.js";
import { consoleStyles } from "./console-styles.js";
import { LoadedSection } from "./loaded.js";

/** Another case, to be looked at beside what is on the desk. Nothing is claimed by looking. */
@customElement("passerby-beside")
export class PasserbyBeside extends LoadedSection {
  static override styles = [
    baseStyles,
    consoleStyles,
    css`
      .row {
        margin-top: 0.8rem;
      }
    `,
  ];

  @property({ attribute: false }) shift!: Shift;
  /** Called when the case goes to the desk. */
  @property({ attribute: false }) work: () => void = () => {};

  @state() private file: CaseFile | undefined;
  @state() private report = 0;
  @state() private gone = false;
  @query("passerby-dialog") private readonly dialog!: PasserbyDialog;

  override render(): TemplateResult {
    const { say, gone } = this;
    return html`<passerby-dialog .heading=${say.look.title}>
      ${this.failed()} ${gone ? html`<p role="alert">${say.news.gone}</p>` : nothing}
      ${this.file ? this.#case(this.file) : nothing}
    </passerby-dialog>`;
  }

  show(id: string): void {
    this.file = undefined;
    this.gone = false;
    this.report = 0;
    this.dialog.show();
    const read = async (): Promise<void> => {
      this.file = await this.shift.desk.look(id);
    };
    void this.attempt(read, () => {
      this.gone = true;
    });
  }

  #case(file: CaseFile): TemplateResult {
    const { shift, say } = this;
    const work = (): void => {
      this.dialog.close();
      this.work();
      void shift.desk.open(file.case);
    };
    return html`<passerby-case .file=${file} .clock=${this.shift.api.clock} .minors=${shift.seesMinors} .pictures=${shift.desk.pictures} .report=${this.report}
        .choose=${(report: number) => this.#choose(report)} .look=${(id: string) => this.show(id)}></passerby-case>
      ${
        file.state === "open"
          ? html`<p class="row"><button class="primary" @click=${work}>${say.look.open}</button></p>`
          : nothing
      }`;
  }

  #choose(report: number): void {
    this.report = report;
  }
}
