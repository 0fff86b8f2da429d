package chat.passerby.moderation.shield;

import chat.passerby.protocol.WireNamed;
import java.util.Map;

/** What a shield may do. */
public enum ShieldMeasure implements WireNamed {
  /** Everybody who opens a session has to prove work first, whatever the settings say. */
  PROOF_OF_WORK,
  /** New chats are by text only. */
  TEXT_ONLY,
  /** Devices that are new here wait before each search. */
  SLOW_NEW_DEVICES;

  /** All of them by the name that they have outside. */
  public static final Map<String, ShieldMeasure> BY_NAME = WireNamed.index(ShieldMeasure.class);
}
