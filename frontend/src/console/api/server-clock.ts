import { monotonic, timeOfDay } from "../../time/clock.js";

/** The header by which every answer tells the server's time, in epoch milliseconds. */
const header = "passerby-time";

/**
 * What time it is for the server, so that its times can be compared with something: the device's clock may be hours off,
 * and may be set while the page is open. Until an answer tells it, the device's clock stands in.
 */
export class ServerClock {
  /** The server's time when {@link monotonic} was 0. */
  #begin: number | undefined;

  heard(headers: Headers): void {
    const told = headers.get(header);
    if (told !== null && /^\d{1,15}$/.test(told)) this.#begin = Number(told) - monotonic();
  }

  /** In epoch milliseconds; late by the time that the last answer was on its way. */
  get now(): number {
    return this.#begin === undefined ? timeOfDay() : this.#begin + monotonic();
  }
}
