package chat.passerby.load;

import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Kinds of people to fill a lane with. Each comes a millisecond after the one before. */
public enum Crowd {
  /** Nobody wishes for anything. */
  NO_WISHES {
    @Override
    Criteria criteria(int number, Random random) {
      return new Criteria(List.of(), List.of(), false);
    }
  },

  /** Three of 2,000 interests, some loved by many and most by few, and one of eight languages. */
  ZIPF {
    @Override
    Criteria criteria(int number, Random random) {
      Set<Integer> ranks = new TreeSet<>();
      while (ranks.size() < 3) {
        ranks.add(zipf(random, 2_000));
      }
      return new Criteria(
          ranks.stream().map(rank -> "interest " + rank).toList(),
          List.of(LANGUAGES.get(zipf(random, LANGUAGES.size()) - 1)),
          false);
    }
  },

  /** Everybody has the same ten interests and one of eight languages. */
  ALL_ALIKE {
    @Override
    Criteria criteria(int number, Random random) {
      return new Criteria(
          INTERESTS, List.of(LANGUAGES.get(zipf(random, LANGUAGES.size()) - 1)), false);
    }
  },

  /** Each holds on to three interests that nobody else has: no two accept each other. */
  INCOMPATIBLE {
    @Override
    Criteria criteria(int number, Random random) {
      String own = "interest of " + number + ", ";
      return new Criteria(
          List.of(own + "first", own + "second", own + "third"), List.of("en"), true);
    }
  };

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> LANGUAGES =
      List.of("en", "es", "pt", "fr", "de", "tr", "ru", "ja");
  private static final List<String> INTERESTS =
      List.of("art", "books", "cats", "dance", "film", "games", "jazz", "maths", "tea", "zen");

  abstract Criteria criteria(int number, Random random);

  /** The same tickets each time. */
  List<Ticket> tickets(int count) {
    Random random = new Random(42);
    List<Ticket> tickets = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tickets.add(ticket("s" + i, i, criteria(i, random)));
    }
    return tickets;
  }

  static Ticket ticket(String name, int sinceMillis, Criteria criteria) {
    return new Ticket(
        new SessionId(name),
        1,
        new NodeId("node"),
        new DeviceId("device-" + name),
        START.plusMillis(sinceMillis),
        criteria,
        Set.of(),
        Map.of());
  }

  /**
   * A rank from 1, each as likely as its reciprocal: the continuous approximation, rounded down.
   */
  private static int zipf(Random random, int ranks) {
    return (int) Math.exp(random.nextDouble() * Math.log(ranks + 1));
  }
}
