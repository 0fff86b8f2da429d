import { customElement } from "lit/decorators.js";
import type { Mode } from "../../protocol/values.js";
import { PasserbyChat } from "../chat/chat.js";

/** A visit by video calls only. Everything else is as in {@link PasserbyChat}. */
@customElement("passerby-video-call")
export class PasserbyVideoCall extends PasserbyChat {
  override modes: readonly Mode[] = ["video"];
}
