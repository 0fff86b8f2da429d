import type { Criteria } from "../../chat/criteria.js";

/** Base of the family's events: they leave their element and bubble up through shadow roots. */
abstract class PasserbyEvent extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}

export class StartEvent extends PasserbyEvent {
  constructor(readonly criteria: Criteria) {
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

/** The visitor goes on without waiting for camera and microphone. */
export class WithoutMediaEvent extends PasserbyEvent {
  constructor() {
    super("passerby-without-media");
  }
}

/** The composer's text is to be sent; whoever handles it says with `accept` that it was. */
export class SayEvent extends PasserbyEvent {
  accepted = false;

  constructor(readonly text: string) {
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

declare global {
  interface HTMLElementEventMap {
    "passerby-start": StartEvent;
    "passerby-cancel": CancelEvent;
    "passerby-next": NextEvent;
    "passerby-leave": LeaveEvent;
    "passerby-retry": RetryEvent;
    "passerby-without-media": WithoutMediaEvent;
    "passerby-say": SayEvent;
    "passerby-draft": DraftEvent;
    "passerby-shown": ShownEvent;
  }
}
