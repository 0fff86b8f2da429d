package chat.passerby.moderation.http;

import chat.passerby.moderation.Party;
import chat.passerby.moderation.cases.Outcome;
import chat.passerby.moderation.cases.Ruling;
import chat.passerby.moderation.cases.Ruling.Measure;
import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.WireNamed;
import chat.passerby.session.AddressTag;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a moderator decides, as it was sent.
 *
 * @param subjects none for a dismissal
 */
record RulingFields(
    Outcome outcome,
    Optional<Reason> reason,
    Optional<String> note,
    Optional<SanctionKind> kind,
    Optional<Duration> span,
    List<Subject.Kind> subjects,
    String statement) {
  private static final int NOTE = 500;
  private static final Map<String, Outcome> OUTCOMES = WireNamed.index(Outcome.class);
  private static final Map<String, Reason> REASONS = WireNamed.index(Reason.class);
  private static final Map<String, SanctionKind> KINDS = WireNamed.index(SanctionKind.class);
  private static final Map<String, Subject.Kind> SUBJECTS = WireNamed.index(Subject.Kind.class);

  static RulingFields read(StaffRequest request) {
    Fields body = request.body("outcome", "sanction", "reason", "note");
    Outcome outcome =
        body.choice(
            "outcome", name -> Optional.ofNullable(OUTCOMES.get(name)), "dismissed or actioned");
    Optional<String> note = body.textIfAny("note", NOTE);
    if (outcome == Outcome.DISMISSED) {
      if (body.has("sanction")) {
        throw HttpRefusal.of(
            HttpError.BAD_VALUE, "The field sanction must be left out with a dismissal.");
      }
      return new RulingFields(
          outcome,
          body.has("reason") ? Optional.of(reason(body)) : Optional.empty(),
          note,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          "");
    }
    Fields sanction = body.object("sanction", "kind", "minutes", "subjects", "statement");
    SanctionKind kind =
        sanction.choice(
            "kind", RulingFields::kind, "warning, mute, mute-media, cooldown, restrict or ban");
    return new RulingFields(
        outcome,
        Optional.of(reason(body)),
        note,
        Optional.of(kind),
        span(sanction, kind),
        subjects(sanction),
        sanction.textIfAny("statement", Order.MAX_STATEMENT).orElse(""));
  }

  private static Reason reason(Fields body) {
    return body.choice(
        "reason", name -> Optional.ofNullable(REASONS.get(name)), "one that visitors can give");
  }

  /** A mute alone is one of text. */
  private static Optional<SanctionKind> kind(String name) {
    return name.equals("mute")
        ? Optional.of(SanctionKind.MUTE_TEXT)
        : Optional.ofNullable(KINDS.get(name));
  }

  /** A warning is told once, and needs no time; it is remembered for a day. */
  private static Optional<Duration> span(Fields sanction, SanctionKind kind) {
    return kind == SanctionKind.WARNING && !sanction.has("minutes")
        ? Optional.of(Duration.ofDays(1))
        : Optional.of(
            Duration.ofMinutes(sanction.number("minutes", 1, Order.MAX_SPAN.toMinutes())));
  }

  private static List<Subject.Kind> subjects(Fields sanction) {
    List<Subject.Kind> subjects =
        sanction.choices(
            "subjects",
            name ->
                Optional.ofNullable(SUBJECTS.get(name))
                    .filter(kind -> kind != Subject.Kind.NETWORK),
            "session, device and address");
    if (subjects.isEmpty()) {
      throw HttpRefusal.of(HttpError.BAD_VALUE, "The field sanction.subjects must not be empty.");
    }
    return subjects;
  }

  /** Whether the address is to be sanctioned too, but is not known any more. */
  boolean leavesOut(Optional<AddressTag> address) {
    return subjects.contains(Subject.Kind.ADDRESS) && address.isEmpty();
  }

  /** The decision, for whom it is about, as far as that is known. */
  Ruling about(Party subject, Optional<AddressTag> address) {
    List<Subject> whom = new ArrayList<>();
    for (Subject.Kind each : subjects) {
      switch (each) {
        case SESSION -> whom.add(Subject.of(subject.session()));
        case DEVICE -> whom.add(Subject.of(subject.device()));
        case ADDRESS -> address.map(Subject::address).ifPresent(whom::add);
        case NETWORK -> throw new IllegalStateException("No case is about a network.");
      }
    }
    if (kind.isPresent() && whom.isEmpty()) {
      throw HttpRefusal.of(
          HttpError.BAD_VALUE,
          "The field sanction.subjects must have more than address, which is not known here.");
    }
    return new Ruling(reason, note, kind.map(its -> new Measure(its, whom, span, statement)));
  }
}
