import type { FileTransfer, Offered } from "../media/partner/file-transfer.js";
import type { PartnerMedia } from "../media/partner/partner-media.js";
import type { ScreenState } from "../media/partner/screen-state.js";
import type { CallQuality } from "../media/quality/call-quality.js";

/** What two people can do in a call besides seeing and hearing each other. All of it passes between them alone. */
export interface CallFeatures {
  /** How the call goes, renewed every few seconds; absent without a call. */
  readonly quality: CallQuality | undefined;
  /** Whether the partner's microphone and camera are on. */
  readonly partnerMedia: PartnerMedia;
  /** True once files can be offered and screens be shown: the direct channel to the partner is open. */
  readonly direct: boolean;
  readonly screen: ScreenState;
  /** The files of this room, in the order they were offered; kept until the next match. */
  readonly files: readonly FileTransfer[];

  /** Lets the visitor choose a screen and asks the partner to see it. To be called from a click. */
  shareScreen(): Promise<void>;
  stopScreen(): void;
  /** Answers the partner who asks to show a screen. */
  answerScreen(accept: boolean): void;

  offerFile(file: Blob & { readonly name: string }): Offered;
  acceptFile(id: string): void;
  refuseFile(id: string): void;
  /** Ends a transfer, whichever side it began on. */
  cancelFile(id: string): void;

  /** A view that sees the partner's first picture may say so, which makes the setup time exact. */
  pictureShown(): void;
}
