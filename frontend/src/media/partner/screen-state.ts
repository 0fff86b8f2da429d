/** The state of the own screen. `asking`: waits for the partner's consent, and nothing is sent yet. */
export type OwnScreen = "off" | "choosing" | "asking" | "sharing";

/** The state of the partner's screen. `asking`: waits for this visitor's answer. */
export type PartnerScreen = "off" | "asking" | "sharing";

export interface ScreenState {
  readonly own: OwnScreen;
  readonly partner: PartnerScreen;
  /** Why the latest attempt failed. The next attempt clears it. */
  readonly problem?: "declined" | "refused" | "unsupported" | "failed";
}

export const noScreens: ScreenState = { own: "off", partner: "off" };
