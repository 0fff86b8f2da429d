import { html, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { PageKeys } from "../../elements/shared/page-keys.js";
import { reasons } from "../api/shapes.js";
import type { Desk } from "../shift/desk.js";
import { measures, proposed } from "../shift/measures.js";
import type { Shift } from "../shift/shift.js";
import type { PasserbyCase } from "./case.js";
import { ConsoleElement, Follow } from "./console-element.js";
import { consoleStyles } from "./console-styles.js";
import { deskStyles } from "./desk-styles.js";
import { keysAreOn, plainKey } from "./plain-keys.js";
import type { PasserbyVerdict } from "./verdict.js";
import "./case.js";
import "./news.js";
import "./queue.js";
import "./verdict.js";

/** The desk of one moderator: queue, evidence, decision. All of it by single keys, too. */
@customElement("passerby-desk")
export class PasserbyDesk extends ConsoleElement {
  static override styles = [baseStyles, consoleStyles, deskStyles];

  @property({ attribute: false }) shift!: Shift;
  /** Shows another case. */
  @property({ attribute: false }) look: (id: string) => void = () => {};
  /** Which of the reports is looked at. */
  @state() private report = 0;
  @query("passerby-verdict") private readonly verdict!: PasserbyVerdict | null;
  @query(".desk > passerby-case") private readonly shown!: PasserbyCase | null;
  /** The shift may have another one by the time this leaves the page. */
  #attended: Desk | undefined;
  #case: string | undefined;
  #greeted: string | undefined;

  constructor() {
    super();
    new Follow(this, () => this.shift?.desk);
    new PageKeys(this, (event) => this.#pressed(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#attended = this.#desk;
    this.#attended.attend(true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#attended?.attend(false);
  }

  get #desk(): Desk {
    return this.shift.desk;
  }

  override willUpdate(): void {
    const at = this.#desk.file?.case;
    if (at === this.#case) return;
    this.#case = at;
    this.report = 0;
  }

  override updated(): void {
    // Whoever listens hears the new case. Whoever writes elsewhere is left alone.
    if (this.#case !== undefined && this.#case !== this.#greeted) void this.shown?.greet();
    this.#greeted = this.#case;
  }

  override render(): TemplateResult {
    const desk = this.#desk;
    const { file, state } = desk;
    return html`<passerby-news .desk=${desk}></passerby-news>
      <div class="desk">
        <passerby-queue .shift=${this.shift}></passerby-queue>
        ${
          file
            ? html`<passerby-case .file=${file} .clock=${this.shift.api.clock} .minors=${this.shift.seesMinors} .pictures=${desk.pictures} .report=${this.report}
                  .choose=${(report: number) => this.#look(report)} .look=${this.look}>
                </passerby-case>
                <passerby-verdict .desk=${desk} .choice=${(digit: number) => this.#choose(digit)}></passerby-verdict>`
            : html`<div class="card empty" role="status">
                ${state === "empty" ? this.say.desk.empty : this.say.desk.loading}
              </div>`
        }
      </div>`;
  }

  #look(report: number): void {
    const last = (this.#desk.file?.reports.length ?? 1) - 1;
    this.report = Math.max(0, Math.min(last, report));
  }

  /** 0 is no violation, the others are the reasons in their order. */
  #choose(digit: number): void {
    const desk = this.#desk;
    if (digit === 0) return desk.write({ choice: "dismissed" });
    const reason = reasons[digit - 1];
    if (!reason || !desk.file) return;
    const measure = reason === desk.draft.choice ? desk.draft.measure : proposed(reason, desk.file.history);
    desk.write({ choice: reason, measure });
  }

  #harder(steps: number): void {
    const { draft } = this.#desk;
    if (draft.choice === undefined || draft.choice === "dismissed") return;
    this.#desk.write({ measure: Math.max(0, Math.min(measures.length - 1, draft.measure + steps)) });
  }

  #pressed(event: KeyboardEvent): boolean {
    const desk = this.#desk;
    if (this.shift.state !== "in") return false;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      void desk.decide();
      return true;
    }
    if (event.key === "Escape") return this.verdict?.leave() ?? false;
    const key = plainKey(event);
    if (key === undefined || !keysAreOn()) return false;
    if (/^[0-7]$/.test(key)) {
      this.#choose(Number(key));
      return desk.file !== undefined;
    }
    switch (key) {
      case "Enter":
        // A button that has the focus is pressed by Enter, as everywhere.
        if (event.composedPath()[0] instanceof HTMLButtonElement) return false;
        void desk.decide();
        return true;
      case "u":
        void desk.undo();
        return true;
      case "b":
        void desk.giveBack();
        return true;
      case "j":
        this.#look(this.report + 1);
        return true;
      case "k":
        this.#look(this.report - 1);
        return true;
      case "p":
        this.shown?.showPicture();
        return true;
      case "+":
      case "=":
        this.#harder(1);
        return true;
      case "-":
        this.#harder(-1);
        return true;
      case "a":
        if (desk.file?.hasAddress) desk.write({ address: !desk.draft.address });
        return true;
      case "w":
        return this.verdict?.write("statement") ?? false;
      case "n":
        return this.verdict?.write("note") ?? false;
      default:
        return false;
    }
  }
}
