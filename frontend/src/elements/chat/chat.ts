import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Unsubscribe } from "../../events/emitter.js";
import { browserVisit } from "../../visit/browser-visit.js";
import type { Visit } from "../../visit/visit.js";
import "../closed/closed.js";
import "../room/room.js";
import { baseStyles } from "../shared/base-styles.js";
import type { DraftEvent, SayEvent, ShownEvent, StartEvent } from "../shared/events.js";
import { leaveIcon } from "../shared/icons.js";
import { statusSentence } from "../shared/sentences.js";
import "../start/start.js";
import type { PasserbyStart } from "../start/start.js";
import "../status/status.js";
import "../waiting/waiting.js";
import { chatStyles } from "./chat-styles.js";

/**
 * The whole of a visit: door, search, room and farewell. Put it on a page and it works.
 *
 * @slot brand - stands at the left of the header
 * @slot welcome - stands beside the door, and goes when the visit begins
 */
@customElement("passerby-chat")
export class PasserbyChat extends LitElement {
  static override styles = [baseStyles, chatStyles];

  /** May be set before the element is connected; by default a visit to the server of the page. */
  @property({ attribute: false }) visit: Visit | undefined;

  @state() private revision = 0;
  @query("passerby-start") private readonly start!: PasserbyStart;
  #unsubscribe: Unsubscribe | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.visit ??= browserVisit();
    this.#unsubscribe = this.visit.on("change", () => {
      this.revision += 1;
    });
    window.addEventListener("online", this.#retry);
    window.addEventListener("pagehide", this.#stop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    this.#stop();
    window.removeEventListener("online", this.#retry);
    window.removeEventListener("pagehide", this.#stop);
  }

  override render(): TemplateResult | typeof nothing {
    const { visit } = this;
    if (!visit) return nothing;
    const { connection, chat } = visit;
    const sentence = statusSentence(connection, chat);
    const view = viewOf(visit);
    return html`
      <header>
        <slot name="brand"></slot>
        ${
          chat.name === "chatting" || chat.name === "ended"
            ? html`<button class="leave" @click=${() => visit.leave()}>${leaveIcon} Leave</button>`
            : nothing
        }
      </header>
      <passerby-status
        .sentence=${sentence}
        ?retry=${connection.name === "reconnecting" && connection.cause !== "rate-limited"}
        @passerby-retry=${this.#retry}
      ></passerby-status>
      ${visit.notice ? html`<p class="notice" role="alert">The moderators: ${visit.notice.reason}</p>` : nothing}
      <main>
        <div class="door" ?hidden=${view !== "door"}>
          <div class="welcome"><slot name="welcome"></slot></div>
          <passerby-start
            .refusal=${visit.refusal}
            @passerby-start=${(event: StartEvent) => void visit.start(event.criteria)}
          ></passerby-start>
        </div>
        ${this.#inside(visit, view)}
      </main>
    `;
  }

  /** What takes the place of the door. The door only hides, and so keeps what the visitor chose there. */
  #inside(visit: Visit, view: View): TemplateResult | typeof nothing {
    const { connection, chat } = visit;
    if (view === "closed" && connection.name === "closed") {
      return html`<passerby-closed
        .reason=${connection.reason}
        @passerby-retry=${() => visit.comeBack()}
      ></passerby-closed>`;
    }
    if (view === "waiting") return this.#waiting(visit);
    if (chat.name !== "chatting" && chat.name !== "ended") return nothing;
    return html`<passerby-room
      .visit=${visit}
      .state=${chat}
      .revision=${this.revision}
      @passerby-next=${() => visit.next()}
      @passerby-draft=${(event: DraftEvent) => visit.draft(event.text)}
      @passerby-shown=${(event: ShownEvent) => visit.shown(event.id)}
      @passerby-say=${(event: SayEvent) => {
        if (visit.say(event.text) === "said") event.accept();
      }}
    ></passerby-room>`;
  }

  #waiting(visit: Visit): TemplateResult {
    return html`<passerby-waiting
      .search=${visit.chat.name === "waiting" ? visit.chat : undefined}
      .preview=${visit.media.stream}
      @passerby-cancel=${() => visit.cancel()}
      @passerby-without-media=${() => visit.startWithoutMedia()}
    ></passerby-waiting>`;
  }

  protected override updated(): void {
    const view = this.visit ? viewOf(this.visit) : "door";
    const before = this.dataset["view"];
    this.dataset["view"] = view;
    if (view === "door" && before !== undefined && before !== "door") this.start.focus();
  }

  readonly #retry = (): void => this.visit?.retryNow();
  readonly #stop = (): void => this.visit?.stop();
}

type View = "door" | "closed" | "waiting" | "room";

function viewOf({ connection, chat, askingForMedia }: Visit): View {
  if (askingForMedia) return "waiting";
  if (connection.name === "closed") return "closed";
  switch (chat.name) {
    case "idle":
      return "door";
    case "waiting":
      return "waiting";
    case "chatting":
    case "ended":
      return "room";
    default: {
      const unknown: never = chat;
      return unknown;
    }
  }
}
