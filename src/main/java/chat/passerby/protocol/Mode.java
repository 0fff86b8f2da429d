package chat.passerby.protocol;

import java.util.Map;

/** How two strangers meet. */
public enum Mode implements WireNamed {
  /** Typed messages only. */
  TEXT,
  /** Voice, with typed messages beside it. */
  AUDIO,
  /** Camera and voice, with typed messages beside them. */
  VIDEO;

  private static final Map<String, Mode> BY_WIRE_NAME = WireNamed.index(Mode.class);

  /**
   * Returns the mode of that name on the wire.
   *
   * @throws IllegalArgumentException when there is none; the message leaves the name out
   */
  public static Mode of(String wireName) {
    Mode mode = BY_WIRE_NAME.get(wireName);
    if (mode == null) {
      throw new IllegalArgumentException("A mode must be one of text, audio, video");
    }
    return mode;
  }
}
