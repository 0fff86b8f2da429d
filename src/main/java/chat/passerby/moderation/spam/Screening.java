package chat.passerby.moderation.spam;

import chat.passerby.moderation.spam.SpamSettings.Openers;
import chat.passerby.moderation.spam.WordRule.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What visits ask before they pass a message on. One for all visits of a node. */
public final class Screening {
  /** How many messages of each side are the first of a chat. */
  public static final int FIRST = 3;

  private final WordRuleBook book;
  private final Openers openers;
  private final OpenerSketcher sketcher;
  private final SpamMeters meters;
  private final Set<String> offered;

  /**
   * @param offered first lines that the page itself offers: that many people say them is no spam
   */
  public Screening(
      WordRuleBook book,
      Openers openers,
      OpenerSketcher sketcher,
      SpamMeters meters,
      Set<String> offered) {
    this.offered = Set.copyOf(offered);
    this.book = book;
    this.openers = openers;
    this.sketcher = sketcher;
    this.meters = meters;
    if (openers != Openers.OFF) {
      // ICU4J reads its tables with the first text, which no visitor is to wait for.
      var unused = sketcher.sketch("A text that is long enough to be looked at.");
    }
  }

  /**
   * Whether a message is to be looked at.
   *
   * @param before how many its sender has said in this chat before
   */
  public boolean concerns(int before) {
    return (before < FIRST && openers != Openers.OFF) || book.rules().concern(before < FIRST);
  }

  /**
   * The rule that holds a message back, if one does.
   *
   * @param before as above
   * @param language of the chat, as it stands in the room
   */
  public Optional<WordRule> heldBack(String text, int before, Optional<String> language) {
    WordRules rules = book.rules();
    if (!rules.concern(before < FIRST)) {
      return Optional.empty();
    }
    List<WordRule> broken = rules.broken(text, before < FIRST, language);
    broken.stream().filter(rule -> rule.state() == State.SHADOW).forEach(meters::shadowed);
    Optional<WordRule> live =
        broken.stream().filter(rule -> rule.state() == State.LIVE).findFirst();
    live.ifPresent(meters::held);
    return live;
  }

  /** What to compare with the openers of others, if this message is to be compared. */
  public Optional<Opener> opener(String text, int before) {
    return before < FIRST && openers != Openers.OFF && !offered.contains(text)
        ? sketcher.sketch(text)
        : Optional.empty();
  }

  /** Whether such a message is held back. */
  public boolean holdsBack(OpenerVerdict verdict) {
    return openers == Openers.LIVE && verdict != OpenerVerdict.FINE;
  }
}
