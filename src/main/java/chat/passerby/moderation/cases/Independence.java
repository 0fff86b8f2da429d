package chat.passerby.moderation.cases;

import chat.passerby.moderation.Circumstances;
import chat.passerby.session.AddressTag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Tells which reporters may be one person, or people who have arranged it: those who share a
 * device, an address or the network round it, and those whose sessions began within a minute of
 * each other, moments before they reported.
 */
final class Independence {
  /** A session is fresh when it reports within this time of its beginning. */
  static final Duration FRESH = Duration.ofMinutes(5);

  /** Fresh sessions that begin one after the other with no greater gap are one burst. */
  static final Duration BURST = Duration.ofMinutes(1);

  /** Each testimony's link towards the first of its group. */
  private final int[] links;

  private Independence(int size) {
    links = new int[size];
    for (int i = 0; i < size; i++) {
      links[i] = i;
    }
  }

  /** Groups testimonies; each group counts as one. */
  static List<List<Testimony>> groups(List<Testimony> all) {
    Independence links = new Independence(all.size());
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      int self = i;
      marks(all.get(i))
          .forEach(
              mark -> {
                Integer other = first.putIfAbsent(mark, self);
                if (other != null) {
                  links.join(other, self);
                }
              });
    }
    links.joinBursts(all);
    Map<Integer, List<Testimony>> groups = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      groups.computeIfAbsent(links.find(i), root -> new ArrayList<>()).add(all.get(i));
    }
    return List.copyOf(groups.values());
  }

  private static Stream<String> marks(Testimony one) {
    Circumstances at = one.circumstances();
    return Stream.of(
            Optional.of("device " + one.reporter().value()),
            at.address().map(AddressTag::value).map("address "::concat),
            at.network().map(AddressTag::value).map("network "::concat))
        .flatMap(Optional::stream);
  }

  private void joinBursts(List<Testimony> all) {
    List<Integer> fresh = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (isFresh(all.get(i))) {
        fresh.add(i);
      }
    }
    fresh.sort((one, other) -> begun(all, one).compareTo(begun(all, other)));
    OptionalInt before = OptionalInt.empty();
    for (int each : fresh) {
      if (before.isPresent()
          && Duration.between(begun(all, before.getAsInt()), begun(all, each)).compareTo(BURST)
              <= 0) {
        join(before.getAsInt(), each);
      }
      before = OptionalInt.of(each);
    }
  }

  private static boolean isFresh(Testimony one) {
    return one.circumstances()
        .begun()
        .filter(begun -> Duration.between(begun, one.at()).compareTo(FRESH) <= 0)
        .isPresent();
  }

  private static Instant begun(List<Testimony> all, int index) {
    return all.get(index).circumstances().begun().orElseThrow();
  }

  private void join(int one, int other) {
    links[find(other)] = find(one);
  }

  private int find(int index) {
    int root = index;
    while (links[root] != root) {
      links[root] = links[links[root]];
      root = links[root];
    }
    return root;
  }
}
