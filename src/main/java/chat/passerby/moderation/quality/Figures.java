package chat.passerby.moderation.quality;

import chat.passerby.moderation.cases.Accuracy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How well moderators decide, all of them together: nobody is told of by name.
 *
 * @param second how second looks agree with the first decision
 * @param golden how moderators agree with the right answers
 * @param decisions how many were made
 * @param opened of those on a case with a picture, how many were made after one was opened
 * @param unopened how many were made without
 * @param median time from taking a case to deciding
 * @param p90 the time within which nine of ten were decided
 * @param rules how often what each rule has reported was right
 */
public record Figures(
    Agreement second,
    Agreement golden,
    long decisions,
    long opened,
    long unopened,
    Optional<Duration> median,
    Optional<Duration> p90,
    Map<String, Accuracy> rules) {
  public Figures {
    rules = Map.copyOf(rules);
  }
}
