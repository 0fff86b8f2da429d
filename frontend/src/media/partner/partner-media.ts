/**
 * What the partner says about their own devices. Nothing else tells: in Chromium 147 a track whose sender has stopped
 * stays unmuted here, and its last picture stands still.
 */
export interface PartnerMedia {
  /** Also false while the system holds the device, for example during a phone call. */
  readonly microphone: boolean;
  readonly camera: boolean;
  /** True while the path from the partner has room for sound only. */
  readonly soundOnly?: boolean;
}

/** What is assumed until the partner says otherwise. */
export const fullMedia: PartnerMedia = { microphone: true, camera: true };
