/** Where the sharing of one's own screen stands; `asking` waits for the partner's consent, and nothing is sent before. */
export type OwnScreen = "off" | "choosing" | "asking" | "sharing";

/** The partner's screen: `asking` wants an answer of this visitor. */
export type PartnerScreen = "off" | "asking" | "sharing";

export interface ScreenState {
  readonly own: OwnScreen;
  readonly partner: PartnerScreen;
  /** Why the latest attempt came to nothing; gone at the next one. */
  readonly problem?: "declined" | "refused" | "unsupported" | "failed";
}

export const noScreens: ScreenState = { own: "off", partner: "off" };
