import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { ChatState } from "../../chat/chat-state.js";
import type { Encounter } from "../../chat/encounters.js";
import { interestName } from "../../chat/known-interests.js";
import type { Message } from "../../chat/message-log.js";
import { canSeal } from "../../chat/seal.js";
import type { Lines } from "../../connection/icebreakers-api.js";
import { someOf } from "../../visit/icebreakers.js";
import type { Visit } from "../../visit/visit.js";
import "../actions/actions.js";
import "../after/after.js";
import "../call/call.js";
import type { PasserbyCall } from "../call/call.js";
import "../composer/composer.js";
import type { PasserbyComposer } from "../composer/composer.js";
import "../controls/controls.js";
import "../files/files.js";
import "../interruption/interruption.js";
import "../messages/messages.js";
import "../next/next.js";
import type { PasserbyNext } from "../next/next.js";
import "../quality/quality.js";
import "../reveal/reveal.js";
import "../screen/screen.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { isCutOff, mediaSentence, pathSentence } from "../shared/sentences.js";
import { roomStyles } from "./room-styles.js";

type RoomState = ChatState & { name: "chatting" | "ended" };

/**
 * The place where two people talk, from the match until the visitor goes on.
 *
 * @csspart call - picture and sound
 * @csspart talk - the written conversation with its buttons
 * @csspart partner - the partner's picture
 * @csspart self - the own picture
 * @csspart message - each message; also `message-partner` or `message-me`
 */
@customElement("passerby-room")
export class PasserbyRoom extends PasserbyElement {
  static override styles = [baseStyles, roomStyles];

  @property({ attribute: false }) visit!: Visit;
  @property({ attribute: false }) state!: RoomState;
  /** Changes whenever the visit does. The visit object itself stays the same. */
  @property({ type: Number }) revision = 0;
  /** Whether pictures stay blurred until both agree to be seen. */
  @property({ type: Boolean }) consent = true;

  @query("passerby-call") private readonly callView!: PasserbyCall | null;
  @query("passerby-composer") private readonly composer!: PasserbyComposer;
  @query("passerby-next") private readonly nextButton!: PasserbyNext;

  override render(): TemplateResult {
    const { visit, state } = this;
    const { room } = state;
    const ended = state.name === "ended";
    const { words } = this;
    return html`
      <h1 class="hidden-visually">${words.talk.chat}</h1>
      <div class="room ${room.mode} ${state.name}">
        ${room.mode === "text" ? nothing : this.#call()}
        <section class="talk" part="talk" aria-label=${words.talk.chat}>
          <div>
            <passerby-actions
              .about=${this.#about}
              .messages=${visit.messages}
              ?ended=${ended}
              ?direct=${visit.direct}
              .takePicture=${room.mode === "video" ? this.#snapshot : undefined}
            ></passerby-actions>
            ${
              ended
                ? nothing
                : html`<passerby-interruption
                    .interrupted=${visit.own.interrupted}
                    .unsendable=${visit.unsendable}
                    .plugged=${room.mode === "text" ? undefined : visit.own.plugged.offer}
                  ></passerby-interruption>`
            }
            <passerby-screen .screens=${visit.screen}></passerby-screen>
          </div>
          <passerby-messages
            exportparts="message, message-partner, message-me"
            .messages=${visit.messages}
            ?typing=${visit.partnerTyping}
            ?unreachable=${isCutOff(visit.connection)}
            ?threaded=${visit.besideAllowed}
            ?over=${ended}
            .onReply=${this.#reply}
            .opening=${this.#opening()}
            .starters=${ended || visit.messages.length > 0 ? [] : this.#starters()}
            .remark=${mediaSentence(this.speech, visit.media, room.mode)}
          ></passerby-messages>
          <div>
            <p class="over" role="status">${ended ? words.talk.endings[state.reason] : nothing}</p>
            ${ended ? html`<passerby-after class="after" .about=${visit.encounters.last}></passerby-after>` : nothing}
            <passerby-files .files=${visit.files}></passerby-files>
            <div class="bar">
              <passerby-next .room=${room.room} ?ended=${ended}></passerby-next>
              <passerby-composer
                ?disabled=${ended}
                .questions=${visit.besideAllowed && canSeal() ? (this.#offered("questions", 8) ?? words.threads.questions) : []}
                .maxChars=${visit.maxChars}
              ></passerby-composer>
            </div>
          </div>
        </section>
      </div>
    `;
  }

