package chat.passerby.redis;

import chat.passerby.redis.link.RedisEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A real Redis master with two replicas, and three sentinels that watch them closely. */
public final class SentinelGroup implements AutoCloseable {
  private static final int SERVERS = 3;
  private static final String PASSWORD = "se+cr@t";
  private static final String PASSWORD_IN_URI = "se+cr%40t";

  private final List<RedisProcess> servers = new ArrayList<>();
  private final List<RedisProcess> sentinels = new ArrayList<>();

  private SentinelGroup() {}

  /** Starts all of them; returns when every sentinel knows all others. */
  public static SentinelGroup start(Path folder) {
    SentinelGroup group = new SentinelGroup();
    try {
      group.launch(folder);
      return group;
    } catch (RuntimeException | AssertionError e) {
      group.close();
      throw e;
    }
  }

  public RedisEndpoint endpoint() {
    return new RedisEndpoint(
        sentinels.stream()
            .map(sentinel -> "127.0.0.1:" + sentinel.port())
            .collect(
                Collectors.joining(
                    ",", "redis+sentinel://:" + PASSWORD_IN_URI + "@", "/passerby")));
  }

  public List<RedisProcess> servers() {
    return servers;
  }

  public List<RedisProcess> sentinels() {
    return sentinels;
  }

  /** The server that takes itself for the master, of those that run. */
  public RedisProcess master() {
    return servers.stream()
        .filter(RedisProcess::isRunning)
        .filter(server -> ask(server, "ROLE").get(0).equals("master"))
        .findFirst()
        .orElseThrow();
  }

  /** What a server of the group answers, as {@link Wire} tells it. */
  public static List<String> ask(RedisProcess server, String... words) {
    try {
      return Wire.ask(server.port(), PASSWORD, words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sentinels.forEach(RedisProcess::close);
    servers.forEach(RedisProcess::close);
  }

  private void launch(Path folder) {
    for (int i = 0; i < SERVERS; i++) {
      servers.add(
          RedisProcess.start(
              folder(folder, "server" + i),
              "--requirepass",
              PASSWORD,
              "--masterauth",
              PASSWORD,
              "--repl-diskless-sync-delay",
              "0"));
    }
    String master = Integer.toString(servers.get(0).port());
    for (RedisProcess replica : servers.subList(1, SERVERS)) {
      ask(replica, "REPLICAOF", "127.0.0.1", master);
    }
    Eventually.await(
        "the replicas follow",
        () -> servers.subList(1, SERVERS).stream().allMatch(SentinelGroup::follows));
    for (int i = 0; i < SERVERS; i++) {
      sentinels.add(
          RedisProcess.sentinel(
              folder(folder, "sentinel" + i),
              """
              sentinel monitor passerby 127.0.0.1 %s 2
              sentinel auth-pass passerby %s
              sentinel down-after-milliseconds passerby 1000
              sentinel failover-timeout passerby 3000
              sentinel parallel-syncs passerby 2
              """
                  .formatted(master, PASSWORD)));
    }
    // Else they would look for replicas every ten seconds only.
    sentinels.forEach(SentinelGroup::hasten);
    Eventually.await("the sentinels know of all", () -> sentinels.stream().allMatch(this::knows));
  }

  private static boolean follows(RedisProcess replica) {
    return ask(replica, "INFO", "replication").get(0).contains("master_link_status:up");
  }

  private static void hasten(RedisProcess sentinel) {
    try {
      Wire.ask(sentinel.port(), "", "SENTINEL", "DEBUG", "info-period", "1000");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean knows(RedisProcess sentinel) {
    try {
      List<String> state = Wire.ask(sentinel.port(), "", "SENTINEL", "MASTER", "passerby");
      return state.get(state.indexOf("num-slaves") + 1).equals("2")
          && state.get(state.indexOf("num-other-sentinels") + 1).equals("2");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path folder(Path parent, String name) {
    try {
      return Files.createDirectory(parent.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
