package chat.passerby.visit.chat;

import chat.passerby.moderation.Party;
import chat.passerby.moderation.Report;
import chat.passerby.moderation.Utterance;
import chat.passerby.moderation.spam.Opener;
import chat.passerby.moderation.spam.OpenerVerdict;
import chat.passerby.moderation.spam.Screening;
import chat.passerby.moderation.spam.WordRule;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.ServerFrame.HeldBack;
import chat.passerby.protocol.reading.ChatText;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.visit.state.Partner;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Standing;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at what a visitor says before it is passed on: at the first messages of each chat, and at
 * all of them where a rule about words says so.
 */
final class Opening {
  private final Standing at;
  private int said;
  private boolean lured;
  private boolean reported;

  Opening(Standing at) {
    this.at = at;
  }

  /** A chat begins. */
  void begin() {
    said = 0;
    lured = false;
  }

  /** Whether the next message has to be looked at. */
  boolean concerns() {
    return at.settings().screening().concerns(said);
  }

  /** A message goes to the partner that need not be looked at. */
  void said() {
    said++;
  }

  /**
   * Looks at a message.
   *
   * @param pass passes it on, perhaps later, when another room may be the present one
   * @return whether this takes care of it; else the caller passes it on
   */
  boolean takes(Room room, Relayed frame, Buffer raw, Runnable pass) {
    Screening screening = at.settings().screening();
    if (!screening.concerns(said)) {
      return false;
    }
    String text = ChatText.of(ChatText.spelled(raw));
    Optional<String> language =
        room.language().map(tag -> Locale.forLanguageTag(tag).getLanguage());
    Optional<WordRule> rule = screening.heldBack(text, said, language);
    if (rule.isPresent()) {
      at.effects().send(HeldBack.byRule(frame.ref(), rule.get().explanation(language)));
      return true;
    }
    Optional<Opener> opener = screening.opener(text, said);
    if (opener.isEmpty()) {
      return false;
    }
    Question.JudgeOpener question = new Question.JudgeOpener(opener.get(), !lured);
    lured |= opener.get().lure();
    at.step(
        at.effects().ask(question),
        verdict -> {
          if (screening.holdsBack(verdict)) {
            holdBack(room, frame, text, verdict);
          } else {
            pass.run();
          }
        },
        // Nobody is kept from talking because Redis is away.
        failed -> pass.run());
    return true;
  }

  private void holdBack(Room room, Relayed frame, String text, OpenerVerdict verdict) {
    at.effects().send(HeldBack.asAlike(frame.ref()));
    at.pacing().heldBack(at.now());
    if (!reported) {
      reported = true;
      Question.ReportSpam report = new Question.ReportSpam(report(room, text), verdict);
      at.effects().attempt(() -> at.effects().ask(report));
    }
  }

  /** As if the partner had seen it and reported it. Who files it is for the desk to say. */
  private Report report(Room room, String text) {
    Member self = room.memberOf(at.self().session());
    Member partner = Partner.of(room, at.self().session());
    return new Report(
        room.id(),
        at.now(),
        new Party(partner.address().session(), partner.device()),
        new Party(self.address().session(), self.device()),
        ClientFrame.Report.Reason.SPAM,
        Optional.empty(),
        Optional.empty(),
        List.of(new Utterance(at.now(), true, text)));
  }
}