  #call(): TemplateResult {
    const { visit, state } = this;
    const video = state.room.mode === "video";
    const on = state.name === "chatting";
    return html`<passerby-call
      part="call"
      exportparts="partner, self"
      ?voice=${!video}
      ?blurred=${video && on && this.consent && !visit.revealed.both}
      .share=${visit.revealed.slow.share}
      .remote=${visit.remote}
      .local=${visit.media.stream}
      .call=${visit.call}
      .partnerMedia=${visit.partnerMedia}
      ?screen=${visit.screen.partner === "sharing"}
      ?dark=${video && on && !visit.own.summary.camera}
      ?muted=${visit.own.muted}
      .speaker=${visit.devices.speakers.find(({ id }) => id === visit.own.chosen.speaker)?.id ?? ""}
      .weakness=${video ? pathSentence(this.speech, visit.quality) : undefined}
      .onPicture=${this.#pictureShown}
    >
      ${on ? html`<passerby-quality slot="top" .quality=${visit.call === "connected" ? visit.quality : undefined}></passerby-quality>` : nothing}
      <passerby-reveal
        slot="middle"
        .revealed=${visit.revealed}
        ?direct=${visit.direct}
        ?refused=${visit.encounters.current?.revealRefused ?? false}
      ></passerby-reveal>
      ${
        on && (visit.media.stream || visit.own.cameraOff)
          ? html`<passerby-controls
              slot="bottom"
              ?video=${video}
              ?muted=${visit.own.muted}
              ?cameraOff=${visit.own.cameraOff}
              ?shareable=${visit.direct && "getDisplayMedia" in (navigator.mediaDevices ?? {})}
              .screen=${visit.screen.own}
            ></passerby-controls>`
          : nothing
      }
    </passerby-call>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("state")) return;
    const before = changed.get("state");
    if (before?.room.room !== this.state.room.room) {
      this.composer.clear();
      void this.composer.updateComplete.then(() => this.composer.focus());
    } else if (before.name !== this.state.name && this.state.name === "ended") {
      this.nextButton.focus();
    }
  }

  get #about(): Encounter | undefined {
    const { current, last } = this.visit.encounters;
    return this.state.name === "ended" ? last : current;
  }

  #opening(): string {
    const { interests, language } = this.state.room;
    const words = this.words.talk;
    if (this.#about?.again) return words.again;
    if (interests.length > 0) {
      return words.metLikes(this.speech.list(interests.map((one) => interestName(one, this.speech.language))));
    }
    return language ? words.metSpeaks(this.speech.languageName(language)) : words.met;
  }

  /** First lines to tap. The first one is about what both like. */
  #starters(): readonly string[] {
    const { startersAbout } = this.words.talk;
    const starters = this.#offered("starters", 3) ?? this.words.talk.starters;
    const [shared] = this.state.room.interests;
    if (shared === undefined || this.#about?.again) return starters;
    return [startersAbout(interestName(shared, this.speech.language)), ...starters].slice(0, 3);
  }

  /** Some of what the operator offers. Undefined where that is nothing. */
  #offered(kind: keyof Lines, count: number): readonly string[] | undefined {
    const lines = this.visit.seeking.icebreakers.in(this.speech.language)[kind];
    return lines.length > 0 ? someOf(lines, count, this.state.room.room) : undefined;
  }

  readonly #reply = (message: Message): void => this.composer.replyTo(message);
  readonly #snapshot = (): string | undefined => this.callView?.snapshot();
  readonly #pictureShown = (): void => this.visit.pictureShown();
}
