package chat.passerby.moderation.passkey;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A passkey of an account.
 *
 * @param accountId of the account; a later one of the same name has another
 * @param label what its owner calls it
 * @param key what its authenticator has attested: its id and public key
 * @param transports how to reach the authenticator, as its browser has told
 * @param synced whether it may be copied to other devices (Web Authentication, section 6.1.3)
 * @param count the last counter of its authenticator; 0 when it does not count
 * @param usedAt when somebody last logged in by it
 */
public record Passkey(
    PasskeyId id,
    String accountId,
    String label,
    Instant addedAt,
    AttestedKey key,
    List<String> transports,
    boolean synced,
    long count,
    Optional<Instant> usedAt) {
  private static final String VERSION = "1";
  private static final int FIELDS = 8;

  /**
   * What an authenticator has attested (Web Authentication, section 6.5.1), in base64url.
   *
   * @param credentialId as the authenticator calls it
   * @param data all of it
   */
  public record AttestedKey(String credentialId, String data) {
    static AttestedKey of(byte[] credentialId, byte[] data) {
      Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
      return new AttestedKey(base64.encodeToString(credentialId), base64.encodeToString(data));
    }

    byte[] bytes() {
      return Base64.getUrlDecoder().decode(data);
    }
  }

  /** What does not change, as Redis keeps it: fields with a space between, the label last. */
  String record() {
    return String.join(
        " ",
        VERSION,
        accountId,
        Long.toString(addedAt.toEpochMilli()),
        key.credentialId(),
        key.data(),
        synced ? "synced" : "bound",
        String.join(",", transports),
        label);
  }

  /**
   * Reads what Redis keeps.
   *
   * @param used epoch milliseconds, or empty
   * @throws IllegalStateException for a record of another version
   */
  static Passkey read(PasskeyId id, String record, String count, String used) {
    String[] fields = record.split(" ", FIELDS);
    if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
      throw new IllegalStateException("The passkey " + id.value() + " cannot be read.");
    }
    return new Passkey(
        id,
        fields[1],
        fields[7],
        Instant.ofEpochMilli(Long.parseLong(fields[2])),
        new AttestedKey(fields[3], fields[4]),
        fields[6].isEmpty() ? List.of() : List.of(fields[6].split(",", -1)),
        fields[5].equals("synced"),
        Long.parseLong(count),
        used.isEmpty()
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(Long.parseLong(used))));
  }
}
