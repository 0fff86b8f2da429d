import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { type Rule, type RuleExamples, type Rules, readRuleExamples, readRules } from "../api/rule-shapes.js";
import type { Shift } from "../shift/shift.js";
import { consoleStyles } from "./console-styles.js";
import { LoadedSection } from "./loaded.js";

/** The operator's rules about words: what they do, how often they were hit, and what they find in cases. */
@customElement("passerby-rules")
export class PasserbyRules extends LoadedSection {
  static override styles = [baseStyles, consoleStyles];

  @property({ attribute: false }) shift!: Shift;
  /** Shows a case. */
  @property({ attribute: false }) look: (id: string) => void = () => {};
  @state() private rules: Rules | undefined;
  @state() private seen: ReadonlyMap<string, RuleExamples> = new Map();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(async () => {
      this.rules = await this.shift.api.read("/rules", readRules);
    });
  }

  override render(): TemplateResult {
    const { rules: words } = this.say;
    return html`<section class="stack" aria-labelledby="title">
      <h2 id="title">${words.title}</h2>
      ${this.failed()} ${this.rules ? this.#rules(this.rules) : nothing}
    </section>`;
  }

  #rules({ kept, problems, items, days }: Rules): TemplateResult {
    const { rules: words } = this.say;
    if (!kept) return html`<p class="soft">${words.none}</p>`;
    return html`<p class="soft">${words.how}</p>
      ${
        problems.length > 0
          ? html`<div class="card problem" role="alert"><p>${words.problems}</p>
              <ul>${problems.map((problem) => html`<li lang="en">${problem}</li>`)}</ul></div>`
          : nothing
      }
      ${items.length + problems.length === 0 ? html`<p>${words.empty}</p>` : nothing}
      <ul class="stack">
        ${repeat(
          items,
          ({ rule }) => rule,
          (rule) => html`<li class="card stack">${this.#rule(rule, days)}</li>`,
        )}
      </ul>`;
  }

  #rule(
    { rule, state, words: count, in: where, languages, explanation, held, shadowed }: Rule,
    days: number,
  ): TemplateResult {
    const { rules: words } = this.say;
    const number = new Intl.NumberFormat(this.speech.language);
    const about = [
      words.words(count),
      words.where[where],
      ...(languages.length > 0 ? [this.speech.list(languages.map((tag) => this.speech.languageName(tag)))] : []),
    ];
    const seen = this.seen.get(rule);
    return html`<h3><code>${rule}</code> <span class="tag">${words.states[state]}</span></h3>
      <p class="soft">${about.join(" · ")}<br />${words.hits(number.format(held), number.format(shadowed), days)}</p>
      <div><p class="soft">${words.told}</p><blockquote dir="auto">${explanation}</blockquote></div>
      <div role="status">${seen ? this.#seen(seen) : nothing}</div>
      ${
        seen
          ? nothing
          : html`<div><button aria-describedby=${`why-${rule}`} @click=${() => void this.#see(rule)}>${words.show}</button>
              <p class="soft" id=${`why-${rule}`}>${words.explain}</p></div>`
      }`;
  }

  #seen({ examples, openCases, right, decided }: RuleExamples): TemplateResult {
    const { rules: words } = this.say;
    return html`<p>${words.accuracy(right, decided)} ${words.open(openCases)}</p>
      <ul class="stack">
        ${examples.map(
          ({ case: id, text }) => html`<li class="row">
            <blockquote dir="auto">${text}</blockquote>
            <button class="small" @click=${() => this.look(id)}>${words.look}</button>
          </li>`,
        )}
      </ul>`;
  }

  #see(rule: string): Promise<void> {
    return this.attempt(async () => {
      const found = await this.shift.api.read(`/rules/${encodeURIComponent(rule)}/examples`, readRuleExamples);
      this.seen = new Map([...this.seen, [rule, found]]);
    });
  }
}
