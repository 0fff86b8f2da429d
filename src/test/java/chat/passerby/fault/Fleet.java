package chat.passerby.fault;

import chat.passerby.NodeProcess;
import chat.passerby.redis.RedisProcess;
import chat.passerby.redis.SteppedClock;
import chat.passerby.redis.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nodes of a run in processes of their own, their Redis, and the wire between. */
public final class Fleet implements AutoCloseable {
  /** More than anybody sends who means no harm; a burst of twice that is taken. */
  static final int FRAMES_PER_SECOND = 20;

  private final Path folder;
  private final List<Path> replacements;

  /** The clock of Redis, if clocks can be stepped here. */
  private final Optional<SteppedClock> redisClock;

  private final List<Optional<SteppedClock>> clocks = new ArrayList<>();
  private final RedisProcess redis;
  private final TcpProxy wire;
  private final Map<String, String> settings;
  private final List<NodeProcess> processes = new ArrayList<>();
  private final List<Link.Node> addresses = new CopyOnWriteArrayList<>();
  private int started;

  /**
   * Starts everything.
   *
   * @param grace how long the away may come back
   * @param jars of the first nodes
   * @param replacements the jars of those that take their places
   */
  Fleet(Path folder, Duration grace, List<Path> jars, List<Path> replacements) {
    this.folder = folder;
    this.replacements = replacements;
    try {
      Files.createDirectories(folder);
      redisClock = newClock();
      redis = RedisProcess.start(Files.createDirectories(folder.resolve("redis")), redisClock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    wire = TcpProxy.to(redis.port());
    settings = new HashMap<>(settings(grace));
    settings.put("PASSERBY_REDIS_URI", "redis://127.0.0.1:" + wire.port());
    for (int i = 0; i < jars.size(); i++) {
      clocks.add(newClock());
      processes.add(launch(i, jars.get(i)));
    }
    for (NodeProcess process : processes) {
      addresses.add(ready(process));
    }
  }

  private Optional<SteppedClock> newClock() {
    return SteppedClock.hindrance().isPresent()
        ? Optional.empty()
        : Optional.of(SteppedClock.in(folder));
  }

  /** All visitors have one address and little manners. */
  static Map<String, String> settings(Duration grace) {
    return Map.of(
        "PASSERBY_JWT_SECRET", Moderator.SECRET,
        "PASSERBY_GRACE", grace.toString(),
        "PASSERBY_CONNECTIONS_PER_ADDRESS", "0",
        "PASSERBY_SESSIONS_PER_MINUTE", "0",
        "PASSERBY_FRAMES_PER_SECOND", "" + FRAMES_PER_SECOND,
        "PASSERBY_NEXT_PER_MINUTE", "0",
        "PASSERBY_LOOK", "PT0S",
        "PASSERBY_RECENT_WINDOW", "PT0S",
        // Nobody here looks whether a node is ready.
        "PASSERBY_DRAIN_NOTICE", "PT0.1S");
  }

  private NodeProcess launch(int node, Path jar) {
    Map<String, String> environment = new HashMap<>(settings);
    clocks.get(node).ifPresent(clock -> environment.putAll(clock.environment()));
    return NodeProcess.launch(jar, folder, environment);
  }

  private Link.Node ready(NodeProcess process) {
    started++;
    return new Link.Node("n" + started, process.ready().port());
  }

  List<Link.Node> nodes() {
    return addresses;
  }

  int size() {
    return processes.size();
  }

  String name(int node) {
    return addresses.get(node).name();
  }

  void kill(int node) {
    processes.get(node).kill();
  }

  /** SIGTERM; returns the exit code. */
  int drain(int node) {
    processes.get(node).terminate();
    return processes.get(node).awaitExit();
  }

  /** Starts another node in the place of one that has ended. */
  void replace(int node) {
    clocks.set(node, newClock());
    NodeProcess process = launch(node, replacements.get(node));
    processes.set(node, process);
    addresses.set(node, ready(process));
  }

  void pause(int node) {
    processes.get(node).pause();
  }

  void resume(int node) {
    processes.get(node).resume();
  }

  SteppedClock clock(int node) {
    return clocks.get(node).orElseThrow();
  }

  SteppedClock redisClock() {
    return redisClock.orElseThrow();
  }

  RedisProcess redis() {
    return redis;
  }

  TcpProxy wire() {
    return wire;
  }

  /** What the nodes that run now have complained about. */
  String complaints() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < processes.size(); i++) {
      text.append(name(i)).append(": ").append(processes.get(i).errors()).append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() {
    processes.forEach(NodeProcess::close);
    wire.close();
    redis.close();
  }
}
