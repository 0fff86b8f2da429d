package chat.passerby;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.Eventually;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node as its operator runs it: a process of its own, started from the jar, with settings in its
 * environment. Signals go only to the process that this object started; {@link #close} ends it.
 */
public final class NodeProcess implements AutoCloseable {
  private static final Path JAR =
      Path.of(System.getProperty("passerby.jar", "target/passerby.jar"));
  private static final Pattern READY =
      Pattern.compile("^Passerby is at http://localhost:(\\d+)$", Pattern.MULTILINE);

  private final Process process;
  private final Path out;
  private final Path err;

  private NodeProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** What {@code java -jar} starts, unless told otherwise. */
  public static Path jar() {
    return JAR.toAbsolutePath();
  }

  /** Starts a node on free ports and returns when it has printed where it is. */
  public static NodeProcess start(Path folder, Map<String, String> settings) {
    return launch(folder, settings).ready();
  }

  /**
   * Starts a node and returns at once.
   *
   * @param folder its working directory, and where its output is kept
   * @param settings take the place of free ports
   * @param options of its JVM
   */
  public static NodeProcess launch(Path folder, Map<String, String> settings, String... options) {
    return launch(JAR, folder, settings, options);
  }

  /**
   * As above, from the jar of a build of one's choice.
   *
   * @param jar with its libraries beside it
   */
  public static NodeProcess launch(
      Path jar, Path folder, Map<String, String> settings, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Tests start many and keep none for long.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
    try {
      Path out = Files.createTempFile(folder, "node", ".out");
      Path err = Files.createTempFile(folder, "node", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      Map<String, String> environment = builder.environment();
      environment.keySet().removeIf(name -> name.startsWith("PASSERBY_"));
      environment.put("PASSERBY_PORT", "0");
      environment.put("PASSERBY_MANAGEMENT_PORT", "0");
      // A node of a test shares its cores with everything else, and is meant to answer.
      environment.put("PASSERBY_LOOP_LAG", "PT0S");
      // No load balancer has to hear that a node of a test goes.
      environment.put("PASSERBY_DRAIN_NOTICE", "PT0S");
      environment.putAll(settings);
      return new NodeProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns once the node has printed where it is. */
  public NodeProcess ready() {
    try {
      Eventually.await(
          "the node's start", () -> !process.isAlive() || READY.matcher(output()).find());
      assertTrue(process.isAlive(), () -> "the node ended: " + errors());
      return this;
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  /** The port that visitors use. */
  public int port() {
    Matcher line = READY.matcher(output());
    if (!line.find()) {
      throw new AssertionError("the node has not said where it is");
    }
    return Integer.parseInt(line.group(1));
  }

  /** SIGSTOP: connections stay open and nothing is answered. */
  public void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Waits for the end of the process and returns its exit code. */
  public int awaitExit() {
    try {
      if (!process.waitFor(Eventually.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the node runs on; " + errors());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The embedded Redis that keeps its data in a folder. */
  public static Optional<ProcessHandle> redisOf(Path data) {
    String config = data.resolve("redis.conf").toString();
    return ProcessHandle.allProcesses()
        .filter(
            each ->
                each.info().arguments().stream().flatMap(Arrays::stream).anyMatch(config::equals))
        .findAny();
  }

  public String output() {
    return read(out);
  }

  public String errors() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
