import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { mayRetryNow } from "../../connection/connection-state.js";
import type { Unsubscribe } from "../../events/emitter.js";
import type { Mode } from "../../protocol/values.js";
import { browserVisit } from "../../visit/browser-visit.js";
import type { Visit } from "../../visit/visit.js";
import "../notices/notices.js";
import "../after/after.js";
import "../closed/closed.js";
import "../language-choice/language-choice.js";
import { Speech } from "../language/speech.js";
import { provideSpeech } from "../language/speech-request.js";
import "../room/room.js";
import "../settings/settings.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { LeaveEvent } from "../shared/events.js";
import { Frames } from "../shared/frames.js";
import { leaveIcon } from "../shared/icons.js";
import { recallPreferences } from "../shared/preferences.js";
import { isCutOff, statusSentence } from "../shared/sentences.js";
import "../start/start.js";
import { allModes, type PasserbyStart } from "../start/start.js";
import "../status/status.js";
import "../waiting/waiting.js";
import { Attention } from "./attention.js";
import { chatStyles } from "./chat-styles.js";
import { Happenings } from "./happenings.js";
import { modesFrom } from "./modes.js";
import { modeOf, type View, viewOf } from "./view.js";
import { followWishes } from "./wishes.js";

/**
 * A whole visit: start page, search, room, and what comes after. Put it on a page and it works.
 *
 * @slot brand - stands at the start of the header
 * @slot welcome - stands beside the start page, and goes when the visit begins
 * @csspart header - brand, language or settings, and the way out
 * @csspart main - everything below the header
 * @csspart call - picture and sound of a call
 * @csspart talk - the written conversation with its buttons
 * @csspart partner - the partner's picture
 * @csspart self - the own picture
 * @csspart message - each message
 * @csspart message-partner - each message of the partner
 * @csspart message-me - each own message
 * @fires {MetEvent} passerby-met - somebody is here
 * @fires {PartedEvent} passerby-parted - the chat is over
 * @fires {ClosedEvent} passerby-closed - the visit is over for good
 */
@customElement("passerby-chat")
export class PasserbyChat extends PasserbyElement {
  static override styles = [baseStyles, chatStyles];

  /** Set before the element is first drawn; by default a visit to `server`. */
  @property({ attribute: false }) visit: Visit | undefined;
  /** The server's address, such as `https://chat.example.org`; by default that of the page. */
  @property() server = "";
  /** The ways to meet that are offered, of `text`, `audio` and `video`. */
  @property({ converter: modesFrom }) modes: readonly Mode[] = allModes;
  /** `both`: pictures stay blurred until both agree to be seen. `off`: they are clear from the beginning. */
  @property() reveal: "both" | "off" = "both";

  /** The language of this element and of all inside; `speech.choose("de")` changes it. Elements may share one. */
  @property({ attribute: false }) override speech = new Speech();

