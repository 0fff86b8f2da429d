package chat.passerby.moderation.audit;

/**
 * The keyed hash of an entry, which covers all entries before it.
 *
 * @param hex in lower case; empty before the first entry
 */
record ChainMac(String hex) {
  static final ChainMac NONE = new ChainMac("");
}
