package chat.passerby.moderation.records;

import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.Sanction;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.protocol.WireNamed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reasons for a sanction (Digital Services Act, article 17), made by {@link #of} and nowhere
 * else: the ban screen, the export and, by its {@link Grounding}, the audit show the same.
 *
 * <p>Names and codes are those of the DSA Transparency Database since its change of July 2025: the
 * rules in {@code StatementStoreRequest.php} and the constants in {@code Statement.php} of
 * digital-services-act/transparency-database at 69e80a0b, of 24 June 2026.
 *
 * @param basis what is still known of how it was decided
 * @param contentSince when the first report was filed, or the sanction made where there was none
 * @param ends empty where no end is told
 */
public record StatementOfReasons(
    String id,
    SanctionKind kind,
    Grounding grounding,
    Basis basis,
    String ground,
    String explanation,
    String facts,
    LocalDate contentSince,
    LocalDate applied,
    Optional<LocalDate> ends) {
  /** The database takes no date behind this. */
  private static final LocalDate LAST = LocalDate.of(2038, 1, 1);

  private static final String OWN_ID = "[A-Za-z0-9_-]+";

  /** What is known of how a sanction was decided. */
  public enum Basis implements WireNamed {
    /** All of it: who reported, if anybody did, and who decided. */
    KNOWN,
    /** Reports led to it, and nobody knows whether people or rules filed them. */
    REPORTERS_UNKNOWN,
    /** Nothing: Redis lost the sanction, and a node that knew of it made it once more. */
    LOST;

    static Basis of(Sanction its) {
      if (its.actor().isEmpty()) {
        return LOST;
      }
      return its.grounds().isEmpty() && its.evidence().isPresent() ? REPORTERS_UNKNOWN : KNOWN;
    }
  }

  /** The reasons for a sanction; none for a warning, which restricts nothing. */
  public static Optional<StatementOfReasons> of(Sanction its) {
    Grounding grounding =
        Grounding.of(
            its.kind(),
            its.reason(),
            its.grounds(),
            its.evidence().isPresent(),
            Order.byMachine(its.actor()));
    if (grounding.restriction().isEmpty()) {
      return Optional.empty();
    }
    String reason = its.reason().wireName();
    return Optional.of(
        new StatementOfReasons(
            its.id().value(),
            its.kind(),
            grounding,
            Basis.of(its),
            "Rules of this site: " + reason,
            its.statement().isEmpty()
                ? "What was done breaks the rule of this site about: " + reason + "."
                : its.statement(),
            facts(its, grounding),
            day(its.grounds().map(Order.Grounds::since).orElse(its.start())),
            day(its.start()),
            its.end().map(StatementOfReasons::day)));
  }

  private static String facts(Sanction its, Grounding grounding) {
    Basis basis = Basis.of(its);
    if (basis == Basis.LOST) {
      return "The record of how this was decided was lost.";
    }
    String found =
        its.grounds()
            .map(
                grounds ->
                    grounds.people() && grounds.rules()
                        ? "People who met this visitor in a chat reported them, and so did an"
                            + " automatic rule."
                        : grounds.people()
                            ? "People who met this visitor in a chat reported them."
                            : "An automatic rule reported this visitor.")
            .orElse(
                basis == Basis.REPORTERS_UNKNOWN
                    ? "Reports of this visitor led to this; who filed them is not on record."
                    : "No report of others led to this.");
    String decided =
        grounding.decidedByMachine()
            ? " The measure was taken automatically until a moderator decides."
            : its.confirmedBy().isPresent()
                ? " A moderator decided, and a second one confirmed it."
                : " A moderator decided.";
    return found + decided;
  }

  private static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** Whether it may be handed on: not where nobody knows how it was decided. */
  public boolean isOnRecord() {
    return basis != Basis.LOST;
  }

  /** What the visitor is told: texts and flags by their names. */
  public Map<String, Object> told() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("ground", ground);
    all.put("facts", facts);
    all.put("category", grounding.category());
    all.put("basis", basis.wireName());
    if (isOnRecord()) {
      all.put("source", grounding.source());
      all.put("foundByMachine", grounding.foundByMachine());
      all.put("decidedByMachine", grounding.decidedByMachine());
    }
    return all;
  }

  /** One that is on record, as the database takes it: texts and lists of texts by their names. */
  public Map<String, Object> submission() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("decision_provision", grounding.restriction().orElseThrow());
    all.put("decision_ground", Grounding.GROUND);
    all.put("incompatible_content_ground", ground);
    all.put("incompatible_content_explanation", explanation);
    all.put("category", grounding.category());
    grounding.keyword().ifPresent(keyword -> all.put("category_specification", List.of(keyword)));
    grounding.keywordOther().ifPresent(words -> all.put("category_specification_other", words));
    List<String> types = contentTypes();
    all.put("content_type", types);
    if (types.contains("CONTENT_TYPE_OTHER")) {
      all.put("content_type_other", "A live chat of two people by text, voice or video");
    }
    all.put("content_date", capped(contentSince).toString());
    all.put("application_date", capped(applied).toString());
    ends.filter(end -> !end.isAfter(LAST))
        .ifPresent(end -> all.put("end_date_service_restriction", end.toString()));
    all.put("decision_facts", facts);
    all.put("source_type", grounding.source());
    all.put("automated_detection", grounding.detection());
    all.put("automated_decision", grounding.decision());
    all.put("puid", ownId());
    return all;
  }

  private static LocalDate capped(LocalDate day) {
    return day.isAfter(LAST) ? LAST : day;
  }

  /** What a mute is of is known. Else a chat may have been anything, and nobody says what. */
  private List<String> contentTypes() {
    return switch (kind) {
      case MUTE_TEXT -> List.of("CONTENT_TYPE_TEXT");
      case MUTE_MEDIA -> List.of("CONTENT_TYPE_AUDIO", "CONTENT_TYPE_VIDEO");
      case WARNING, COOLDOWN, RESTRICT, BAN -> List.of("CONTENT_TYPE_OTHER");
    };
  }

  /** The database takes fewer signs in an id than we do. */
  private String ownId() {
    return id.matches(OWN_ID)
        ? id
        : "x" + HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8));
  }
}
