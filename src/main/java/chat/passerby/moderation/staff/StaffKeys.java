package chat.passerby.moderation.staff;

import chat.passerby.session.AddressTag;

/** Names of the keys in Redis; see the description of the package. */
final class StaffKeys {
  private static final String ALL = "passerby:{staff}:";
  static final String ROSTER = ALL + "roster";

  private StaffKeys() {}

  static String account(StaffName name) {
    return ALL + "account:" + name.value();
  }

  static String invite(StaffToken invite) {
    return ALL + "invite:" + invite.hash();
  }

  static String session(StaffToken token) {
    return ALL + "session:" + token.hash();
  }

  static String attempts(StaffName name) {
    return ALL + "attempts:" + name.value();
  }

  static String attempts(AddressTag address) {
    return ALL + "attempts-address:" + address.value();
  }
}
