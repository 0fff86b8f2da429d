package chat.passerby.moderation.staff;

import chat.passerby.session.AddressTag;

/** Names of the keys in Redis; see the description of the package. */
public final class StaffKeys {
  private static final String ALL = "passerby:{staff}:";
  static final String ROSTER = ALL + "roster";
  public static final String PASSKEY_OWNERS = ALL + "passkey-owners";

  private StaffKeys() {}

  public static String account(StaffName name) {
    return ALL + "account:" + name.value();
  }

  static String invite(StaffToken invite) {
    return ALL + "invite:" + invite.hash();
  }

  public static String session(StaffToken token) {
    return ALL + "session:" + token.hash();
  }

  static String attempts(StaffName name) {
    return ALL + "attempts:" + name.value();
  }

  public static String attempts(AddressTag address) {
    return ALL + "attempts-address:" + address.value();
  }

  public static String passkeys(StaffName name) {
    return ALL + "passkeys:" + name.value();
  }

  /**
   * A challenge to log in.
   *
   * @param hash of the challenge
   */
  public static String challenge(String hash) {
    return ALL + "challenge:" + hash;
  }

  /**
   * A challenge to add a passkey.
   *
   * @param hash of the challenge
   */
  public static String grant(String hash) {
    return ALL + "grant:" + hash;
  }
}
