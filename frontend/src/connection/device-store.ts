const key = "passerby.device";

type DeviceStorage = Pick<Storage, "getItem" | "setItem"> & Partial<Pick<Storage, "removeItem">>;

/** Keeps the device id that the server signed, so that blocks outlast a reload. */
export class DeviceStore {
  #fallback: string | undefined;

  constructor(private readonly storage: () => DeviceStorage = () => localStorage) {}

  get(): string | undefined {
    try {
      return this.storage().getItem(key) ?? this.#fallback;
    } catch {
      return this.#fallback;
    }
  }

  set(device: string): void {
    this.#fallback = device;
    try {
      this.storage().setItem(key, device);
    } catch {
      // Private windows may refuse storage; the id then lasts as long as the page.
    }
  }

  /** Begins as a new device: the server does not take the one that was kept. */
  forget(): void {
    this.#fallback = undefined;
    try {
      this.storage().removeItem?.(key);
    } catch {
      // Nothing was kept where storage is refused.
    }
  }
}
