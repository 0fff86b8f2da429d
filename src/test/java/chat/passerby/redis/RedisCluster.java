package chat.passerby.redis;

import chat.passerby.redis.cluster.Slots;
import chat.passerby.redis.link.RedisEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** A real Redis Cluster of three masters with a replica each, which fails over within seconds. */
public final class RedisCluster implements AutoCloseable {
  private static final int MASTERS = 3;
  private static final int NODES = 2 * MASTERS;
  private static final String PASSWORD = "se+cr@t";
  private static final String PASSWORD_IN_URI = "se+cr%40t";

  private final List<RedisProcess> nodes = new ArrayList<>();

  private RedisCluster() {}

  /** Starts all six; returns when all slots are served and every replica follows. */
  public static RedisCluster start(Path folder) {
    RedisCluster cluster = new RedisCluster();
    try {
      cluster.launch(folder);
      return cluster;
    } catch (RuntimeException | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  public RedisEndpoint endpoint() {
    return new RedisEndpoint(
        nodes.stream()
            .map(node -> "127.0.0.1:" + node.port())
            .collect(Collectors.joining(",", "redis+cluster://:" + PASSWORD_IN_URI + "@", "")));
  }

  public List<RedisProcess> nodes() {
    return nodes;
  }

  /** The server that has the slot of a key, as one that runs sees it. */
  public RedisProcess owner(String key) {
    // For a moment after a failover the nodes may still name the server that is gone.
    AtomicReference<RedisProcess> owner = new AtomicReference<>();
    Eventually.await(
        "a server for " + key,
        () -> {
          ownerNow(key).ifPresent(owner::set);
          return owner.get() != null;
        });
    return owner.get();
  }

  private Optional<RedisProcess> ownerNow(String key) {
    RedisProcess witness = nodes.stream().filter(RedisProcess::isRunning).findFirst().orElseThrow();
    int slot = Slots.of(key);
    for (String line : ask(witness, "CLUSTER", "NODES").get(0).split("\n")) {
      String[] words = line.split(" ");
      for (int i = 8; i < words.length; i++) {
        String[] range = words[i].split("-");
        if (!words[i].startsWith("[")
            && Integer.parseInt(range[0]) <= slot
            && slot <= Integer.parseInt(range[range.length - 1])) {
          return running(words[0]);
        }
      }
    }
    return Optional.empty();
  }

  /** Some master that does not have the slot of a key. */
  public RedisProcess otherMaster(String key) {
    RedisProcess owner = owner(key);
    return nodes.stream()
        .filter(RedisProcess::isRunning)
        .filter(node -> node != owner && ask(node, "ROLE").get(0).equals("master"))
        .findFirst()
        .orElseThrow();
  }

  /** Begins to move the slot of a key: what is there stays for now, what is new goes there. */
  public void beginMove(String key, RedisProcess target) {
    String slot = Integer.toString(Slots.of(key));
    RedisProcess source = owner(key);
    expectOk(target, "CLUSTER", "SETSLOT", slot, "IMPORTING", id(source));
    expectOk(source, "CLUSTER", "SETSLOT", slot, "MIGRATING", id(target));
  }

  /** Moves the slot of a key with all that is in it; the rest of the cluster hears of it later. */
  public void finishMove(String key, RedisProcess target) {
    String slot = Integer.toString(Slots.of(key));
    RedisProcess source = owner(key);
    List<String> keys = ask(source, "CLUSTER", "GETKEYSINSLOT", slot, "1000");
    for (String each : keys) {
      expectOk(
          source,
          "MIGRATE",
          "127.0.0.1",
          Integer.toString(target.port()),
          each,
          "0",
          "5000",
          "AUTH",
          PASSWORD);
    }
    expectOk(target, "CLUSTER", "SETSLOT", slot, "NODE", id(target));
    expectOk(source, "CLUSTER", "SETSLOT", slot, "NODE", id(target));
  }

  /** What a server of the cluster answers, as {@link Wire} tells it. */
  public static List<String> ask(RedisProcess node, String... words) {
    try {
      return Wire.ask(node.port(), PASSWORD, words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    nodes.forEach(RedisProcess::close);
  }

  private void launch(Path folder) {
    for (int i = 0; i < NODES; i++) {
      nodes.add(
          RedisProcess.start(
              SentinelGroup.folder(folder, "node" + i),
              "--cluster-enabled",
              "yes",
              "--cluster-port",
              Integer.toString(RedisProcess.freePort()),
              "--cluster-node-timeout",
              "1500",
              "--cluster-replica-validity-factor",
              "0",
              "--repl-diskless-sync-delay",
              "0",
              "--requirepass",
              PASSWORD,
              "--masterauth",
              PASSWORD));
    }
    for (int i = 0; i < MASTERS; i++) {
      String first = Integer.toString(i * Slots.COUNT / MASTERS);
      String last = Integer.toString((i + 1) * Slots.COUNT / MASTERS - 1);
      expectOk(nodes.get(i), "CLUSTER", "ADDSLOTSRANGE", first, last);
      expectOk(nodes.get(i), "CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
    }
    for (RedisProcess node : nodes.subList(1, NODES)) {
      RedisProcess first = nodes.get(0);
      String bus = ask(first, "CONFIG", "GET", "cluster-port").get(1);
      expectOk(node, "CLUSTER", "MEET", "127.0.0.1", Integer.toString(first.port()), bus);
    }
    Eventually.await("all know of all", () -> nodes.stream().allMatch(RedisCluster::knowsAll));
    for (int i = MASTERS; i < NODES; i++) {
      expectOk(nodes.get(i), "CLUSTER", "REPLICATE", id(nodes.get(i - MASTERS)));
    }
    Eventually.await("the cluster is in order", () -> nodes.stream().allMatch(this::inOrder));
  }

  private static boolean knowsAll(RedisProcess node) {
    return ask(node, "CLUSTER", "INFO").get(0).contains("cluster_known_nodes:" + NODES);
  }

  private boolean inOrder(RedisProcess node) {
    boolean follows =
        nodes.indexOf(node) < MASTERS
            || ask(node, "INFO", "replication").get(0).contains("master_link_status:up");
    List<String> seen = ask(node, "CLUSTER", "NODES");
    return follows
        && seen.get(0).lines().filter(line -> line.contains("slave")).count() == NODES - MASTERS
        && ask(node, "CLUSTER", "INFO").get(0).contains("cluster_state:ok");
  }

  private Optional<RedisProcess> running(String id) {
    return nodes.stream()
        .filter(RedisProcess::isRunning)
        .filter(node -> id(node).equals(id))
        .findFirst();
  }

  private static String id(RedisProcess node) {
    return ask(node, "CLUSTER", "MYID").get(0);
  }

  private static void expectOk(RedisProcess node, String... words) {
    List<String> answer = ask(node, words);
    if (!List.of("OK").equals(answer)) {
      throw new AssertionError(String.join(" ", words) + " was answered " + answer);
    }
  }
}
