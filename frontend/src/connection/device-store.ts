const key = "passerby.device";

/** Keeps the device id that the server signed, so that blocks outlast a reload. */
export class DeviceStore {
  #fallback: string | undefined;

  constructor(private readonly storage: () => Pick<Storage, "getItem" | "setItem"> = () => localStorage) {}

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
}
