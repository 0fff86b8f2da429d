/** A camera, microphone or loudspeaker. The label is empty until the visitor has granted a device of its kind. */
export interface Device {
  readonly id: string;
  readonly label: string;
  /** Microphone and loudspeaker of one headset have the same. */
  readonly group?: string;
}

export interface DeviceList {
  readonly cameras: readonly Device[];
  readonly microphones: readonly Device[];
  readonly speakers: readonly Device[];
}

export const noDevices: DeviceList = { cameras: [], microphones: [], speakers: [] };

type Source = Pick<MediaDevices, "enumerateDevices" | "addEventListener" | "removeEventListener">;

/** Lists the devices of this machine, and says when one comes or goes. */
export class Devices {
  #list: DeviceList = noDevices;
  #latest = 0;
  readonly #refresh = (): void => void this.refresh();

  constructor(
    private readonly changed: (list: DeviceList) => void,
    private readonly source: Source | undefined = globalThis.navigator?.mediaDevices,
  ) {}

  get list(): DeviceList {
    return this.#list;
  }

  watch(): void {
    this.source?.addEventListener?.("devicechange", this.#refresh);
    void this.refresh();
  }

  unwatch(): void {
    this.source?.removeEventListener?.("devicechange", this.#refresh);
    this.#latest += 1;
  }

  /** Reads the list again, for example because labels are known once a device was granted. */
  async refresh(): Promise<void> {
    this.#latest += 1;
    const turn = this.#latest;
    const found = await this.#enumerate();
    // Two readings may overtake each other. The newer one counts.
    if (turn !== this.#latest || !found) return;
    const ofKind = (kind: MediaDeviceKind): Device[] =>
      found
        .filter((device) => device.kind === kind && device.deviceId !== "")
        .map(({ deviceId: id, label, groupId: group }) => ({ id, label, ...(group ? { group } : {}) }));
    this.#list = {
      cameras: ofKind("videoinput"),
      microphones: ofKind("audioinput"),
      speakers: ofKind("audiooutput"),
    };
    this.changed(this.#list);
  }

  /** Some browsers have devices but no list of them, or none that this page may see. */
  async #enumerate(): Promise<MediaDeviceInfo[] | undefined> {
    try {
      return await this.source?.enumerateDevices();
    } catch {
      return [];
    }
  }
}
