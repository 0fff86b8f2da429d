import type { Criteria } from "../../chat/criteria.js";
import type { ReportDetails } from "../../chat/encounters.js";
import type { Secret } from "../../chat/message-log.js";
import type { ClosedReason } from "../../connection/connection-state.js";
import type { ChosenKind, Kind } from "../../media/local-media.js";
import type { Offered } from "../../media/partner/file-transfer.js";
import type { Beside } from "../../protocol/relayed-frames.js";
import type { NoticeFrame, Room } from "../../protocol/server-frames.js";
import type { LeftReason, Stars } from "../../protocol/values.js";
import type { RevealHow } from "../../visit/reveal.js";

/** Base of the elements' events. They bubble up through shadow roots. */
abstract class PasserbyEvent extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}

export class StartEvent extends PasserbyEvent {
  constructor(
    readonly criteria: Criteria,
    readonly relayOnly: boolean,
    readonly showMe: boolean,
  ) {
    super("passerby-start");
  }
}

export class CancelEvent extends PasserbyEvent {
  constructor() {
    super("passerby-cancel");
  }
}

export class NextEvent extends PasserbyEvent {
  constructor() {
    super("passerby-next");
  }
}

export class LeaveEvent extends PasserbyEvent {
  constructor() {
    super("passerby-leave");
  }
}

export class RetryEvent extends PasserbyEvent {
  constructor() {
    super("passerby-retry");
  }
}

/** The visitor has read what a moderator has decided. */
export class DismissEvent extends PasserbyEvent {
  constructor(readonly notice: NoticeFrame) {
    super("passerby-dismiss");
  }
}

/** The visitor goes on without waiting for camera and microphone. */
export class WithoutMediaEvent extends PasserbyEvent {
  constructor() {
    super("passerby-without-media");
  }
}

/** The browser should be asked once more for camera and microphone. */
export class AskAgainEvent extends PasserbyEvent {
  constructor() {
    super("passerby-ask-again");
  }
}

/** The visitor would rather meet by text than wait for a call. */
export class TextInsteadEvent extends PasserbyEvent {
  constructor() {
    super("passerby-text-instead");
  }
}

/** The visitor wants a notification when somebody is here. */
export class NotifyEvent extends PasserbyEvent {
  constructor() {
    super("passerby-notify");
  }
}

/** The search should be for people with these interests. */
export class RefineEvent extends PasserbyEvent {
  constructor(readonly interests: readonly string[]) {
    super("passerby-refine");
  }
}

/** The text should be sent. Whoever handles the event calls `accept` when it was. */
export class SayEvent extends PasserbyEvent {
  accepted = false;

  /**
   * @param beside what the text is, and about which message
   * @param secret what a sealed answer hides
   */
  constructor(
    readonly text: string,
    readonly beside?: Beside,
    readonly secret?: Secret,
  ) {
    super("passerby-say");
  }

  accept(): void {
    this.accepted = true;
  }
}

export class DraftEvent extends PasserbyEvent {
  constructor(readonly text: string) {
    super("passerby-draft");
  }
}

/** A message of the partner is now on the screen. */
export class ShownEvent extends PasserbyEvent {
  constructor(readonly id: string) {
    super("passerby-shown");
  }
}

/** The visitor agrees to be seen unblurred. */
export class RevealEvent extends PasserbyEvent {
  constructor(readonly how: RevealHow = "now") {
    super("passerby-reveal");
  }
}

/** The microphone (`audio`) or the camera (`video`) should be on or off. */
export class SwitchEvent extends PasserbyEvent {
  constructor(
    readonly kind: Kind,
    readonly on: boolean,
  ) {
    super("passerby-switch");
  }
}

/** The browser should be asked again for devices that the system has taken away. */
export class ReviveEvent extends PasserbyEvent {
  constructor() {
    super("passerby-revive");
  }
}

