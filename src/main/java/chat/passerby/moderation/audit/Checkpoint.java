package chat.passerby.moderation.audit;

/**
 * A signed statement that the audit had this entry as its last one. Kept outside Redis, such as in
 * the log, it shows when the end of the audit is cut off.
 *
 * @param number of the entry
 * @param signature made with a key of its own
 */
public record Checkpoint(long number, String mac, String signature) {

  static Checkpoint of(AuditHead head, AuditKey key) {
    return new Checkpoint(head.number(), head.mac().hex(), key.sign(head.number(), head.mac()));
  }

  /**
   * Reads what {@link #toString} has written.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Checkpoint parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3 || !parts[0].matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("A checkpoint is NUMBER:MAC:SIGNATURE, as in the log.");
    }
    return new Checkpoint(Long.parseLong(parts[0]), parts[1], parts[2]);
  }

  boolean isGenuine(AuditKey key) {
    return AuditKey.equal(signature, key.sign(number, new ChainMac(mac)));
  }

  @Override
  public String toString() {
    return number + ":" + mac + ":" + signature;
  }
}
