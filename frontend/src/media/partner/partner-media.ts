/** What the partner says of the own devices; a muted microphone sounds like silence otherwise. */
export interface PartnerMedia {
  readonly microphone: boolean;
  readonly camera: boolean;
}

/** Until the partner says otherwise. */
export const fullMedia: PartnerMedia = { microphone: true, camera: true };
