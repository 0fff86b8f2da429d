import type { Device, DeviceList } from "./devices.js";

/** A device that was plugged in during a call: a microphone, a loudspeaker, or both in one. */
export interface PluggedDevice {
  readonly label: string;
  readonly microphone?: string;
  readonly speaker?: string;
}

/** Names of the system for whichever device is its first. */
const stand = new Set(["default", "communications"]);

/** Notices a headset that is plugged in, so that it can be offered. Nothing switches to it by itself. */
export class Plugged {
  #known: ReadonlySet<string> | undefined;
  #offer: PluggedDevice | undefined;

  /** What the visitor may want to use. */
  get offer(): PluggedDevice | undefined {
    return this.#offer;
  }

  /** The devices are these now. The first list, and one without any name before it, only says what there was. */
  note({ microphones, speakers }: DeviceList): void {
    const all = [...microphones, ...speakers].filter(({ id }) => !stand.has(id));
    const known = this.#known;
    this.#known = new Set(all.map(({ id }) => id));
    if (this.#offer && !all.some(({ id }) => id === this.#offer?.microphone || id === this.#offer?.speaker)) {
      this.#offer = undefined;
    }
    if (!known || known.size === 0) return;
    const fresh = ({ id, label }: Device): boolean => label !== "" && !stand.has(id) && !known.has(id);
    const microphone = microphones.find(fresh);
    const speaker = speakers.find((device) => fresh(device) && (!microphone || device.group === microphone.group));
    const label = microphone?.label ?? speaker?.label;
    if (label === undefined) return;
    this.#offer = {
      label,
      ...(microphone ? { microphone: microphone.id } : {}),
      ...(speaker ? { speaker: speaker.id } : {}),
    };
  }

  /** The visitor has answered. */
  settle(): void {
    this.#offer = undefined;
  }

  /** The devices are no longer followed. */
  forget(): void {
    this.#known = this.#offer = undefined;
  }
}
