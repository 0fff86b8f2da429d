import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { type Appeal, readAppeal, readAppeals } from "../api/shapes.js";
import type { Refused } from "../api/staff-api.js";
import { Rounds } from "../shift/rounds.js";
import type { Shift } from "../shift/shift.js";
import { consoleStyles } from "./console-styles.js";
import { LoadedSection } from "./loaded.js";
import { kindWord, moment, reasonWord, waitWord } from "./told.js";

/** How often open appeals are read, in milliseconds. */
const every = 10_000;

/** Appeals: somebody else than who made the decision hears them. */
@customElement("passerby-appeals")
export class PasserbyAppeals extends LoadedSection {
  static override styles = [
    baseStyles,
    consoleStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: 18rem minmax(0, 1fr);
        gap: 1rem;
        align-items: start;
      }
      li button {
        display: block;
        width: 100%;
        padding: 0.5rem 0.8rem;
        border-radius: 12px;
        text-align: start;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      li button[aria-current] {
        border-color: var(--passerby-accent);
        background: var(--passerby-accent-wash);
      }
      @media (max-width: 700px) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) shift!: Shift;
  /** Puts a case on the desk. */
  @property({ attribute: false }) look: (id: string) => void = () => {};

  @state() private which: "open" | "decided" = "open";
  @state() private items: readonly Appeal[] | undefined;
  @state() private chosen: Appeal | undefined;
  @state() private told: "own" | "first" | "done" | "empty_answer" | undefined;
  @query("textarea") private readonly answer!: HTMLTextAreaElement | null;
  readonly #rounds = new Rounds(every, async () => {
    if (this.which !== "open" || this.shift.desk.queue.paused) return;
    // Once the list is there, what fails is tried again unasked. What is told of a moderator's own doing stays.
    await (this.items ? this.#load() : this.#read());
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#rounds.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#rounds.stop();
  }

  override render(): TemplateResult {
    const { say } = this;
    return html`<section class="stack" aria-labelledby="title">
      <h2 id="title">${say.appeals.title}</h2>
      <div class="row" role="group" aria-labelledby="title">
        ${(["open", "decided"] as const).map(
          (which) =>
            html`<button aria-pressed=${which === this.which ? "true" : "false"} class=${which === this.which ? "primary" : ""}
              @click=${() => this.#show(which)}>${say.appeals[which]}</button>`,
        )}
      </div>
      ${this.failed()}
      <div role="status" class="live">${this.told ? html`<p>${say.appeals[this.told]}</p>` : nothing}</div>
      <div class="columns">
        <div class="card">
          ${this.items?.length === 0 ? html`<p class="soft">${say.appeals.empty}</p>` : nothing}
          <ul class="stack">
            ${repeat(
              this.items ?? [],
              ({ appeal }) => appeal,
              (appeal) => html`<li>
                <button aria-current=${appeal.appeal === this.chosen?.appeal ? "true" : nothing}
                  @click=${() => void this.#choose(appeal.appeal)}>
                  ${appeal.text}<br /><span class="soft">${moment(this.speech, appeal.at)}</span>${this.#clock(appeal)}
                </button>
              </li>`,
            )}
          </ul>
        </div>
        ${this.chosen ? this.#appeal(this.chosen) : nothing}
      </div>
    </section>`;
  }

  #appeal({ text, sanction, state, answer, by }: Appeal): TemplateResult {
    const { say, speech } = this;
    const own = sanction?.by === this.shift.name || sanction?.confirmedBy === this.shift.name;
    return html`<article class="card stack">
      ${
        sanction
          ? html`<div>
              <h3>${say.appeals.against}</h3>
              <p>
                <strong>${kindWord(say, sanction.kind)}</strong> · ${reasonWord(say, sanction.reason)} ·
                ${sanction.until === null ? say.sanctions.forEver : say.sanctions.until(moment(speech, sanction.until))} ·
                ${say.sanctions.by(sanction.by)}
              </p>
              ${sanction.statement ? html`<p class="soft">${say.appeals.told}</p><blockquote>${sanction.statement}</blockquote>` : nothing}
              ${this.#evidence(sanction.evidence)}
            </div>`
          : nothing
      }
      <div><h3>${say.appeals.says}</h3><blockquote dir="auto">${text}</blockquote></div>
      ${
        state === "open"
          ? html`${own ? html`<p class="problem">${say.appeals.own}</p>` : nothing}
              <label class="field">${say.appeals.answer}<textarea maxlength="2000"></textarea></label>
              <div class="row">
                <button @click=${() => void this.#decide("upheld")}>${say.appeals.uphold}</button>
                <button class="primary" @click=${() => void this.#decide("overturned")}>${say.appeals.overturn}</button>
              </div>`
          : html`<div>
              <h3>${say.states[state]} ${by ? html`· ${by}` : nothing}</h3>
              ${answer ? html`<p class="soft">${say.appeals.answered}</p><blockquote>${answer}</blockquote>` : nothing}
            </div>`
      }
    </article>`;
  }

  #clock({ state, at, dueAt }: Appeal): TemplateResult | typeof nothing {
    if (state !== "open") return nothing;
    const { text, late } = waitWord(this.say, this.speech, at, dueAt, this.shift.api.clock.now);
    return html`<br /><span class=${late ? "late" : "soft"}>${text}</span>`;
  }

  #evidence(id: string | undefined): TemplateResult | typeof nothing {
    return id ? html`<p><button @click=${() => this.look(id)}>${this.say.appeals.evidence}</button></p>` : nothing;
  }

  #show(which: "open" | "decided"): void {
    this.which = which;
    this.items = undefined;
    this.chosen = undefined;
    this.told = undefined;
    void this.#read();
  }

  #read(): Promise<void> {
    return this.attempt(() => this.#load());
  }

  async #load(): Promise<void> {
    const { which } = this;
    const { items } = await this.shift.api.read(`/appeals?state=${which}&limit=50`, readAppeals);
    if (which === this.which) this.items = items;
  }

  #choose(id: string): Promise<void> {
    this.told = undefined;
    return this.attempt(
      async () => {
        this.chosen = await this.shift.api.read(`/appeals/${encodeURIComponent(id)}`, readAppeal);
      },
      () => void this.#read(),
    );
  }

  async #decide(outcome: "upheld" | "overturned"): Promise<void> {
    const { chosen } = this;
    if (!chosen) return;
    await this.attempt(
      async () => {
        const text = this.answer?.value.trim();
        if (!text) {
          this.told = "empty_answer";
          this.answer?.focus();
          return;
        }
        await this.shift.api.do(`/appeals/${encodeURIComponent(chosen.appeal)}/decision`, {
          method: "POST",
          body: { outcome, text },
        });
        this.chosen = undefined;
        this.told = "done";
        await this.#read();
      },
      (refusal) => this.#refused(refusal),
    );
  }

  #refused({ code }: Refused): void {
    this.told = code === "own-decision" ? "own" : "first";
  }
}
