package chat.passerby.moderation.spam;

import chat.passerby.telemetry.Labelled;
import chat.passerby.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Counts what is held back as spam; one for the whole node. */
public final class SpamMeters {
  private final RuleHits hits = new RuleHits();
  private final AtomicInteger unusable = new AtomicInteger();
  private final Labelled<String, Counter> held;
  private final Labelled<String, Counter> shadowed;
  private final Counter looked;
  private final Labelled<OpenerVerdict, Counter> openers;

  public SpamMeters(Meters meters) {
    meters.gauge(
        "passerby_word_rules_unusable",
        "Whether the file of word rules cannot be used and earlier ones hold on",
        unusable::get);
    this.held =
        byRule(meters, "passerby_word_rules_held", "Messages that a live word rule held back");
    this.shadowed =
        byRule(
            meters, "passerby_word_rules_shadowed", "Messages that a shadow rule would hold back");
    this.looked =
        meters.counter(
            "passerby_openers_counted", "First messages that were compared with those of others");
    this.openers =
        meters.counters(
            "passerby_openers", "Those messages by what was found", "verdict", OpenerVerdict.class);
  }

  /** The same hits of word rules, for moderators. */
  public RuleHits hits() {
    return hits;
  }

  void rulesUsable(boolean usable) {
    unusable.set(usable ? 0 : 1);
  }

  void held(WordRule rule) {
    held.of(rule.name()).increment();
    hits.held(rule);
  }

  void shadowed(WordRule rule) {
    shadowed.of(rule.name()).increment();
    hits.shadowed(rule);
  }

  void opener(OpenerVerdict verdict) {
    looked.increment();
    openers.of(verdict).increment();
  }

  private static Labelled<String, Counter> byRule(Meters meters, String name, String meaning) {
    return meters.counters(name, meaning, "rule", List.of(), Function.identity());
  }
}
