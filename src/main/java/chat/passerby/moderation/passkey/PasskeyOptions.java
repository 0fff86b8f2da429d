package chat.passerby.moderation.passkey;

import chat.passerby.moderation.passkey.RelyingParty.Site;
import chat.passerby.moderation.staff.StaffName;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a browser is asked for (Web Authentication, Level 3, sections 5.4 and 5.5). */
public sealed interface PasskeyOptions {
  /** ES256, EdDSA and RS256 (RFC 9053, RFC 8812), the best first. */
  List<Integer> ALGORITHMS = List.of(-7, -8, -257);

  Site site();

  PasskeyChallenge challenge();

  /**
   * A new passkey, which its authenticator can find without a name.
   *
   * @param handle what stands for the account in the authenticator: always the same, and not its
   *     name
   * @param existing passkeys of the account
   */
  record Creation(
      Site site, PasskeyChallenge challenge, StaffName name, String handle, List<Passkey> existing)
      implements PasskeyOptions {}

  /** A login with whichever passkey somebody chooses. */
  record Request(Site site, PasskeyChallenge challenge) implements PasskeyOptions {}

  /** A handle as authenticators give it back. */
  static byte[] bytes(String handle) {
    return handle.getBytes(StandardCharsets.US_ASCII);
  }
}
