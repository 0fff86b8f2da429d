package chat.passerby.moderation.staff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A moderator's token or invitation: the name that it is for and 256 random bits. Redis keeps its
 * hash only, so nobody who reads Redis can use it.
 */
public final class StaffToken {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("(.{1,32})~([A-Za-z0-9_-]{43})");

  private final StaffName name;
  private final String secret;

  private StaffToken(StaffName name, String secret) {
    this.name = name;
    this.secret = secret;
  }

  /** A new one. */
  public static StaffToken random(StaffName name) {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new StaffToken(name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Reads what {@link #reveal} has given; empty for anything else. */
  public static Optional<StaffToken> read(String text) {
    var parts = FORM.matcher(text);
    return parts.matches()
        ? StaffName.read(parts.group(1)).map(name -> new StaffToken(name, parts.group(2)))
        : Optional.empty();
  }

  StaffName name() {
    return name;
  }

  /** The token itself, for the one who is to have it. */
  public String reveal() {
    return name.value() + "~" + secret;
  }

  /** What Redis knows it by. */
  String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(reveal().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform must have SHA-256.", e);
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
