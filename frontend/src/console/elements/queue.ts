import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { type ListedCase, reasons } from "../api/shapes.js";
import type { Shift } from "../shift/shift.js";
import { ConsoleElement, Follow } from "./console-element.js";
import { consoleStyles } from "./console-styles.js";
import { waitWord } from "./told.js";

const urgent = 1_000;

/** The open cases, those first that are to be decided first. */
@customElement("passerby-queue")
export class PasserbyQueue extends ConsoleElement {
  static override styles = [
    baseStyles,
    consoleStyles,
    css`
      h2 {
        margin-bottom: 0.2rem;
      }
      .card {
        padding: 0.9rem;
      }
      ul {
        display: grid;
        gap: 0.3rem;
        max-height: calc(100dvh - 15rem);
        margin-top: 0.6rem;
        overflow-y: auto;
      }
      li button {
        display: block;
        width: 100%;
        padding: 0.45rem 0.6rem;
        border-radius: 12px;
        font-size: 0.92rem;
        text-align: start;
      }
      li button[aria-current] {
        border-color: var(--passerby-accent);
        background: var(--passerby-accent-wash);
      }
      .of {
        display: block;
        font-weight: 400;
        font-size: 0.85rem;
        color: var(--passerby-ink-soft);
      }
      .shift {
        margin-top: 0.8rem;
      }
      @media (max-width: 1100px) {
        ul {
          display: flex;
          max-height: none;
          padding-bottom: 0.3rem;
          overflow-x: auto;
        }
        li {
          flex: none;
          max-width: 14rem;
        }
        .shift {
          margin-top: 0.3rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) shift!: Shift;

  constructor() {
    super();
    new Follow(this, () => this.shift?.desk);
  }

  override render(): TemplateResult {
    const { say } = this;
    const { desk } = this.shift;
    const { queue } = desk;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${say.queue.title}</h2>
      <p class="soft" role="status">
        ${queue.paused ? say.queue.paused : queue.count === 0 ? say.queue.empty : nothing}
        ${!queue.paused && queue.count ? say.queue.open(queue.count) : nothing}
      </p>
      <ul>
        ${repeat(
          queue.cases,
          (each) => each.case,
          (each) => html`<li>${this.#item(each)}</li>`,
        )}
      </ul>
      <p class="soft shift">${say.desk.opened(desk.pictures.opened)}</p>
    </section>`;
  }

  #item(each: ListedCase): TemplateResult {
    const { say } = this;
    const { desk, name } = this.shift;
    const isHere = each.case === desk.file?.case;
    const taken = each.claimedBy !== null && each.claimedBy !== name;
    const wait = waitWord(say, this.speech, each.openedAt, each.dueAt, this.shift.api.clock.now);
    const told = reasons.filter((reason) => each.reasons[reason]).map((reason) => say.reasons[reason]);
    return html`<button ?disabled=${taken} aria-current=${isHere ? "true" : nothing}
      @click=${() => void desk.open(each.case)}>
      ${each.priority >= urgent ? html`<span class="tag urgent">${say.queue.urgent}</span> ` : nothing}
      ${this.speech.list(told)}
      <span class="of">
        <span class=${wait.late ? "late" : ""}>${wait.text}</span><br />
        ${say.queue.reporters(each.reporters)}${
          isHere ? html` · ${say.queue.mine}` : each.claimedBy ? html` · ${say.queue.by(each.claimedBy)}` : nothing
        }
      </span>
    </button>`;
  }
}
