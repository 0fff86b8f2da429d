const key = "passerby.device";

type DeviceStorage = Pick<Storage, "getItem" | "setItem"> & Partial<Pick<Storage, "removeItem">>;

/** Keeps the device id that the server signed, so that blocks survive a reload. */
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
      // Private windows may refuse storage. The id then lasts as long as the page.
    }
  }

  /** Forgets the stored device, because the server does not accept it. */
  forget(): void {
    this.#fallback = undefined;
    try {
      this.storage().removeItem?.(key);
    } catch {
      // Nothing was stored where storage is refused.
    }
  }
}
