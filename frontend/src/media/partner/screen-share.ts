import type { PartnerChannel } from "./partner-channel.js";
import type { PartnerMessage } from "./partner-message.js";
import { noScreens, type ScreenState } from "./screen-state.js";

export type ScreenMessage = Extract<PartnerMessage, { type: `screen-${string}` }>;

export interface ScreenShareParts {
  readonly channel: PartnerChannel;
  /** Sends this in place of the camera. Without a track, sends the camera again. */
  readonly show: (track: MediaStreamTrack | undefined) => void;
  readonly changed: (state: ScreenState) => void;
  readonly chooseScreen?: () => Promise<MediaStream>;
}

/** The browser's own question for a screen. A few frames a second are enough to read along. */
const chooseScreen = (): Promise<MediaStream> =>
  navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: false });

/**
 * Screens in place of cameras, each only with the consent of the one who will see it. The visitor chooses the screen
 * first, because browsers let a page ask for one only right after a click. It is sent when the partner agrees.
 */
export class ScreenShare {
  #state: ScreenState = noScreens;
  #track: MediaStreamTrack | undefined;
  #closed = false;

  constructor(private readonly parts: ScreenShareParts) {}

  get state(): ScreenState {
    return this.#state;
  }

  get #choosing(): boolean {
    return this.#state.own === "choosing" && !this.#closed;
  }

  async share(): Promise<void> {
    if (this.#state.own !== "off" || !this.parts.channel.open || this.#closed) return;
    this.#become({ own: "choosing", partner: this.#state.partner });
    const track = await this.#choose();
    if (!track) return;
    if (!this.#choosing || !this.parts.channel.send({ type: "screen-ask" })) {
      track.stop();
      this.#become({ own: "off", partner: this.#state.partner });
      return;
    }
    this.#track = track;
    // The visitor may stop it in the browser's own bar.
    track.onended = () => this.stop();
    this.#become({ own: "asking", partner: this.#state.partner });
  }

  stop(): void {
    const { own } = this.#state;
    if (own === "off") return;
    if (own !== "choosing") this.parts.channel.send({ type: "screen-stop" });
    this.#end();
  }

  answer(accept: boolean): void {
    if (this.#state.partner !== "asking") return;
    this.parts.channel.send({ type: "screen-answer", accept });
    this.#become({ ...this.#state, partner: accept ? "sharing" : "off" });
  }

  handle(message: ScreenMessage): void {
    switch (message.type) {
      case "screen-ask":
        return this.#state.partner === "off" ? this.#become({ ...this.#state, partner: "asking" }) : undefined;
      case "screen-answer":
        return this.#handleAnswer(message.accept);
      case "screen-stop":
        return this.#become({ ...this.#state, partner: "off" });
      default: {
        const unknown: never = message;
        return unknown;
      }
    }
  }

  close(): void {
    this.#closed = true;
    if (this.#track) this.#track.onended = null;
    this.#track?.stop();
    this.#track = undefined;
    this.#state = noScreens;
  }

  #handleAnswer(accept: boolean): void {
    if (this.#state.own !== "asking") return;
    if (accept) {
      this.parts.show(this.#track);
      this.#become({ ...this.#state, own: "sharing" });
    } else {
      this.#end("declined");
    }
  }

  #end(problem?: ScreenState["problem"]): void {
    const shown = this.#state.own === "sharing";
    if (this.#track) this.#track.onended = null;
    this.#track?.stop();
    this.#track = undefined;
    if (shown) this.parts.show(undefined);
    this.#become({ own: "off", partner: this.#state.partner, ...(problem ? { problem } : {}) });
  }

  async #choose(): Promise<MediaStreamTrack | undefined> {
    try {
      const stream = await (this.parts.chooseScreen ?? chooseScreen)();
      const [track] = stream.getTracks().filter(({ kind }) => kind === "video");
      // Text should be sharp rather than smooth.
      if (track) track.contentHint = "detail";
      return track;
    } catch (problem) {
      this.#end(problemOf(problem));
      return undefined;
    }
  }

  #become(state: ScreenState): void {
    if (this.#closed) return;
    this.#state = state;
    this.parts.changed(state);
  }
}

function problemOf(problem: unknown): NonNullable<ScreenState["problem"]> {
  if (problem instanceof TypeError) return "unsupported";
  return problem instanceof Error && problem.name === "NotAllowedError" ? "refused" : "failed";
}
