import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import type { Site } from "../shift/site.js";
import { ConsoleElement, Follow } from "./console-element.js";
import { moment, shieldWords } from "./told.js";

/** A line above every section while the shield is raised. */
@customElement("passerby-shield-line")
export class PasserbyShieldLine extends ConsoleElement {
  static override styles = [
    baseStyles,
    css`
      p {
        margin: 0;
        padding: 0.45rem 1.2rem;
        color: var(--passerby-on-lamp);
        background: var(--passerby-lamp);
      }
    `,
  ];

  @property({ attribute: false }) site!: Site;

  constructor() {
    super();
    new Follow(this, () => this.site);
  }

  override render(): TemplateResult {
    const { say, speech } = this;
    const { on = false, until = 0, measures = [] } = this.site.shield ?? {};
    return html`<div role="status">
      ${
        on
          ? html`<p><strong>${say.site.line(moment(speech, until))}</strong> ${shieldWords(say, speech, measures)}</p>`
          : nothing
      }
    </div>`;
  }
}
