package chat.passerby.moderation.cases;

import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.packed.PackedReader;
import chat.passerby.packed.PackedWriter;
import chat.passerby.packed.VersionMark;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DecisionId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.protocol.WireNamed;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a moderator decides on a case.
 *
 * @param reason why; only a dismissal may have none
 * @param note for other moderators, up to 500 characters
 * @param measure what is done; none for a dismissal
 */
public record Ruling(Optional<Reason> reason, Optional<String> note, Optional<Measure> measure) {
  private static final int VERSION = 1;
  private static final Map<String, Reason> REASONS = WireNamed.index(Reason.class);
  private static final Map<String, SanctionKind> KINDS = WireNamed.index(SanctionKind.class);
  private static final Map<String, Subject.Kind> SUBJECTS = WireNamed.index(Subject.Kind.class);

  /**
   * A sanction to be made.
   *
   * @param span empty for one without an end that is told
   * @param statement what the subject is told of the reasons; may be empty
   */
  public record Measure(
      SanctionKind kind, List<Subject> subjects, Optional<Duration> span, String statement) {
    public Measure {
      subjects = List.copyOf(subjects);
    }
  }

  /** Refuses a sanction without a reason. */
  public Ruling {
    if (measure.isPresent() && reason.isEmpty()) {
      throw new IllegalArgumentException("A sanction has a reason.");
    }
  }

  public Outcome outcome() {
    return measure.isPresent() ? Outcome.ACTIONED : Outcome.DISMISSED;
  }

  /** What is compared when two moderators decide on one case: the reason, or a dismissal. */
  public String verdict() {
    return measure.isPresent() ? reason.orElseThrow().wireName() : Outcome.DISMISSED.wireName();
  }

  /** The sanction to be made, under the decision's id, so that it is made once. */
  Optional<Order> order(
      DecisionId decision, CaseId about, String by, Optional<Order.Grounds> grounds) {
    return measure.map(
        its ->
            new Order(
                new SanctionId(decision.value()),
                its.kind(),
                its.subjects(),
                reason.orElseThrow(),
                its.span(),
                by,
                its.statement(),
                Optional.of(about.value()),
                grounds));
  }

  Buffer pack() {
    PackedWriter out =
        new PackedWriter()
            .texts(reason.map(Reason::wireName).stream().toList())
            .texts(note.stream().toList())
            .flag(measure.isPresent());
    measure.ifPresent(
        its -> {
          out.text(its.kind().wireName())
              .flag(its.span().isPresent())
              .number(its.span().orElse(Duration.ZERO).toMillis())
              .text(its.statement())
              .number(its.subjects().size());
          its.subjects().forEach(each -> out.text(each.kind().wireName()).text(each.value()));
        });
    return VersionMark.put(out, VERSION);
  }

  /** Throws an IllegalArgumentException or IndexOutOfBoundsException for bytes of another build. */
  static Ruling unpack(Buffer packed) {
    PackedReader in = VersionMark.reader(packed, VERSION);
    Optional<Reason> reason = in.texts().stream().findFirst().map(name -> known(REASONS, name));
    Optional<String> note = in.texts().stream().findFirst();
    return new Ruling(reason, note, in.flag() ? Optional.of(measure(in)) : Optional.empty());
  }

  private static Measure measure(PackedReader in) {
    SanctionKind kind = known(KINDS, in.text());
    boolean ends = in.flag();
    Duration span = Duration.ofMillis(in.number());
    String statement = in.text();
    List<Subject> subjects = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      subjects.add(new Subject(known(SUBJECTS, in.text()), in.text()));
    }
    return new Measure(kind, subjects, ends ? Optional.of(span) : Optional.empty(), statement);
  }

  private static <T> T known(Map<String, T> names, String name) {
    T value = names.get(name);
    if (value == null) {
      throw new IllegalArgumentException("A decision has an unknown name.");
    }
    return value;
  }

  @Override
  public String toString() {
    return "Ruling[%s, reason=%s, note=[redacted]]".formatted(outcome(), reason);
  }
}
