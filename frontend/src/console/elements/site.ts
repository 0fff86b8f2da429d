import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { formStyles } from "../../elements/shared/form-styles.js";
import { type Shield, shieldMeasures } from "../api/site-shapes.js";
import type { Shift } from "../shift/shift.js";
import type { Site } from "../shift/site.js";
import { Follow } from "./console-element.js";
import { consoleStyles } from "./console-styles.js";
import { LoadedSection } from "./loaded.js";
import { minutesWord, moment, shieldWords } from "./told.js";

/** For how many minutes a shield may be raised. */
const spans = [15, 30, 60, 180, 720, 1_440] as const;

/** The whole site: what is going on, and the shield. */
@customElement("passerby-site")
export class PasserbySite extends LoadedSection {
  static override styles = [
    baseStyles,
    formStyles,
    consoleStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr));
        gap: 0.6rem;
        margin: 0;
      }
      dl div {
        padding: 0.7rem 0.9rem;
      }
      dt {
        font-size: 0.88rem;
        color: var(--passerby-ink-soft);
      }
      dd {
        margin: 0.15rem 0 0;
        font: 600 1.6rem / 1.1 var(--passerby-display-font);
        font-variant-numeric: tabular-nums;
      }
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        font-weight: 600;
      }
      .raised {
        border-color: var(--passerby-lamp);
      }
      select {
        width: auto;
      }
    `,
  ];

  @property({ attribute: false }) shift!: Shift;
  @state() private problem: "measures" | "why" | undefined;
  @query("form") private readonly form!: HTMLFormElement | null;
  /** The shift may have another one by the time this leaves the page. */
  #watched: Site | undefined;

  constructor() {
    super();
    new Follow(this, () => this.shift?.site);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watched = this.shift.site;
    this.#watched.watch(true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watched?.watch(false);
  }

  override render(): TemplateResult {
    const { site } = this.say;
    const { shield } = this.shift.site;
    return html`<section class="stack" aria-labelledby="title">
      <h2 id="title">${site.title}</h2>
      ${this.#figures()} ${this.failed()}
      <section class="card stack ${shield?.on ? "raised" : ""}" aria-labelledby="shield">
        <h3 id="shield">${site.shield}</h3>
        <div role="status">${shield?.on ? this.#raised(shield) : html`<p class="soft">${site.explain}</p>`}</div>
        ${this.#actions(shield)}
      </section>
    </section>`;
  }

  #figures(): TemplateResult {
    const { figures: words } = this.say.site;
    const { figures } = this.shift.site;
    const number = new Intl.NumberFormat(this.speech.language);
    const since = figures?.oldestOpenSince;
    const figure = (name: string, value: string | undefined): TemplateResult =>
      html`<div class="card"><dt>${name}</dt><dd>${value ?? "–"}</dd></div>`;
    const counted = (value: number | undefined): string | undefined =>
      value === undefined ? undefined : number.format(value);
    return html`<dl>
      ${figure(words.online, counted(figures?.online))} ${figure(words.waiting, counted(figures?.waiting))}
      ${figure(words.chats, counted(figures?.chatsPerMinute))}
      ${figure(words.reports, counted(figures?.reportsLastHour))} ${figure(words.open, counted(figures?.openCases))}
      ${figure(words.oldest, typeof since === "number" ? this.speech.duration(Math.max(0, this.shift.api.clock.now - since)) : undefined)}
      ${figure(words.hour, counted(figures?.decidedLastHour))} ${figure(words.day, counted(figures?.decidedLastDay))}
    </dl>`;
  }

  #raised({ since = 0, until = 0, by = "", why, measures = [] }: Shield): TemplateResult {
    const { say, speech } = this;
    return html`<p><strong>${say.site.raised(moment(speech, until))}</strong> ${shieldWords(say, speech, measures)}</p>
      <p class="soft">${say.site.by(by, moment(speech, since))}</p>
      ${why ? html`<blockquote>${why}</blockquote>` : nothing}`;
  }

  #actions(shield: Shield | undefined): TemplateResult {
    const { site } = this.say;
    if (!this.shift.may("senior")) return html`<p class="soft">${site.seniors}</p>`;
    return shield?.on
      ? html`<div><button class="primary" @click=${() => void this.#lower()}>${site.lower}</button></div>`
      : this.#order();
  }

  #order(): TemplateResult {
    const { site } = this.say;
    const problem = this.problem;
    return html`<form class="stack" @submit=${this.#raise} novalidate>
      <fieldset aria-describedby="problem">
        <legend>${site.what}</legend>
        ${shieldMeasures.map(
          (measure) =>
            html`<label class="check"><input type="checkbox" name="measures" value=${measure} />
              <span>${site.measures[measure]} <span class="soft">${site.hints[measure]}</span></span></label>`,
        )}
      </fieldset>
      <label class="field">${site.span}
        <select name="minutes">
          ${spans.map(
            (minutes) =>
              html`<option value=${minutes} ?selected=${minutes === 30}>${minutesWord(this.speech, minutes)}</option>`,
          )}
        </select>
      </label>
      <label class="field">${site.why}
        <textarea name="why" maxlength="500" aria-describedby="problem" required></textarea>
      </label>
      <p class="problem" role="alert" id="problem">${problem ? site.problems[problem] : nothing}</p>
      <div><button class="primary">${site.raise}</button></div>
    </form>`;
  }

  async #raise(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    await this.attempt(async () => {
      const fields = new FormData(this.form ?? undefined);
      const chosen = fields.getAll("measures");
      const measures = shieldMeasures.filter((measure) => chosen.includes(measure));
      const why = String(fields.get("why")).trim();
      this.problem = measures.length === 0 ? "measures" : why === "" ? "why" : undefined;
      if (this.problem) return;
      await this.shift.site.raise({ minutes: Number(fields.get("minutes")), measures, why });
    });
  }

  async #lower(): Promise<void> {
    await this.attempt(() => this.shift.site.lower());
  }
}