  @state() private revision = 0;
  @state() private speaking = false;
  @query("passerby-start") private readonly start!: PasserbyStart | null;
  readonly #attention = new Attention(() => this.requestUpdate());
  readonly #happenings = new Happenings(this);
  /** However much happens in a visit, it is drawn at most once per animation frame. */
  readonly #frames = new Frames(() => {
    this.revision += 1;
  });
  #unsubscribe: Unsubscribe | undefined;

  constructor() {
    super();
    followWishes(this, () => this.visit);
    this.addEventListener("passerby-notify", () => void this.#attention.ask());
    this.addEventListener("passerby-met", () => this.#attention.call(this.words.alerts.met));
    this.addEventListener("passerby-refine", ({ interests }) => this.start?.refine(interests));
    provideSpeech(this, () => this.speech);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#seen);
    // An element that is put back on a page gets no update by itself, and has to follow its visit again.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#seen);
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#frames.stop();
    this.visit?.stop();
  }

  readonly #seen = (): void => {
    if (!document.hidden) this.#attention.hush();
  };

  /** The visit begins with the first update, because React connects an element before it sets its properties. */
  protected override willUpdate(): void {
    if (!this.isConnected) return;
    this.visit ??= browserVisit(this.server || location.origin);
    if (this.#unsubscribe) return;
    this.visit.own.prefer(recallPreferences().devices ?? {});
    this.speakBy(this.speech);
    void this.speech.begin(navigator.languages).then(() => {
      this.speaking = true;
    });
    this.#unsubscribe = this.visit.on("change", () => {
      this.#frames.ask();
    });
    void this.visit.resume();
  }

  protected override findSpeech(): Speech {
    return this.speech;
  }

  override render(): TemplateResult | typeof nothing {
    const { visit } = this;
    if (!visit || !this.speaking || visit.recalling) return nothing;
    const { connection } = visit;
    const view = viewOf(visit);
    return html`
      <header part="header">
        <slot name="brand"></slot>
        <div class="tools">
          ${
            view === "start-page" || view === "closed"
              ? html`<passerby-language></passerby-language>`
              : html`<passerby-settings
                  .devices=${visit.devices}
                  .chosen=${visit.own.chosen}
                  .media=${visit.media}
                  .mode=${modeOf(visit)}
                  .diagnose=${() => visit.diagnostics()}
                ></passerby-settings>`
          }
          ${
            view === "room"
              ? html`<button class="leave" @click=${() => this.dispatchEvent(new LeaveEvent())}>
                  ${leaveIcon} <span class="label">${this.words.page.leave}</span>
                </button>`
              : nothing
          }
        </div>
      </header>
      <div>
        <passerby-status
          .sentence=${statusSentence(this.speech, visit)}
          ?retry=${connection.name === "reconnecting" && mayRetryNow(connection.cause)}
        ></passerby-status>
        ${view === "closed" ? nothing : this.#news(visit)}
      </div>
      <main part="main">
        <div class="start-page" ?hidden=${view !== "start-page"}>
          <div class="welcome"><slot name="welcome"></slot></div>
          <passerby-start
            .online=${visit.seeking.census.online}
            .modes=${this.modes}
            .refusal=${visit.refusal}
            .callable=${visit.callable}
            .chosen=${visit.own.chosen}
            ?blurred=${this.reveal === "both"}
          ></passerby-start>
        </div>
        ${this.#inside(visit, view)}
      </main>
    `;
  }

  /** What the moderators say. */
  #news({ moderation: { notices }, moderation, chat, encounters }: Visit): TemplateResult {
    const { status } = this.words;
    const latest = encounters.current?.outcome ?? encounters.last?.outcome;
    const outcomes = new Set([...encounters.older, ...(latest ? [latest] : [])]);
    return html`
      ${
        notices.length > 0
          ? html`<passerby-notices .notices=${notices} server=${this.server}></passerby-notices>`
          : nothing
      }
      ${moderation.partnerMuted(chat) ? html`<p class="notice" role="status">${this.words.moderation.partnerMuted}</p>` : nothing}
      ${[...outcomes].map((outcome) => html`<p class="notice" role="status">${status[outcome]}</p>`)}
    `;
  }

  /** What takes the place of the start page. That one only hides, and so keeps the visitor's choices. */
  #inside(visit: Visit, view: View): TemplateResult | typeof nothing {
    const { connection, chat, seeking } = visit;
    if (view === "closed" && connection.name === "closed") {
      return html`<passerby-closed .reason=${connection.reason} server=${this.server}></passerby-closed>`;
    }
    if (view === "waiting") {
      return html`<passerby-waiting
        .search=${chat.name === "waiting" ? chat : undefined}
        .notifications=${this.#attention.notifications}
        .mode=${seeking.criteria?.mode ?? "video"}
        .interests=${seeking.criteria?.interests ?? []}
        .online=${seeking.census.online}
        .media=${visit.media}
        ?askingAgain=${seeking.askingAgain}
        ?textable=${this.modes.includes("text")}
        ?paused=${isCutOff(connection)}
      >
        <passerby-after .about=${visit.encounters.last}></passerby-after>
      </passerby-waiting>`;
    }
    if (chat.name !== "chatting" && chat.name !== "ended") return nothing;
    return html`<passerby-room
      exportparts="call, talk, partner, self, message, message-partner, message-me"
      .visit=${visit}
      .state=${chat}
      .revision=${this.revision}
      .consent=${this.reveal === "both"}
    ></passerby-room>`;
  }

  protected override updated(): void {
    this.lang = this.speech.language;
    this.dir = this.speech.direction;
    if (!this.visit || !this.speaking || this.visit.recalling) return;
    const view = viewOf(this.visit);
    const before = this.dataset["view"];
    this.dataset["view"] = view;
    this.visit.seeking.census.want(view === "start-page" || view === "waiting");
    if (view === "start-page" && before !== undefined && before !== "start-page") this.start?.focus();
    this.#happenings.note(this.visit);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "passerby-chat": PasserbyChat;
  }
}
