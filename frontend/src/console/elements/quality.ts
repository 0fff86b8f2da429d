import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import {
  type Agreement,
  type Difference,
  type GoldenCase,
  type Quality,
  readDifferences,
  readGoldenCases,
  readQuality,
} from "../api/quality-shapes.js";
import { reasons } from "../api/shapes.js";
import type { Shift } from "../shift/shift.js";
import { consoleStyles } from "./console-styles.js";
import { LoadedSection } from "./loaded.js";
import { moment, reasonWord } from "./told.js";

/** How well moderators decide, all together. Admins also see where two differ, and keep golden cases. */
@customElement("passerby-quality")
export class PasserbyQuality extends LoadedSection {
  static override styles = [baseStyles, consoleStyles];

  @property({ attribute: false }) shift!: Shift;
  /** Shows a case. */
  @property({ attribute: false }) look: (id: string) => void = () => {};
  @state() private figures: Quality | undefined;
  @state() private differences: readonly Difference[] = [];
  @state() private golden: readonly GoldenCase[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override render(): TemplateResult {
    const { quality } = this.say;
    return html`<section class="stack" aria-labelledby="title">
      <h2 id="title">${quality.title}</h2>
      ${this.failed()}
      ${this.figures ? this.#figures(this.figures) : nothing}
      ${this.shift.may("admin") ? this.#admin() : nothing}
    </section>`;
  }

  #figures(its: Quality): TemplateResult {
    const { quality } = this.say;
    return html`<p class="soft">${quality.explain(its.months)}</p>
      <dl class="card pairs">
        <dt>${quality.second}</dt><dd>${this.#agreement(its.second)}</dd>
        <dt>${quality.golden}</dt><dd>${this.#agreement(its.golden)}</dd>
        <dt>${quality.decisions}</dt><dd>${this.#number(its.decisions)}</dd>
        <dt>${quality.unopened}</dt>
        <dd>${its.unopenedShare === null ? quality.unknown : quality.of(this.#percent(its.unopenedShare), its.withPictures)}</dd>
        <dt>${quality.median}</dt><dd>${this.#time(its.medianTime)}</dd>
        <dt>${quality.p90}</dt><dd>${this.#time(its.p90Time)}</dd>
        ${its.rules.map(
          ({ rule, right, decided }) => html`<dt>${quality.rule(rule)}</dt>
            <dd>${decided === 0 ? quality.unknown : quality.right(right, decided)}</dd>`,
        )}
      </dl>`;
  }

  #agreement({ n, kappa }: Agreement): string {
    const { quality } = this.say;
    return kappa === null ? quality.compared(quality.unknown, n) : quality.compared(this.#number(kappa), n);
  }

  #admin(): TemplateResult {
    const { quality } = this.say;
    return html`<h3>${quality.differences}</h3>
      <ul class="card stack">
        ${this.differences.length === 0 ? html`<li class="soft">${quality.none}</li>` : nothing}
        ${this.differences.map(
          (its) => html`<li class="row">
            <span>${its.by}: ${this.#verdict(its.verdict)} · ${its.secondBy ?? ""}: ${this.#verdict(its.secondVerdict ?? "")}</span>
            <span class="soft">${moment(this.speech, its.at)}</span>
            <button @click=${() => this.look(its.case)}>${quality.look}</button>
          </li>`,
        )}
      </ul>
      <h3>${quality.goldenTitle}</h3>
      <form class="card row" @submit=${this.#keep}>
        <label class="field">${quality.case}<input name="case" required maxlength="64" autocomplete="off" /></label>
        <label class="field">${quality.verdict}<select name="verdict">
          ${["dismissed", ...reasons].map((each) => html`<option value=${each}>${this.#verdict(each)}</option>`)}
        </select></label>
        <button class="primary">${quality.keep}</button>
      </form>
      <ul class="stack">
        ${this.golden.map(
          ({ case: id, verdict }) => html`<li class="row">
            <code>${id}</code> ${this.#verdict(verdict)}
            <button @click=${() => void this.#drop(id)}>${quality.drop}</button>
          </li>`,
        )}
      </ul>`;
  }

  #verdict(verdict: string): string {
    return verdict === "dismissed" ? this.say.verdict.dismissed : reasonWord(this.say, verdict);
  }

  #number(value: number): string {
    return new Intl.NumberFormat(this.speech.language, { maximumFractionDigits: 2 }).format(value);
  }

  #percent(share: number): string {
    return new Intl.NumberFormat(this.speech.language, { style: "percent" }).format(share);
  }

  #time(milliseconds: number | null): string {
    return milliseconds === null ? this.say.quality.unknown : this.speech.duration(milliseconds);
  }

  #read(): Promise<void> {
    return this.attempt(async () => {
      const { api } = this.shift;
      this.figures = await api.read("/quality", readQuality);
      if (!this.shift.may("admin")) return;
      this.differences = (await api.read("/quality/differences?limit=50", readDifferences)).items;
      this.golden = (await api.read("/quality/golden", readGoldenCases)).items;
    });
  }

  async #keep(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const form = event.target;
    const data = new FormData(form);
    const body = { case: String(data.get("case")).trim(), verdict: String(data.get("verdict")) };
    await this.attempt(async () => {
      await this.shift.api.do("/quality/golden", { method: "POST", body });
      form.reset();
      await this.#read();
    });
  }

  #drop(id: string): Promise<void> {
    return this.attempt(async () => {
      await this.shift.api.do(`/quality/golden/${encodeURIComponent(id)}`, { method: "DELETE" });
      await this.#read();
    });
  }
}
