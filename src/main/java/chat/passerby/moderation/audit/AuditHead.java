package chat.passerby.moderation.audit;

/**
 * The end of the chain.
 *
 * @param number of the last entry; 0 before the first
 */
record AuditHead(long number, ChainMac mac) {
  static final AuditHead NONE = new AuditHead(0, ChainMac.NONE);

  /** As Redis keeps it. */
  static AuditHead parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("The head of the audit cannot be read.");
    }
    return new AuditHead(
        Long.parseLong(text.substring(0, colon)), new ChainMac(text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return number == 0 ? "" : number + ":" + mac.hex();
  }
}
