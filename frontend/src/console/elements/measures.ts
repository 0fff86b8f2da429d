import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { type Measures, readMeasures } from "../api/shapes.js";
import type { Shift } from "../shift/shift.js";
import { consoleStyles } from "./console-styles.js";
import { LoadedSection } from "./loaded.js";
import { moment } from "./told.js";

/** How many notes are read. */
const most = 50;

/** Which settings were in force when: what changed is shown first, all that holds is a click away. */
@customElement("passerby-measures")
export class PasserbyMeasures extends LoadedSection {
  static override styles = [
    baseStyles,
    consoleStyles,
    css`
      .pairs {
        margin-block-start: 0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) shift!: Shift;
  @state() private notes: readonly Measures[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(async () => {
      this.notes = (await this.shift.api.read(`/measures?limit=${most}`, readMeasures)).items;
    });
  }

  override render(): TemplateResult {
    const { measures } = this.say;
    const [now] = this.notes;
    return html`<section class="stack" aria-labelledby="measures">
      <h2 id="measures">${measures.title}</h2>
      <p class="soft">${measures.explain}</p>
      ${this.failed()}
      ${this.notes.map((note, index) => this.#changes(note, this.notes[index + 1]))}
      ${now ? html`<details class="card"><summary>${measures.now}</summary>${this.#list(now.settings)}</details>` : nothing}
    </section>`;
  }

  #changes({ from, settings }: Measures, before: Measures | undefined): TemplateResult {
    const { measures } = this.say;
    const changed = before
      ? [...new Set([...Object.keys(settings), ...Object.keys(before.settings)])]
          .filter((name) => settings[name] !== before.settings[name])
          .sort()
      : [];
    return html`<div class="card">
      <h3>${measures.changed(moment(this.speech, from))}</h3>
      ${
        before
          ? this.#list(
              Object.fromEntries(
                changed.map((name) => [
                  name,
                  `${before.settings[name] ?? measures.none} → ${settings[name] ?? measures.none}`,
                ]),
              ),
            )
          : html`<p class="soft">${measures.first}</p>`
      }
    </div>`;
  }

  #list(settings: Readonly<Record<string, string>>): TemplateResult {
    return html`<dl class="pairs">${Object.entries(settings).map(([name, value]) => html`<dt><code>${name}</code></dt><dd>${value}</dd>`)}</dl>`;
  }
}
