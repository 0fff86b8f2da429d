package chat.passerby.protocol;

/** Why a frame was not acted on, where a page has more to say about it than its code does. */
public enum ErrorCause implements WireNamed {
  /** A rule of the operator about words. */
  WORD_RULE,
  /** The like was sent to many. */
  ALIKE,
  /** New chats are by text only for a while. */
  TEXT_ONLY,
  /** Devices that are new here wait before each search for a while. */
  NEW_DEVICE
}
