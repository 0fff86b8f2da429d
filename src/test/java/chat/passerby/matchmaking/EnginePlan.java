package chat.passerby.matchmaking;

import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What visitors do and what goes wrong meanwhile, all of it decided by one seed.
 *
 * @param stormy whether Redis goes away in it, so that news may get lost
 */
record EnginePlan(long seed, boolean stormy, List<EngineVisitor> visitors, List<Op> ops) {
  static final int GATEWAYS = 3;

  /** The nodes that pair; the last one dies now and then and only has visitors. */
  static final int PAIRING_NODES = 2;

  private static final int VISITORS = 14;
  private static final int DEVICES = 12;
  private static final int LENGTH = 160;

  /** One step. */
  sealed interface Op {}

  /** A visitor connects, or connects anew. */
  record Come(int visitor, int gateway) implements Op {}

  /** A visitor searches. */
  record Find(int visitor, Criteria criteria) implements Op {}

  /** A visitor writes to its partner. */
  record Chat(int visitor) implements Op {}

  record Cancel(int visitor) implements Op {}

  record Leave(int visitor, Optional<Criteria> next) implements Op {}

  /** A visitor closes its connection, for good. */
  record Close(int visitor) implements Op {}

  /** A visitor's connection drops, and the visitor may come back. */
  record Drop(int visitor) implements Op {}

  /** Nothing more until the visitor's frames have been answered. */
  record Pause(int visitor) implements Op {}

  /** Nothing more until all is as it should be when nothing is under way. */
  record Settle() implements Op {}

  /** The lease is free though its holder knows nothing of it. */
  record FreeLease() implements Op {}

  /** The lease is held by somebody who does nothing, for a while. */
  record StealLease(Duration term) implements Op {}

  /** Every node that asks for the lease gets it, or that ends. */
  record ShareLease(boolean begin) implements Op {}

  record StopPairing(int node) implements Op {}

  record StartPairing(int node) implements Op {}

  /** The last gateway's node is gone without a word, and another one takes its place. */
  record NodeDies() implements Op {}

  record KillRedis() implements Op {}

  record RestartRedis() implements Op {}

  /**
   * Redis answers nobody.
   *
   * @param noticed go on only when that has been seen
   */
  record FreezeRedis(boolean noticed) implements Op {}

  record ThawRedis() implements Op {}

  static EnginePlan of(long seed) {
    return new Drawing(new Random(seed)).plan(seed);
  }

  /** Draws a plan. */
  private static final class Drawing {
    private final Random random;
    private final List<Op> ops = new ArrayList<>();
    private final boolean[] pairing = new boolean[PAIRING_NODES];
    private Optional<Op> redisBack = Optional.empty();
    private boolean sharing;

    Drawing(Random random) {
      this.random = random;
    }

    EnginePlan plan(long seed) {
      boolean stormy = random.nextBoolean();
      List<EngineVisitor> visitors = new ArrayList<>();
      List<Set<DeviceId>> blocked = new ArrayList<>();
      List<Set<DeviceId>> recent = new ArrayList<>();
      for (int i = 0; i < DEVICES; i++) {
        blocked.add(chance(30) ? Set.of(anyDevice()) : Set.of());
        recent.add(chance(30) ? Set.of(anyDevice()) : Set.of());
      }
      for (int i = 0; i < VISITORS; i++) {
        int d = i % DEVICES;
        Identity identity = new Identity(new SessionId("visitor" + i), device(d));
        visitors.add(new EngineVisitor(identity, blocked.get(d), recent.get(d)));
      }
      for (int i = 0; i < PAIRING_NODES; i++) {
        ops.add(new StartPairing(i));
        pairing[i] = true;
      }
      for (int i = 0; i < VISITORS; i++) {
        ops.add(come(i));
        ops.add(find(i));
      }
      ops.add(new Settle());
      while (ops.size() < LENGTH) {
        ops.add(one(stormy));
        if (chance(30)) {
          ops.add(new Pause(anybody()));
        }
        if (chance(4) && redisBack.isEmpty() && (pairing[0] || pairing[1])) {
          ops.add(new Settle());
        }
      }
      redisBack.ifPresent(ops::add);
      ops.add(new ShareLease(false));
      return new EnginePlan(seed, stormy, List.copyOf(visitors), List.copyOf(ops));
    }

    private Op one(boolean stormy) {
      int draw = random.nextInt(100);
      if (redisBack.isPresent() && chance(15)) {
        Op back = redisBack.get();
        redisBack = Optional.empty();
        return back;
      }
      if (draw < 42) {
        return find(anybody());
      } else if (draw < 50) {
        return new Chat(anybody());
      } else if (draw < 65) {
        return new Leave(anybody(), chance(60) ? Optional.of(criteria()) : Optional.empty());
      } else if (draw < 70) {
        return new Cancel(anybody());
      } else if (draw < 81) {
        return come(anybody());
      } else if (draw < 84) {
        return new Close(anybody());
      } else if (draw < 87) {
        return new Drop(anybody());
      } else if (redisBack.isPresent()) {
        return find(anybody());
      } else if (stormy && chance(20)) {
        return redisGoes();
      }
      return fault();
    }

    private Op redisGoes() {
      boolean kill = random.nextBoolean();
      redisBack = Optional.of(kill ? new RestartRedis() : new ThawRedis());
      return kill ? new KillRedis() : new FreezeRedis(random.nextBoolean());
    }

    private Op fault() {
      switch (random.nextInt(10)) {
        case 0 -> {
          sharing = !sharing;
          return new ShareLease(sharing);
        }
        case 1, 6 -> {
          return new StealLease(Duration.ofMillis(50 + random.nextInt(300)));
        }
        case 2, 3, 4 -> {
          int node = random.nextInt(PAIRING_NODES);
          pairing[node] = !pairing[node];
          return pairing[node] ? new StartPairing(node) : new StopPairing(node);
        }
        case 5 -> {
          return new NodeDies();
        }
        default -> {
          return new FreeLease();
        }
      }
    }

    private DeviceId anyDevice() {
      return device(random.nextInt(DEVICES));
    }

    private static DeviceId device(int i) {
      return new DeviceId("device" + i);
    }

    private Op come(int visitor) {
      return new Come(visitor, random.nextInt(GATEWAYS));
    }

    private Op find(int visitor) {
      return new Find(visitor, criteria());
    }

    private Criteria criteria() {
      return new Criteria(
          some(List.of("chess", "jazz", "go")), some(List.of("en", "de-AT", "de")), chance(30));
    }

    private List<String> some(List<String> all) {
      return all.stream().filter(each -> chance(25)).toList();
    }

    private int anybody() {
      return random.nextInt(VISITORS);
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }
  }
}
