package chat.passerby.redis.embedded;

import chat.passerby.redis.link.RedisEndpoint;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import redis.embedded.RedisExecProvider;

/**
 * A real Redis server that a node runs for itself when it was given none, with its data in a
 * folder. The program comes from a library; it is started here because the library would print its
 * password, wait for it without end, and stop it by itself as soon as the JVM begins to shut down.
 *
 * <p>A server that ends while its node lives is started again, with its data, port and password. A
 * node that is killed leaves its server running. The next node on the folder finds it, ends it and
 * takes its data over.
 */
public final class EmbeddedRedis implements AutoCloseable {
  /** How long a server may take to start, before it reads its data. */
  private static final Duration LAUNCH_LIMIT = Duration.ofSeconds(10);

  /** How long it may take to read its data. */
  private static final Duration LOAD_LIMIT = Duration.ofSeconds(60);

  /** A free port may be taken by somebody else before Redis has it. */
  private static final int LAUNCHES = 3;

  private final DataFolder folder;
  private final ServerConfig config;
  private final ServerWatch watch;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedRedis(DataFolder folder, ServerConfig config, ServerProcess process) {
    this.folder = folder;
    this.config = config;
    this.watch = ServerWatch.over(process, this::relaunch);
  }

  /**
   * Starts a server; blocks until it has read its data and answers.
   *
   * @param data its folder, created if it is missing
   * @throws EmbeddedRedisException when it cannot run; the message says what to do
   */
  public static EmbeddedRedis start(Path data) throws EmbeddedRedisException {
    DataFolder folder = DataFolder.take(data);
    try {
      endOrphan(folder);
      unpack(folder);
      return launch(folder);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /**
   * Where the server of a running node is, for whoever may read the folder; empty when there is
   * none, or it does not answer.
   */
  public static Optional<RedisEndpoint> running(Path data) {
    try {
      Path file = DataFolder.config(data);
      return Files.isReadable(file)
          ? ServerConfig.read(Files.readString(file))
              .filter(address -> answers(address.port(), address.password()))
              .map(ServerConfig.Address::endpoint)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Where it listens, with its password. */
  public RedisEndpoint endpoint() {
    return config.endpoint();
  }

  /** Ends the server; its data is on disk afterwards and its process is gone. Can be repeated. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      watch.close();
      endOrphan(folder);
      folder.close();
    }
  }

  /**
   * Tells the server to end, and does not wait: for a node that ends at once. It saves its data and
   * is gone soon after.
   */
  public void letGo() {
    ServerProcess.of(folder).ifPresent(ServerProcess::ask);
  }

  private static void endOrphan(DataFolder folder) {
    Optional<ServerProcess> orphan = ServerProcess.of(folder);
    if (orphan.isPresent() && !orphan.get().end()) {
      throw EmbeddedRedisException.orphaned(folder.path(), orphan.get().pid());
    }
  }

  private static void unpack(DataFolder folder) {
    File unpacked;
    try {
      unpacked = RedisExecProvider.defaultProvider().get();
    } catch (IOException | RuntimeException e) {
      throw EmbeddedRedisException.unsupported();
    }
    try {
      Files.copy(unpacked.toPath(), folder.program(), StandardCopyOption.REPLACE_EXISTING);
      // The library's own copy would stay in the temporary folder when this node is killed.
      if (unpacked.isAbsolute()) {
        Files.delete(unpacked.toPath());
        Files.deleteIfExists(unpacked.toPath().getParent());
      }
    } catch (IOException e) {
      throw EmbeddedRedisException.unwritable(folder.path());
    }
    if (!folder.program().toFile().setExecutable(true, true)) {
      throw EmbeddedRedisException.notExecutable(folder.path());
    }
  }

  private static EmbeddedRedis launch(DataFolder folder) {
    for (int launch = 0; launch < LAUNCHES; launch++) {
      ServerConfig config = configure(folder);
      execute(folder);
      Optional<ServerProcess> process = ServerProcess.of(folder);
      if (process.isPresent() && isReady(folder, config, process.get())) {
        return new EmbeddedRedis(folder, config, process.get());
      }
    }
    throw EmbeddedRedisException.notStarted(folder.log());
  }

  /** Starts the server again as it was, on the same port: nobody has to be told. */
  private Optional<ServerProcess> relaunch() {
    execute(folder);
    return ServerProcess.of(folder).filter(process -> isReady(folder, config, process));
  }

  private static ServerConfig configure(DataFolder folder) {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerConfig config = ServerConfig.of(folder, free.getLocalPort());
      folder.writeConfig(config.text());
      return config;
    } catch (IOException e) {
      throw EmbeddedRedisException.unwritable(folder.path());
    }
  }

  private static void execute(DataFolder folder) {
    try {
      Process process =
          new ProcessBuilder(folder.program().toString(), folder.config().toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(LAUNCH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw EmbeddedRedisException.notExecutable(folder.path());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EmbeddedRedisException.notStarted(folder.log());
    }
  }

  /** Waits until the server has read its data; false if it ended instead. */
  private static boolean isReady(DataFolder folder, ServerConfig config, ServerProcess process) {
    boolean ready =
        ServerProcess.awaitUntil(LOAD_LIMIT, () -> answers(config) || !process.isAlive())
            && process.isAlive();
    if (!ready && process.isAlive() && process.end()) {
      throw EmbeddedRedisException.notStarted(folder.log());
    }
    return ready;
  }

  private static boolean answers(ServerConfig config) {
    return answers(config.port(), config.password());
  }

  private static boolean answers(int port, String password) {
    try (Socket socket = new Socket()) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      socket.connect(new InetSocketAddress(loopback, port), 1000);
      socket.setSoTimeout(1000);
      String dialogue = "AUTH " + password + "\r\nPING\r\n";
      socket.getOutputStream().write(dialogue.getBytes(StandardCharsets.US_ASCII));
      String expected = "+OK\r\n+PONG\r\n";
      byte[] answer = socket.getInputStream().readNBytes(expected.length());
      return new String(answer, StandardCharsets.US_ASCII).equals(expected);
    } catch (IOException e) {
      return false;
    }
  }
}