/** Another camera, microphone or loudspeaker should be used. */
export class DeviceEvent extends PasserbyEvent {
  constructor(
    readonly kind: ChosenKind,
    readonly id: string,
  ) {
    super("passerby-device");
  }
}

/** Whether to use what was plugged in. */
export class PluggedEvent extends PasserbyEvent {
  constructor(readonly use: boolean) {
    super("passerby-plugged");
  }
}

/** What should happen with the own screen (`share`, `stop`) or the partner's (`see`, `decline`). */
export class ScreenEvent extends PasserbyEvent {
  constructor(readonly wish: "share" | "stop" | "see" | "decline") {
    super("passerby-screen");
  }
}

/** What should happen with a file that is being sent. */
export class FileEvent extends PasserbyEvent {
  constructor(
    readonly wish: "accept" | "refuse" | "cancel",
    readonly id: string,
  ) {
    super("passerby-file");
  }
}

/** A file should be offered to the partner. Whoever handles the event calls `answer` with the result. */
export class OfferFileEvent extends PasserbyEvent {
  offered: Offered = "no-partner";

  constructor(readonly file: File) {
    super("passerby-offer-file");
  }

  answer(offered: Offered): void {
    this.offered = offered;
  }
}

export class ReportEvent extends PasserbyEvent {
  constructor(
    readonly room: string,
    readonly details: ReportDetails,
  ) {
    super("passerby-report");
  }
}

export class BlockEvent extends PasserbyEvent {
  constructor(readonly room: string) {
    super("passerby-block");
  }
}

export class RateEvent extends PasserbyEvent {
  constructor(
    readonly room: string,
    readonly stars: Stars,
  ) {
    super("passerby-rate");
  }
}

/** The partner of that room should come back. */
export class RewindEvent extends PasserbyEvent {
  constructor(readonly room: string) {
    super("passerby-rewind");
  }
}

/** Tells the page around the element that somebody is here. */
export class MetEvent extends PasserbyEvent {
  constructor(readonly room: Room) {
    super("passerby-met");
  }
}

/** Tells the page around the element that the chat is over. No reason when the visitor ended it. */
export class PartedEvent extends PasserbyEvent {
  constructor(
    readonly room: Room,
    readonly reason: LeftReason | undefined,
  ) {
    super("passerby-parted");
  }
}

/** Tells the page around the element that the visit is over for good. */
export class ClosedEvent extends PasserbyEvent {
  constructor(readonly reason: ClosedReason) {
    super("passerby-closed");
  }
}

/** The elements' events by their names. */
export interface PasserbyEvents {
  "passerby-start": StartEvent;
  "passerby-cancel": CancelEvent;
  "passerby-next": NextEvent;
  "passerby-leave": LeaveEvent;
  "passerby-retry": RetryEvent;
  "passerby-dismiss": DismissEvent;
  "passerby-without-media": WithoutMediaEvent;
  "passerby-ask-again": AskAgainEvent;
  "passerby-text-instead": TextInsteadEvent;
  "passerby-notify": NotifyEvent;
  "passerby-refine": RefineEvent;
  "passerby-say": SayEvent;
  "passerby-draft": DraftEvent;
  "passerby-shown": ShownEvent;
  "passerby-reveal": RevealEvent;
  "passerby-switch": SwitchEvent;
  "passerby-revive": ReviveEvent;
  "passerby-device": DeviceEvent;
  "passerby-plugged": PluggedEvent;
  "passerby-screen": ScreenEvent;
  "passerby-file": FileEvent;
  "passerby-offer-file": OfferFileEvent;
  "passerby-report": ReportEvent;
  "passerby-block": BlockEvent;
  "passerby-rate": RateEvent;
  "passerby-rewind": RewindEvent;
  "passerby-met": MetEvent;
  "passerby-parted": PartedEvent;
  "passerby-closed": ClosedEvent;
}

declare global {
  interface HTMLElementEventMap extends PasserbyEvents {}
}
