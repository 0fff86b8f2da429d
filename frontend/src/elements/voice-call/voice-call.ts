import { customElement } from "lit/decorators.js";
import type { Mode } from "../../protocol/values.js";
import { PasserbyChat } from "../chat/chat.js";

/** A visit by voice calls only. Everything else is as in {@link PasserbyChat}. */
@customElement("passerby-voice-call")
export class PasserbyVoiceCall extends PasserbyChat {
  override modes: readonly Mode[] = ["audio"];
}
