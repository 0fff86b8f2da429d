import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { Diagnostics } from "../../media/diagnostics/diagnostics.js";
import { type ChosenDevices, type LocalMedia, noMedia } from "../../media/local-media.js";
import { type DeviceList, noDevices } from "../../media/own/devices.js";
import type { Mode } from "../../protocol/values.js";
import "../check/devices.js";
import "../diagnostics/diagnostics.js";
import "../dialog/dialog.js";
import type { PasserbyDialog } from "../dialog/dialog.js";
import "../language-choice/language-choice.js";
import { actionStyles } from "../shared/action-styles.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { formStyles } from "../shared/form-styles.js";
import { settingsIcon } from "../shared/icons.js";
import { keepPreferences, recallPreferences } from "../shared/preferences.js";

/** Language, devices, keys, and what helps when something does not work. */
@customElement("passerby-settings")
export class PasserbySettings extends PasserbyElement {
  static override styles = [
    baseStyles,
    actionStyles,
    formStyles,
    css`
      .fields {
        display: grid;
        gap: 0.8rem;
      }
      label:not(.check) {
        display: grid;
        gap: 0.3rem;
      }
      table {
        border-collapse: collapse;
        font-size: 0.95rem;
        text-align: start;
      }
      caption {
        padding-bottom: 0.2rem;
        font-weight: 600;
        text-align: start;
      }
      th {
        padding: 0.15rem 0;
        padding-inline-end: 1rem;
        font-weight: 400;
        text-align: start;
        white-space: nowrap;
      }
      kbd {
        padding: 0.05rem 0.4rem;
        border: 1px solid var(--passerby-edge);
        border-radius: 6px;
        font: inherit;
        font-size: 0.85rem;
      }
      @media (pointer: coarse) and (not (any-pointer: fine)) {
        table {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) devices: DeviceList = noDevices;
  @property({ attribute: false }) chosen: ChosenDevices = {};
  @property({ attribute: false }) media: LocalMedia = noMedia;
  /** The way to meet that is searched for, or in use. */
  @property() mode: Mode = "text";
  /** Returns the record of the connection as it is now. */
  @property({ attribute: false }) diagnose: (() => Diagnostics) | undefined;

  @state() private open = false;
  @query("passerby-dialog") private readonly dialog!: PasserbyDialog;

  override render(): TemplateResult {
    const words = this.words.settings;
    return html`
      <button class="action" title=${words.title} @click=${this.#show}>
        ${settingsIcon}<span class="label hidden-visually">${words.title}</span>
      </button>
      <passerby-dialog .heading=${words.title} .onClose=${this.#closed}>
        <div class="fields">
          <passerby-language></passerby-language>
          ${
            this.open && this.mode !== "text"
              ? html`<passerby-devices
                  .mode=${this.mode}
                  .media=${this.media}
                  .devices=${this.devices}
                  .chosen=${this.chosen}
                ></passerby-devices>`
              : nothing
          }
          <label class="check">
            <input
              type="checkbox"
              .checked=${live(recallPreferences().sound !== false)}
              @change=${this.#toggleSound}
            />
            <span>${words.sound}</span>
          </label>
          ${this.#shortcuts()}
          <passerby-diagnostics .diagnose=${this.diagnose}></passerby-diagnostics>
        </div>
      </passerby-dialog>
    `;
  }

  #show(): void {
    this.open = true;
    this.dialog.show();
  }

  /** Nobody is listened to behind a closed dialog. */
  readonly #closed = (): void => {
    this.open = false;
  };

  #toggleSound({ target }: Event): void {
    if (target instanceof HTMLInputElement) keepPreferences({ ...recallPreferences(), sound: target.checked });
  }

  #shortcuts(): TemplateResult {
    const { shortcuts, keys } = this.words.settings;
    const rows = [
      ["Enter", keys.send],
      [keys.twice, keys.next],
      ["Alt+M", keys.mute],
      ["Alt+V", keys.camera],
    ];
    return html`<table>
      <caption>${shortcuts}</caption>
      ${rows.map(
        ([key, does]) =>
          html`<tr>
            <th scope="row"><kbd>${key}</kbd></th>
            <td>${does}</td>
          </tr>`,
      )}
    </table>`;
  }
}
