import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { ChatState } from "../../chat/chat-state.js";
import { interestName } from "../../chat/known-interests.js";
import { type LocalMedia, noMedia } from "../../media/local-media.js";
import type { Mode } from "../../protocol/values.js";
import { monotonic } from "../../time/clock.js";
import "../countdown/countdown.js";
import "../interests/interests.js";
import type { PasserbyInterests } from "../interests/interests.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import {
  AskAgainEvent,
  CancelEvent,
  NotifyEvent,
  RefineEvent,
  TextInsteadEvent,
  WithoutMediaEvent,
} from "../shared/events.js";
import { passingMark } from "../shared/icons.js";
import { isForInputMethod } from "../shared/keys.js";
import { playing } from "../shared/playing.js";
import { estimateSentence, problemSentence } from "../shared/sentences.js";
import { waitingStyles } from "./waiting-styles.js";

/**
 * What is shown between pressing start and meeting somebody.
 *
 * @slot - below the buttons: what may still be done about the last chat
 */
@customElement("passerby-waiting")
export class PasserbyWaiting extends PasserbyElement {
  static override styles = [baseStyles, waitingStyles];

  /** Undefined while the browser is asking for the devices. */
  @property({ attribute: false }) search: (ChatState & { name: "waiting" }) | undefined;
  /** Whether the search stands still because there is no connection. */
  @property({ type: Boolean }) paused = false;
  @property() mode: Mode = "video";
  /** What the search asks for. */
  @property({ attribute: false }) interests: readonly string[] = [];
  /** How many people are here, as far as is known. */
  @property({ attribute: false }) online: number | undefined;
  /** The own devices. Their picture is shown, and what is lacking is said. */
  @property({ attribute: false }) media: LocalMedia = noMedia;
  /** Whether the browser is being asked for them once more. */
  @property({ type: Boolean }) askingAgain = false;
  /** Whether the visitor may meet by text instead. */
  @property({ type: Boolean }) textable = false;

  /** Whether a notification can be asked for, or was. */
  @property() notifications: "off" | "on" | "impossible" = "impossible";

  @state() private editing = false;
  @query("passerby-interests") private readonly field!: PasserbyInterests | null;
  #ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.requestUpdate(), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  /** The button that led here is gone, so the keyboard goes on from the heading. */
  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has("editing") || changed.get("editing") === undefined) return;
    // What was pressed is gone in both cases.
    const { field } = this;
    if (!field) return this.renderRoot.querySelector<HTMLElement>(".change")?.focus();
    field.chosen = this.interests;
    void field.updateComplete.then(() => field.focus());
  }

  override render(): TemplateResult {
    const words = this.words.waiting;
    const { stream } = this.media;
    return html`
      <div class="stage">
        <div class="passing">${passingMark}</div>
        ${this.search ? this.#searching(this.search) : this.#asking()}
        <button @click=${() => this.dispatchEvent(new CancelEvent())}>${words.cancel}</button>
        <slot></slot>
        ${
          stream?.getVideoTracks().length
            ? html`<figure>
                <video .srcObject=${playing(stream)} aria-label=${words.preview} autoplay muted playsinline></video>
                <figcaption>${words.preview}</figcaption>
              </figure>`
            : nothing
        }
      </div>
    `;
  }

  #asking(): TemplateResult {
    const words = this.words.waiting;
    const kind = this.mode === "audio" ? "audio" : "video";
    return html`
      <h1 tabindex="-1">${words.mayWe[kind]}</h1>
      <p role="status">${words.asking[kind]}</p>
      <button @click=${() => this.dispatchEvent(new WithoutMediaEvent())}>${words.without}</button>
    `;
  }

  #searching(search: ChatState & { name: "waiting" }): TemplateResult {
    const words = this.words.waiting;
    return html`
      <h1 tabindex="-1">${this.paused ? words.paused : words.looking}</h1>
      ${this.paused ? nothing : this.#prospects(search)}
      <p class="soft">${words.since} <passerby-countdown since=${search.since}></passerby-countdown></p>
      ${this.#lacking()} ${this.#wanted()} ${this.#notifying()}
    `;
  }

  #prospects({ dueAt, widening, delay }: ChatState & { name: "waiting" }): TemplateResult {
    const words = this.words.waiting;
    const { online } = this;
    // Nobody comes to somebody who is alone, however soon they came before.
    const left = dueAt === undefined || online === 1 ? undefined : dueAt - monotonic();
    const widens = widening ? widening.at - monotonic() : 0;
    // A screen reader need not read every second. That it takes longer is news.
    return html`
      <p class="estimate" aria-live="off">${delay ? nothing : estimateSentence(this.speech, left)}</p>
      <p class="hidden-visually" role="status">${left !== undefined && left <= 0 ? words.overdue : nothing}</p>
      ${
        online === undefined
          ? nothing
          : html`<p class="here">${online > 1 ? this.words.page.here(online) : words.alone}</p>`
      }
      ${
        widening && widens > 0 && !delay
          ? html`<p class="soft" aria-live="off">
              ${words.widenings[widening.drops](this.speech.duration(widens, "short"))}
            </p>`
          : nothing
      }
    `;
  }

  /** What keeps the visitor from being seen or heard, and what to do about it. */
  #lacking(): TemplateResult | typeof nothing {
    const words = this.words.waiting;
    const problem = problemSentence(this.speech, this.media);
    if (!problem) return nothing;
    return html`<div class="card warning" role="status">
      <p>${problem}</p>
      ${this.media.problem === "refused" ? html`<p>${words.allow}</p>` : nothing}
      <div class="choices">
        <button class="primary" ?disabled=${this.askingAgain} @click=${() => this.dispatchEvent(new AskAgainEvent())}>
          ${words.askAgain}
        </button>
        ${
          this.textable
            ? html`<button @click=${() => this.dispatchEvent(new TextInsteadEvent())}>${words.textInstead}</button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #wanted(): TemplateResult {
    const words = this.words.waiting;
    if (this.editing) {
      return html`<form class="card" @submit=${this.#refine} @keydown=${this.#key}>
        <passerby-interests></passerby-interests>
        <button class="primary" type="submit">${words.apply}</button>
      </form>`;
    }
    return html`<div class="wanted">
      ${
        this.interests.length > 0
          ? html`<p>${words.about}</p>
              <ul>
                ${this.interests.map((interest) => html`<li><bdi>${interestName(interest, this.speech.language)}</bdi></li>`)}
              </ul>`
          : html`<p>${words.aboutAnything}</p>`
      }
      <button class="quiet change" @click=${() => this.#edit(true)}>${words.change}</button>
    </div>`;
  }

  #notifying(): TemplateResult | typeof nothing {
    const words = this.words.waiting;
    if (this.notifications === "impossible") return nothing;
    if (this.notifications === "on") return html`<p class="soft" role="status">${words.willNotify}</p>`;
    return html`<button class="quiet" @click=${() => this.dispatchEvent(new NotifyEvent())}>${words.notify}</button>`;
  }

  #edit(editing: boolean): void {
    this.editing = editing;
  }

  /** Escape leaves the interests as they are. */
  #key(event: KeyboardEvent): void {
    if (event.key !== "Escape" || isForInputMethod(event)) return;
    event.preventDefault();
    this.#edit(false);
  }

  #refine(event: SubmitEvent): void {
    event.preventDefault();
    if (this.field) this.dispatchEvent(new RefineEvent(this.field.value));
    this.#edit(false);
  }
}
