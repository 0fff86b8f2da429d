package chat.passerby.moderation.sanction;

import chat.passerby.protocol.SanctionId;

/** The keys of sanctions; their types and lifetimes are in the package's description. */
final class SanctionKeys {
  static final String CHANNEL = "passerby:{sanctions}";
  static final String HEAD = key("head");
  static final String CHANGES = key("changes");
  static final String ACTIVE = key("active");
  static final String STALE = key("stale");
  static final String LISTED = key("listed");
  static final String KEPT = key("kept");

  /** What the key of a sanction begins with; its id follows. */
  static final String ONE = key("one:");

  /** What the key of an appeal begins with; the id of the sanction follows. */
  static final String APPEAL = key("appeal:");

  static final String APPEALS_OPEN = key("appeals-open");
  static final String APPEALS_DECIDED = key("appeals-decided");
  static final String REVERSED = key("reversed");

  /** What the key of the counts of a month begins with; the month follows. */
  static final String MONTH = key("month:");

  private SanctionKeys() {}

  static String appeal(SanctionId sanction) {
    return APPEAL + sanction.value();
  }

  static String one(SanctionId sanction) {
    return ONE + sanction.value();
  }

  static String of(Subject subject) {
    return key("of:" + subject.kind().wireName() + ":" + subject.value());
  }

  /**
   * @param hash of the code, which is a secret of the visitor's
   */
  static String code(String hash) {
    return key("code:" + hash);
  }

  private static String key(String suffix) {
    return CHANNEL + ":" + suffix;
  }
}
