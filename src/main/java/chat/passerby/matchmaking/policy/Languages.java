package chat.passerby.matchmaking.policy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares language tags (BCP 47) in the manner of RFC 4647 lookup, done from both sides: either
 * tag may lose subtags from its end until both are the same. So {@code en-GB} meets {@code en} in
 * {@code en}, and also meets {@code en-US} there: what counts is whether two people can talk. Tags
 * with different primary subtags never meet.
 */
final class Languages {
  private Languages() {}

  /**
   * Brings each tag into its canonical form, without extensions and private use. Left out are
   * repetitions and what names no language: ill-formed tags, {@code *}, {@code und}.
   */
  static List<String> normalise(List<String> tags) {
    if (tags.isEmpty()) {
      return List.of();
    }
    return tags.stream().map(Languages::normalise).flatMap(Optional::stream).distinct().toList();
  }

  private static Optional<String> normalise(String tag) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag).build().stripExtensions();
      return locale.getLanguage().isEmpty()
          ? Optional.empty()
          : Optional.of(locale.toLanguageTag());
    } catch (IllformedLocaleException notATag) {
      return Optional.empty();
    }
  }

  /** The part of a normalised tag that decides whether two tags meet. */
  static String primary(String tag) {
    int end = tag.indexOf('-');
    return end < 0 ? tag : tag.substring(0, end);
  }

  /**
   * Finds the language that two visitors share.
   *
   * @return for the first of {@code ours} that any of {@code theirs} meets: where it meets the most
   *     alike of them
   */
  static Optional<String> shared(List<String> ours, List<String> theirs) {
    return ours.stream()
        .flatMap(
            our ->
                theirs.stream()
                    .map(their -> meet(our, their))
                    .flatMap(Optional::stream)
                    .max(Comparator.comparingInt(String::length))
                    .stream())
        .findFirst();
  }

  /** The longest run of subtags from the start that both have. */
  private static Optional<String> meet(String one, String other) {
    String[] ones = one.split("-", -1);
    int differs = Arrays.mismatch(ones, other.split("-", -1));
    return switch (differs) {
      case -1 -> Optional.of(one);
      case 0 -> Optional.empty();
      default -> Optional.of(String.join("-", Arrays.asList(ones).subList(0, differs)));
    };
  }
}
