package chat.passerby.redis;

import chat.passerby.redis.link.RedisEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;

/**
 * A real Redis server to be mistreated: killed, frozen, and started again on the same port.
 *
 * <p>Signals go only to the process that this object started; {@link #close} thaws and ends it.
 */
public final class RedisProcess implements AutoCloseable {
  private final Path data;
  private final int port;
  private final List<String> arguments;
  private final Optional<SteppedClock> clock;
  private @Nullable Process process;

  private RedisProcess(Path data, int port, List<String> arguments, Optional<SteppedClock> clock) {
    this.data = data;
    this.port = port;
    this.arguments = arguments;
    this.clock = clock;
  }

  /**
   * Starts a server on a free port of the loopback interface; returns when it answers.
   *
   * @param data a folder for its files, such as a {@code @TempDir}
   * @param settings more of its command line, such as {@code "--requirepass", "secret"}
   */
  public static RedisProcess start(Path data, String... settings) {
    return start(data, Optional.empty(), settings);
  }

  /**
   * Starts a server that goes by a clock of its own.
   *
   * @param clock none for the clock of this machine
   */
  public static RedisProcess start(Path data, Optional<SteppedClock> clock, String... settings) {
    List<String> arguments = new ArrayList<>();
    int port = freePort();
    arguments.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    arguments.addAll(List.of("--dir", data.toString(), "--save", "", "--appendonly", "yes"));
    // Every write is on disk before its answer, so that a kill loses nothing that was confirmed.
    arguments.addAll(List.of("--appendfsync", "always"));
    arguments.addAll(List.of(settings));
    return launched(new RedisProcess(data, port, arguments, clock));
  }

  /**
   * Starts a sentinel on a free port.
   *
   * @param data a folder for its files
   * @param config lines of its configuration file
   */
  static RedisProcess sentinel(Path data, String config) {
    int port = freePort();
    Path file = data.resolve("sentinel.conf");
    try {
      Files.writeString(file, config + "\nport " + port + "\nbind 127.0.0.1\ndir " + data + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return launched(
        new RedisProcess(data, port, List.of(file.toString(), "--sentinel"), Optional.empty()));
  }

  private static RedisProcess launched(RedisProcess redis) {
    redis.launch();
    return redis;
  }

  /** A port of the loopback interface that nobody uses just now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RedisEndpoint endpoint() {
    return new RedisEndpoint("redis://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  /** SIGKILL: what was not yet on disk is lost. */
  public void kill() {
    Process running = running();
    running.destroyForcibly();
    await(running);
    process = null;
  }

  /** Runs a command that must be answered by OK, such as {@code CONFIG SET maxmemory 1}. */
  public void command(String command) {
    String answer = ask(command + "\r\nQUIT");
    if (!answer.startsWith("+OK")) {
      throw new IllegalStateException("Redis said: " + answer);
    }
  }

  private String ask(String commands) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) Eventually.DEADLINE.toMillis());
      socket.getOutputStream().write((commands + "\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGSTOP: connections stay open and nothing is answered. */
  public void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  public boolean isRunning() {
    return process != null;
  }

  /** Starts again after {@link #kill}, on the same port and with the data on disk. */
  public void restart() {
    launch();
  }

  /** Starts again after {@link #kill}, on the same port and with nothing. */
  public void restartEmpty() {
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).filter(f -> !f.equals(data)).forEach(this::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    launch();
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null && running.isAlive()) {
      resume();
      kill();
    }
  }

  private void launch() {
    List<String> command = new ArrayList<>();
    command.add(clock.isPresent() ? SteppedClock.redis().toString() : Binary.PATH.toString());
    command.addAll(arguments);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(data.resolve("redis.log").toFile());
      clock.ifPresent(own -> builder.environment().putAll(own.environment()));
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitAnswer(running());
  }

  private void awaitAnswer(Process running) {
    long deadline = System.nanoTime() + Eventually.DEADLINE.toNanos();
    while (!answers()) {
      if (!running.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("Redis did not start, see " + data.resolve("redis.log"));
      }
      Thread.onSpinWait();
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(1000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
      return answer.equals("+PONG") || answer.equals("-NOAU");
    } catch (IOException e) {
      return false;
    }
  }

  private void signal(String name) {
    try {
      await(new ProcessBuilder("kill", "-" + name, Long.toString(running().pid())).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process running() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("this Redis does not run");
    }
    return running;
  }

  private static void await(Process running) {
    try {
      if (!running.waitFor(Eventually.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("a process does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's program, unpacked once for all tests. */
  private static final class Binary {
    private static final Path PATH = unpack();

    private static Path unpack() {
      try {
        return RedisExecProvider.defaultProvider().get().toPath();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
