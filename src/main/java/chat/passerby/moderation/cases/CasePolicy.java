package chat.passerby.moderation.cases;

import chat.passerby.protocol.ClientFrame.Report.Reason;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Works out what is to be decided first.
 *
 * <p>Each reason has a severity. It is multiplied by a confidence, which comes from who reports and
 * never from how many reports there are:
 *
 * <ol>
 *   <li>Reporters who are not {@linkplain Independence independent} count as one, as the best of
 *       them. Three or more such, or one who met the subject again and again, look arranged, since
 *       it is the server that draws partners: unless one of them has proven right before, they are
 *       worth less than anybody alone.
 *   <li>The confidence is the accuracy of the best. Others who are independent close at most a
 *       quarter of what is missing to 1, so that no number of unknown ones outweighs a single one
 *       who has proven right.
 *   <li>They close the less of it, the fewer they are among the partners whom the subject has met:
 *       some report everybody, and who meets many is reported by some.
 * </ol>
 *
 * <p>A case is urgent when somebody's body may be in danger and the confidence is not low.
 */
final class CasePolicy {
  private static final double CORROBORATION = 0.25;
  private static final int ARRANGED = 3;
  private static final double ARRANGED_FACTOR = 0.75;

  /** The share of reporters among partners from which they count fully. */
  private static final double SHARE = 0.1;

  private static final double URGENT_CONFIDENCE = 0.35;

  private CasePolicy() {}

  /**
   * Ranks a case.
   *
   * @param met how many partners the subject has met, as far as is known
   */
  static Rank rank(List<Testimony> testimonies, OptionalLong met) {
    List<List<Testimony>> groups = Independence.groups(testimonies);
    Map<Reason, Double> confidences = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      confidences.put(reason, confidence(reason, groups, met));
    }
    double weight = 0;
    boolean urgent = false;
    for (Map.Entry<Reason, Double> each : confidences.entrySet()) {
      weight = Math.max(weight, severity(each.getKey()) * each.getValue());
      urgent |= isUrgent(each.getKey()) && each.getValue() >= URGENT_CONFIDENCE;
    }
    return new Rank(urgent, weight);
  }

  /**
   * The gravest reason for which enough people have reported who are independent and were each
   * mostly right before: no number of others is enough. Nobody is restricted because others fear
   * for them.
   *
   * @param enough how many; 0 for never
   */
  static Optional<Reason> precaution(List<Testimony> testimonies, int enough) {
    if (enough == 0 || testimonies.size() < enough) {
      return Optional.empty();
    }
    List<List<Testimony>> groups = Independence.groups(testimonies);
    return Stream.of(Reason.values())
        .filter(reason -> reason != Reason.SELF_HARM)
        .filter(
            reason ->
                groups.stream()
                        .filter(group -> group.stream().anyMatch(one -> isCredible(one, reason)))
                        .count()
                    >= enough)
        .max(Comparator.comparingDouble(CasePolicy::severity));
  }

  private static boolean isCredible(Testimony one, Reason reason) {
    return one.reason() == reason && isMostlyRight(one.accuracy());
  }

  private static boolean isMostlyRight(Accuracy accuracy) {
    return accuracy.isProven() && accuracy.value() > Accuracy.UNKNOWN.value();
  }

  /** How many independent reporters there are. */
  static int independent(List<Testimony> testimonies) {
    return Independence.groups(testimonies).size();
  }

  private static double confidence(Reason reason, List<List<Testimony>> groups, OptionalLong met) {
    double best = 0;
    int saying = 0;
    for (List<Testimony> group : groups) {
      List<Testimony> its = group.stream().filter(one -> one.reason() == reason).toList();
      if (!its.isEmpty()) {
        saying++;
        best = Math.max(best, worth(its));
      }
    }
    if (saying < 2) {
      return best;
    }
    double partners = Math.max(met.orElse(0), groups.size());
    double share = met.isPresent() ? Math.min(1, saying / partners / SHARE) : 1;
    return best + (1 - best) * CORROBORATION * (1 - Math.pow(2, 1 - saying)) * share;
  }

  private static double worth(List<Testimony> group) {
    double best = 0;
    boolean proven = false;
    for (Testimony one : group) {
      best = Math.max(best, one.accuracy().value());
      proven |= isMostlyRight(one.accuracy());
    }
    return group.size() >= ARRANGED && !proven ? best * ARRANGED_FACTOR : best;
  }

  /** How grave a reason is, up to 100. */
  static double severity(Reason reason) {
    return switch (reason) {
      case MINOR -> 100;
      case VIOLENCE -> 90;
      case SELF_HARM -> 85;
      case NUDITY -> 50;
      case HARASSMENT -> 45;
      case OTHER -> 25;
      case SPAM -> 20;
    };
  }

  private static boolean isUrgent(Reason reason) {
    return switch (reason) {
      case MINOR, VIOLENCE, SELF_HARM -> true;
      case NUDITY, HARASSMENT, OTHER, SPAM -> false;
    };
  }
}
