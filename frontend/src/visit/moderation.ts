import type { ChatState } from "../chat/chat-state.js";
import type { Connection } from "../connection/connection.js";
import type { NoticeFrame } from "../protocol/server-frames.js";

/** What moderators have decided about the visitor, short of a ban, and about the present partner. */
export class Moderation {
  #notices: readonly NoticeFrame[] = [];
  #mutedRoom: string | undefined;
  readonly #dismissed = new Set<string>();

  constructor(
    connection: Connection,
    private readonly changed: () => void,
  ) {
    connection.on("frame", (frame) => {
      if (frame.type === "notice") this.#notice(frame);
      else if (frame.type === "partner-muted") this.#mutedRoom = frame.muted ? frame.room : undefined;
      else return;
      changed();
    });
  }

  /** What was said and not put away, the newest last. */
  get notices(): readonly NoticeFrame[] {
    return this.#notices;
  }

  /** Whether the partner's camera and microphone are muted. Nothing of them is shown then. */
  partnerMuted(chat: ChatState): boolean {
    return chat.name === "chatting" && this.#mutedRoom === chat.room.room;
  }

  /** The visitor has read a notice. */
  dismiss(notice: NoticeFrame): void {
    if (notice.sanction !== undefined && notice.kind !== "lifted") this.#dismissed.add(notice.sanction);
    this.#notices = this.#notices.filter((other) => other !== notice);
    this.changed();
  }

  /** A step is told again after each return, and shown once. */
  #notice(notice: NoticeFrame): void {
    const { kind, sanction } = notice;
    if (sanction !== undefined && kind !== "lifted" && this.#dismissed.has(sanction)) return;
    const others = this.#notices.filter((other) => sanction === undefined || other.sanction !== sanction);
    this.#notices = [...others, notice];
  }
}
