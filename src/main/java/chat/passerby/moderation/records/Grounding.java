package chat.passerby.moderation.records;

import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a sanction is in the terms of the law: what it restricts, on which ground, how that was
 * found and who decided. All of it follows from the sanction, and none is ever chosen in a form.
 * The codes are those of the DSA Transparency Database, see {@link StatementOfReasons}.
 *
 * @param restriction empty for a warning, which restricts nothing
 * @param keyword what narrows the category down
 * @param keywordOther the same in words, where no keyword fits
 */
public record Grounding(
    Optional<String> restriction,
    String category,
    Optional<String> keyword,
    Optional<String> keywordOther,
    String source,
    boolean foundByMachine,
    boolean decidedByMachine) {
  static final String GROUND = "DECISION_GROUND_INCOMPATIBLE_CONTENT";
  private static final String OTHER = "KEYWORD_OTHER";

  private record Category(String code, Optional<String> keyword, Optional<String> other) {
    Category(String code, String keyword) {
      this("STATEMENT_CATEGORY_" + code, Optional.of("KEYWORD_" + keyword), Optional.empty());
    }

    static Category plain(String code) {
      return new Category("STATEMENT_CATEGORY_" + code, Optional.empty(), Optional.empty());
    }

    static Category other(String code, String words) {
      return new Category("STATEMENT_CATEGORY_" + code, Optional.of(OTHER), Optional.of(words));
    }
  }

  /**
   * Whatever was reported, the rules of the site are what is applied: no moderator decides on law.
   * People report breaches of those rules, which are no notices of illegal content (article 16).
   *
   * @param grounds the reports that it rests on, if they are on record
   * @param evidence whether it follows from a case or a report, with grounds on record or without
   */
  static Grounding of(
      SanctionKind kind,
      Reason reason,
      Optional<Order.Grounds> grounds,
      boolean evidence,
      boolean decidedByMachine) {
    Category category = category(reason);
    return new Grounding(
        restriction(kind),
        category.code(),
        category.keyword(),
        category.other(),
        grounds.map(Order.Grounds::people).orElse(evidence)
            ? "SOURCE_TYPE_OTHER_NOTIFICATION"
            : "SOURCE_VOLUNTARY",
        grounds.filter(Order.Grounds::rules).isPresent(),
        decidedByMachine);
  }

  private static Optional<String> restriction(SanctionKind kind) {
    return switch (kind) {
      case WARNING -> Optional.empty();
      case MUTE_TEXT, MUTE_MEDIA, COOLDOWN, RESTRICT ->
          Optional.of("DECISION_PROVISION_PARTIAL_SUSPENSION");
      case BAN -> Optional.of("DECISION_PROVISION_TOTAL_SUSPENSION");
    };
  }

  private static Category category(Reason reason) {
    return switch (reason) {
      case NUDITY -> new Category("OTHER_VIOLATION_TC", "NUDITY");
      case MINOR -> new Category("PROTECTION_OF_MINORS", "AGE_SPECIFIC_RESTRICTIONS_MINORS");
      case HARASSMENT -> new Category("CYBER_VIOLENCE", "CYBER_HARASSMENT");
      case SPAM -> Category.other("SCAMS_AND_FRAUD", "Advertising or a scam");
      case VIOLENCE -> Category.plain("VIOLENCE");
      case SELF_HARM -> Category.plain("SELF_HARM");
      case OTHER -> Category.other("OTHER_VIOLATION_TC", "Another breach of the site's rules");
    };
  }

  /** Yes or No, as the database has it. */
  String detection() {
    return foundByMachine ? "Yes" : "No";
  }

  String decision() {
    return decidedByMachine ? "AUTOMATED_DECISION_FULLY" : "AUTOMATED_DECISION_NOT_AUTOMATED";
  }

  /** What the audit says of a sanction that is being made. */
  public static Map<String, String> audited(Order order) {
    Grounding its =
        of(
            order.kind(),
            order.reason(),
            order.grounds(),
            order.evidence().isPresent(),
            order.byMachine());
    Map<String, String> details = new LinkedHashMap<>();
    order.evidence().ifPresent(evidence -> details.put("case", evidence));
    details.put("kind", order.kind().wireName());
    details.put("reason", order.reason().wireName());
    details.put(
        "minutes", order.span().map(span -> Long.toString(span.toMinutes())).orElse("none"));
    its.restriction().ifPresent(restriction -> details.put("decision_provision", restriction));
    details.put("decision_ground", GROUND);
    details.put("category", its.category());
    details.put("source_type", its.source());
    details.put("automated_detection", its.detection());
    details.put("automated_decision", its.decision());
    return details;
  }
}
