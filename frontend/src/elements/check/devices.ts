import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { type ChosenDevices, type LocalMedia, noMedia } from "../../media/local-media.js";
import { type DeviceList, noDevices } from "../../media/own/devices.js";
import type { Mode } from "../../protocol/values.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { kit } from "./kit.js";

/** The place of the device check, which is loaded when it is wanted. */
@customElement("passerby-devices")
export class PasserbyDevices extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
    `,
  ];

  @property() mode: Mode = "video";
  /** Whether the check opens the devices itself. Otherwise they are those of `media`. */
  @property({ type: Boolean }) opens = false;
  @property({ attribute: false }) media: LocalMedia = noMedia;
  @property({ attribute: false }) devices: DeviceList = noDevices;
  @property({ attribute: false }) chosen: ChosenDevices = {};

  @state() private missing = false;
  /** An element that is drawn before it is defined would begin without what it was given. */
  @state() private ready = customElements.get("passerby-check") !== undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render(): TemplateResult | typeof nothing {
    // A browser may remember that a file failed to load, so only another page asks for it again.
    if (this.missing) return html`<p role="alert">${this.words.page.partMissing}</p>`;
    if (!this.ready) return nothing;
    const { mode, chosen } = this;
    if (this.opens) return html`<passerby-check opens .mode=${mode} .chosen=${chosen}></passerby-check>`;
    return html`<passerby-check
      .mode=${mode}
      .chosen=${chosen}
      .media=${this.media}
      .devices=${this.devices}
    ></passerby-check>`;
  }

  async #load(): Promise<void> {
    try {
      const { defineDeviceCheck } = await import("./device-check.js");
      this.missing = false;
      defineDeviceCheck(kit);
      this.ready = true;
    } catch {
      this.missing = true;
    }
  }
}
