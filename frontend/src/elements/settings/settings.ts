import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { Diagnostics } from "../../media/diagnostics/diagnostics.js";
import type { ChosenDevices, Kind } from "../../media/local-media.js";
import { type Device, type DeviceList, noDevices } from "../../media/own/devices.js";
import "../diagnostics/diagnostics.js";
import "../dialog/dialog.js";
import type { PasserbyDialog } from "../dialog/dialog.js";
import "../language-choice/language-choice.js";
import { actionStyles } from "../shared/action-styles.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { DeviceEvent } from "../shared/events.js";
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
      select {
        width: 100%;
        min-height: 44px;
        padding: 0 0.7rem;
        border: 1px solid var(--passerby-edge);
        border-radius: 14px;
        font: inherit;
        color: inherit;
        background: var(--passerby-ground);
      }
    `,
  ];

  @property({ attribute: false }) devices: DeviceList = noDevices;
  @property({ attribute: false }) chosen: ChosenDevices = {};
  /** Returns the record of the connection as it is now. */
  @property({ attribute: false }) diagnose: (() => Diagnostics) | undefined;

  @query("passerby-dialog") private readonly dialog!: PasserbyDialog;

  override render(): TemplateResult {
    const words = this.words.settings;
    const { cameras, microphones } = this.devices;
    return html`
      <button class="action" title=${words.title} @click=${() => this.dialog.show()}>
        ${settingsIcon}<span class="label hidden-visually">${words.title}</span>
      </button>
      <passerby-dialog .heading=${words.title}>
        <div class="fields">
          <passerby-language></passerby-language>
          ${this.#choice("video", words.camera, cameras)} ${this.#choice("audio", words.microphone, microphones)}
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

  #choice(kind: Kind, label: string, devices: readonly Device[]): TemplateResult | typeof nothing {
    if (devices.length === 0) return nothing;
    const chosen = this.chosen[kind] ?? devices[0]?.id;
    return html`<label>
      ${label}
      <select
        @change=${(event: Event) => {
          if (event.target instanceof HTMLSelectElement) {
            this.dispatchEvent(new DeviceEvent(kind, event.target.value));
          }
        }}
      >
        ${repeat(
          devices,
          ({ id }) => id,
          ({ id, label: name }, index) =>
            html`<option value=${id} .selected=${live(id === chosen)}>
              ${name || this.words.settings.unnamed(String(index + 1))}
            </option>`,
        )}
      </select>
    </label>`;
  }
}
