import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { formStyles } from "../../elements/shared/form-styles.js";
import { ConsoleElement } from "./console-element.js";
import { consoleStyles } from "./console-styles.js";
import { keysAreOn, switchKeys } from "./plain-keys.js";

const rows = [
  ["digits", ["1", "…", "7"]],
  ["zero", ["0"]],
  ["enter", ["Enter"]],
  ["undo", ["U"]],
  ["back", ["B"]],
  ["reports", ["J", "K"]],
  ["picture", ["P"]],
  ["measure", ["+", "-"]],
  ["address", ["A"]],
  ["statement", ["W"]],
  ["note", ["N"]],
  ["leave", ["Esc"]],
  ["sections", ["C", "I", "S", "/", "F", "R"]],
  ["help", ["?"]],
] as const;

/** Which key does what. */
@customElement("passerby-keys")
export class PasserbyKeys extends ConsoleElement {
  static override styles = [
    baseStyles,
    consoleStyles,
    formStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.45rem 0.9rem;
        margin: 0 0 1rem;
      }
      dt {
        white-space: nowrap;
      }
      dd {
        margin: 0;
      }
    `,
  ];

  override render(): TemplateResult {
    const { help } = this.say;
    return html`<dl>
        ${rows.map(
          ([name, keys]) =>
            html`<dt>${keys.map((key) => (key === "…" ? " … " : html`<kbd>${key}</kbd> `))}</dt>
              <dd>${help.keys[name]}</dd>`,
        )}
      </dl>
      <label class="check">
        <input type="checkbox" aria-describedby="off" .checked=${keysAreOn()} @change=${this.#switch} />${help.off}
      </label>
      <p class="soft" id="off">${help.offHint}</p>`;
  }

  #switch({ target }: Event): void {
    if (target instanceof HTMLInputElement) switchKeys(target.checked);
  }
}
