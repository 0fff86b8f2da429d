/**
 * What the partner says of the own devices. Nothing else tells: a track whose sender has stopped stays unmuted here in Chromium
 * 147, and the last picture stands still.
 */
export interface PartnerMedia {
  /** False also while the system holds the device, as during a telephone call. */
  readonly microphone: boolean;
  readonly camera: boolean;
  /** True while the path from the partner has room for the sound only. */
  readonly soundOnly?: boolean;
}

/** Until the partner says otherwise. */
export const fullMedia: PartnerMedia = { microphone: true, camera: true };
