import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { noScreens, type ScreenState } from "../../media/partner/screen-state.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { ScreenEvent } from "../shared/events.js";
import { lineStyles } from "../shared/line-styles.js";

/** What happens with the two screens, and the question whether to see the partner's. */
@customElement("passerby-screen")
export class PasserbyScreen extends PasserbyElement {
  static override styles = [baseStyles, lineStyles];

  @property({ attribute: false }) screens: ScreenState = noScreens;

  override render(): TemplateResult {
    const words = this.words.screen;
    const word = this.#word();
    return html`<div role="status">
      ${
        this.screens.partner === "asking"
          ? html`<div class="line">
              <span>${words.wants}</span>
              <button class="primary" @click=${() => this.#tell("see")}>${words.see}</button>
              <button @click=${() => this.#tell("decline")}>${words.no}</button>
            </div>`
          : nothing
      }
      ${word ? html`<div class="line">${word}</div>` : nothing}
    </div>`;
  }

  #word(): string | undefined {
    const words = this.words.screen;
    const { own, problem } = this.screens;
    if (own === "asking") return words.asking;
    if (own === "sharing") return words.sharing;
    return problem ? words.problems[problem] : undefined;
  }

  #tell(wish: "see" | "decline"): void {
    this.dispatchEvent(new ScreenEvent(wish));
  }
}
