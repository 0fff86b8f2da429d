package chat.passerby.redis.embedded;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static chat.passerby.redis.Eventually.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.LinkSettings;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
  private final Path folder;

  EmbeddedRedisTest(@TempDir Path temporary) {
    // Characters that its configuration file must quote.
    folder = temporary.resolve("new").resolve("da \"ta\"");
  }

  @Test
  void server_restarted_hasItsDataAndLeavesNoProcess() {
    long first;
    try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
      first = pid(redis);
      assertEquals("OK", ask(redis, Request.cmd(Command.SET).arg("a").arg("kept")));
      assertTrue(isRunning(first));
    }
    assertFalse(isRunning(first));
    try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
      assertEquals("kept", ask(redis, Request.cmd(Command.GET).arg("a")));
    }
  }

  @Test
  void server_killed_isStartedAgainWhereItWasWithItsData() {
    Vertx vertx = Vertx.vertx();
    long second;
    try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
      RedisLink link = RedisLink.create(vertx, redis.endpoint(), LinkSettings.DEFAULTS, "link");
      get(link.start());
      get(link.send(Request.cmd(Command.SET).arg("a").arg("kept")));
      long first = pid(redis);
      for (int round = 0; round < 2; round++) {
        ProcessHandle.of(pid(redis)).orElseThrow().destroyForcibly();
        await("the link is down", () -> !link.isUp());
        await("the link is up", link::isUp);
      }
      assertEquals("kept", get(link.send(Request.cmd(Command.GET).arg("a"))).toString());
      second = pid(redis);
      assertNotEquals(first, second);
      get(link.close());
    }
    assertFalse(isRunning(second));
    get(vertx.close());
  }

  @Test
  void server_closedTwice_isClosed() {
    EmbeddedRedis redis = EmbeddedRedis.start(folder);
    redis.close();
    redis.close();
    EmbeddedRedis.start(folder).close();
  }

  @Test
  void folder_inUse_isRefusedWithAdvice() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
      EmbeddedRedisException refusal =
          assertThrows(EmbeddedRedisException.class, () -> EmbeddedRedis.start(folder));
      assertTrue(message(refusal).contains(folder.toString()), message(refusal));
      assertTrue(message(refusal).contains("PASSERBY_DATA"));
      assertTrue(message(refusal).contains("PASSERBY_REDIS_URI"));
      assertEquals("PONG", ask(redis, Request.cmd(Command.PING)));
    }
  }

  @Test
  void folders_ofTwoNodes_haveServersOfTheirOwn() {
    try (EmbeddedRedis one = EmbeddedRedis.start(folder);
        EmbeddedRedis two = EmbeddedRedis.start(folder.resolveSibling("data2"))) {
      assertNotEquals(pid(one), pid(two));
    }
  }

  @Test
  void server_ofOtherNode_isLeftAloneUntilThatIsKilled() throws Exception {
    Process node =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Node.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long orphan;
    try {
      orphan =
          node.inputReader()
              .lines()
              .filter(line -> line.startsWith(Node.SERVER))
              .mapToLong(line -> Long.parseLong(line.substring(Node.SERVER.length())))
              .findFirst()
              .orElseThrow();
      assertThrows(EmbeddedRedisException.class, () -> EmbeddedRedis.start(folder));
    } finally {
      assertTrue(node.destroyForcibly().waitFor(Eventually.DEADLINE.toSeconds(), TimeUnit.SECONDS));
    }
    assertTrue(isRunning(orphan));
    try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
      assertFalse(isRunning(orphan));
      assertNotEquals(orphan, pid(redis));
      assertEquals("kept", ask(redis, Request.cmd(Command.GET).arg("a")));
    }
  }

  @Test
  void folder_unwritable_isRefusedWithAdvice() throws IOException {
    Path file = Files.createFile(Files.createDirectories(folder).resolve("file"));
    EmbeddedRedisException refusal =
        assertThrows(EmbeddedRedisException.class, () -> EmbeddedRedis.start(file.resolve("data")));
    assertTrue(message(refusal).contains(file.resolve("data").toString()), message(refusal));
    assertTrue(message(refusal).contains("PASSERBY_DATA"), message(refusal));
    assertThrows(EmbeddedRedisException.class, () -> EmbeddedRedis.start(file));
  }

  @Test
  void data_damaged_isSaidAndTheFolderGivenBack() throws IOException {
    EmbeddedRedis.start(folder).close();
    Path manifest = folder.resolve("appendonlydir/appendonly.aof.manifest");
    String good = Files.readString(manifest);
    Files.writeString(manifest, "nonsense");
    EmbeddedRedisException refusal =
        assertThrows(EmbeddedRedisException.class, () -> EmbeddedRedis.start(folder));
    assertTrue(message(refusal).contains("redis.log"), message(refusal));
    Files.writeString(manifest, good);
    EmbeddedRedis.start(folder).close();
  }

  @Test
  void password_ofServer_isNeededAndShownToNobody() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
      String password = URI.create(redis.endpoint().uri()).getUserInfo().substring(1);
      assertEquals(
          PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(folder.resolve("redis.conf")));
      assertEquals(
          PosixFilePermissions.fromString("rwx------"),
          Files.getPosixFilePermissions(folder.resolve("appendonlydir")));
      String commandLine =
          ProcessHandle.of(pid(redis)).flatMap(p -> p.info().commandLine()).orElseThrow();
      assertFalse(commandLine.contains(password));
      assertFalse(redis.endpoint().toString().contains(password));
      assertFalse(Files.readString(folder.resolve("redis.log")).contains(password));
    }
  }

  @Test
  void server_started_isOutOfReachOfCtrlC() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(folder)) {
      long pid = pid(redis);
      // Ctrl-C goes to the terminal's foreground process group: this JVM's.
      assertEquals(pid, group(pid));
      assertNotEquals(group(ProcessHandle.current().pid()), group(pid));
    }
  }

  @Test
  void platform_withoutServer_isRefusedWithAdvice() {
    String name = System.getProperty("os.name");
    try {
      System.setProperty("os.name", "Plan 9");
      EmbeddedRedisException refusal =
          assertThrows(EmbeddedRedisException.class, () -> EmbeddedRedis.start(folder));
      assertTrue(message(refusal).contains("Plan 9"), message(refusal));
      assertTrue(message(refusal).contains("PASSERBY_REDIS_URI"), message(refusal));
    } finally {
      System.setProperty("os.name", name);
    }
  }

  /** A node that can be killed. */
  static final class Node {
    private static final String SERVER = "server ";

    private Node() {}

    public static void main(String[] arguments) throws InterruptedException {
      EmbeddedRedis redis = EmbeddedRedis.start(Path.of(arguments[0]));
      ask(redis, Request.cmd(Command.CONFIG).arg("SET").arg("appendfsync").arg("always"));
      ask(redis, Request.cmd(Command.SET).arg("a").arg("kept"));
      System.out.println(SERVER + pid(redis));
      Thread.currentThread().join();
    }
  }

  private static long pid(EmbeddedRedis redis) {
    String info = ask(redis, Request.cmd(Command.INFO).arg("server"));
    return info.lines()
        .filter(line -> line.startsWith("process_id:"))
        .mapToLong(line -> Long.parseLong(line.substring("process_id:".length())))
        .findAny()
        .orElseThrow();
  }

  /** An ended process that its parent has not noticed yet runs no program. */
  private static boolean isRunning(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    return process.isPresent() && process.get().info().command().isPresent();
  }

  private static long group(long pid) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "pgid=", "-p", Long.toString(pid)).start();
    return Long.parseLong(ps.inputReader().readLine().strip());
  }

  private static String ask(EmbeddedRedis redis, Request request) {
    Vertx vertx = Vertx.vertx();
    RedisLink link = RedisLink.create(vertx, redis.endpoint(), LinkSettings.DEFAULTS, "test");
    try {
      get(link.start());
      return String.valueOf(get(link.send(request)));
    } finally {
      get(link.close());
      get(vertx.close());
    }
  }
}
