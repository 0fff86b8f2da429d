package chat.passerby.moderation.sanction;

import chat.passerby.moderation.audit.AuditEntry;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.SanctionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sanction as a moderator decides it.
 *
 * @param id made by the caller, so that the same order may be given twice and counts once
 * @param subjects one to eight
 * @param span for how long it holds, up to ten years; empty when no end is told, which holds as
 *     long
 * @param actor the moderator's name, or what decided in place of one
 * @param statement what the visitor is told of the reasons, up to 2000 characters; may be empty
 * @param evidence the case or report that it follows from
 * @param grounds what it rests on, if it was reports
 */
public record Order(
    SanctionId id,
    SanctionKind kind,
    List<Subject> subjects,
    Reason reason,
    Optional<Duration> span,
    String actor,
    String statement,
    Optional<String> evidence,
    Optional<Grounds> grounds) {
  /** The longest span, and how long a sanction without an end holds. */
  public static final Duration MAX_SPAN = Duration.ofDays(3650);

  public static final int MAX_SUBJECTS = 8;

  /** The longest statement of reasons, in characters. */
  public static final int MAX_STATEMENT = 2_000;

  /** Beyond this a ban needs a second moderator. */
  private static final Duration LONG = Duration.ofDays(30);

  /**
   * The reports that a sanction rests on.
   *
   * @param since when the first was filed
   * @param people whether a person has reported
   * @param rules whether a rule has
   */
  public record Grounds(Instant since, boolean people, boolean rules) {}

  /** One that rests on no report. */
  public Order(
      SanctionId id,
      SanctionKind kind,
      List<Subject> subjects,
      Reason reason,
      Optional<Duration> span,
      String actor,
      String statement,
      Optional<String> evidence) {
    this(id, kind, subjects, reason, span, actor, statement, evidence, Optional.empty());
  }

  /** Refuses what is out of range. */
  public Order {
    subjects = List.copyOf(subjects);
    if (subjects.isEmpty() || subjects.size() > MAX_SUBJECTS) {
      throw new IllegalArgumentException("A sanction has 1 to " + MAX_SUBJECTS + " subjects.");
    }
    if (span.filter(its -> its.compareTo(Duration.ZERO) <= 0 || its.compareTo(MAX_SPAN) > 0)
        .isPresent()) {
      throw new IllegalArgumentException("A sanction holds for up to ten years.");
    }
    if (statement.length() > MAX_STATEMENT) {
      throw new IllegalArgumentException("A statement is too long.");
    }
  }

  /** Whether no moderator has decided. */
  public boolean byMachine() {
    return byMachine(actor);
  }

  /** Whether that actor is no moderator. */
  public static boolean byMachine(String actor) {
    return actor.equals(AuditEntry.SYSTEM);
  }

  /** Whether it takes effect only when a second moderator agrees: long bans, and all of ranges. */
  public boolean needsSecond() {
    boolean isLong = span.isEmpty() || span.get().compareTo(LONG) > 0;
    return (kind == SanctionKind.BAN && isLong)
        || subjects.stream().anyMatch(subject -> subject.kind() == Subject.Kind.NETWORK);
  }

  @Override
  public String toString() {
    return "Order[%s, %s, reason=%s, span=%s]".formatted(id, kind, reason, span);
  }
}
