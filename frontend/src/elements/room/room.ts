import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { ChatState } from "../../chat/chat-state.js";
import type { Visit } from "../../visit/visit.js";
import { baseStyles } from "../shared/base-styles.js";
import "../call/call.js";
import "../composer/composer.js";
import type { PasserbyComposer } from "../composer/composer.js";
import "../messages/messages.js";
import "../next/next.js";
import type { PasserbyNext } from "../next/next.js";
import { endings, mediaSentence } from "../shared/sentences.js";
import { roomStyles } from "./room-styles.js";

type RoomState = ChatState & { name: "chatting" | "ended" };

/** The place where two people talk, from the match until the visitor goes on. */
@customElement("passerby-room")
export class PasserbyRoom extends LitElement {
  static override styles = [baseStyles, roomStyles];

  @property({ attribute: false }) visit!: Visit;
  @property({ attribute: false }) state!: RoomState;
  /** Changes whenever the visit does; the visit object itself stays the same. */
  @property({ type: Number }) revision = 0;

  @query("passerby-composer") private readonly composer!: PasserbyComposer;
  @query("passerby-next") private readonly nextButton!: PasserbyNext;

  override render(): TemplateResult {
    const { visit, state } = this;
    const { room } = state;
    const ended = state.name === "ended";
    return html`
      <div class="room ${room.mode}">
        ${
          room.mode === "text"
            ? nothing
            : html`<passerby-call
                ?voice=${room.mode === "audio"}
                .remote=${visit.remote}
                .local=${visit.media.stream}
                .call=${visit.call}
              ></passerby-call>`
        }
        <section class="talk" aria-label="Chat">
          <passerby-messages
            .messages=${visit.messages}
            ?typing=${visit.partnerTyping}
            .opening=${this.#opening()}
            .remark=${mediaSentence(visit.media, room.mode)}
            .ending=${ended ? endings[state.reason] : undefined}
          ></passerby-messages>
          <div class="bar">
            <passerby-next .room=${room.room} ?ended=${ended}></passerby-next>
            <passerby-composer ?disabled=${ended} .maxChars=${visit.maxChars}></passerby-composer>
          </div>
        </section>
      </div>
    `;
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

  #opening(): string {
    const { interests, language } = this.state.room;
    const shared = [...interests];
    const list = new Intl.ListFormat("en").format(shared);
    if (shared.length > 0) return `You met someone who likes ${list} too.`;
    if (language) {
      const name = new Intl.DisplayNames(["en"], { type: "language" }).of(language) ?? language;
      return `You met a stranger who speaks ${name}. Say hello!`;
    }
    return "You met a stranger. Say hello!";
  }
}
