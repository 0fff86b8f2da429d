import type { Speech } from "./speech.js";

/** An element asks which language to speak. It rises out of shadow roots to the nearest element that answers. */
export class SpeechRequest extends Event {
  static readonly type = "passerby-speech-request";

  speech: Speech | undefined;

  constructor() {
    super(SpeechRequest.type, { bubbles: true, composed: true });
  }
}

/** Gives its language to every element inside of `root`. `speech` is asked anew each time. */
export function provideSpeech(root: EventTarget, speech: () => Speech): void {
  root.addEventListener(SpeechRequest.type, (event) => {
    if (!(event instanceof SpeechRequest)) return;
    event.stopPropagation();
    event.speech = speech();
  });
}
