package chat.passerby;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that cannot run as it is told says in one sentence what to change, and ends with 1;
 * nothing is left behind.
 */
class RefusedStartIT {
  /** What is logged, and what Java itself says about its options. */
  private static final Pattern BESIDES =
      Pattern.compile("^(\\d{4}-\\d\\d-\\d\\dT|NOTE: Picked up|WARNING: java.io.tmpdir)");

  /** A word that nothing else says. */
  private static final String PASSWORD = "walnut-bicycle";

  private static Path folder;
  private static RedisProcess redis;

  @BeforeAll
  static void start(@TempDir Path temp) throws IOException {
    folder = temp.toRealPath();
    redis = RedisProcess.start(Files.createDirectory(folder.resolve("redis")));
    redis.command("ACL SETUSER noscripts on >" + PASSWORD + " ~* &* +@all -@scripting");
    redis.command("ACL SETUSER nochannels on >" + PASSWORD + " ~* resetchannels +@all");
    redis.command("ACL SETUSER nokeys on >" + PASSWORD + " ~other:* &* +@all");
    redis.command("ACL SETUSER ours on >" + PASSWORD + " ~passerby:* &passerby:* &probe:* +@all");
  }

  @AfterAll
  static void end() {
    redis.close();
  }

  @Test
  void ports_thatAreOne_areRefused() {
    assertRefused(
        "PASSERBY_PORT", Map.of("PASSERBY_PORT", "18080", "PASSERBY_MANAGEMENT_PORT", "18080"));
  }

  @Test
  void host_thatIsUnknown_isRefused() {
    assertRefused("PASSERBY_HOST", withRedis("PASSERBY_HOST", "no-such-host.invalid"));
  }

  @Test
  void host_thatIsNotOurs_isRefused() {
    // From the block that RFC 5737 keeps for documentation.
    assertRefused("PASSERBY_HOST", withRedis("PASSERBY_HOST", "192.0.2.1"));
  }

  @Test
  void temporaryFolder_thatIsNotThere_isRefused() {
    assertRefused(
        "-Djava.io.tmpdir",
        withRedis("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + folder.resolve("missing")));
  }

  @Test
  void redis_thatRefusesScripts_isRefused() {
    assertRefused("'evalsha'", Map.of("PASSERBY_REDIS_URI", uri("noscripts")));
  }

  @Test
  void redis_thatRefusesItsChannels_isRefused() {
    assertRefused("channel", Map.of("PASSERBY_REDIS_URI", uri("nochannels")));
  }

  @Test
  void redis_thatRefusesItsKeys_isRefused() {
    assertRefused("keys", Map.of("PASSERBY_REDIS_URI", uri("nokeys")));
  }

  @Test
  void redis_withTheRightsThatTheReadmeNames_isTaken() {
    try (NodeProcess node = NodeProcess.start(folder, Map.of("PASSERBY_REDIS_URI", uri("ours")))) {
      node.terminate();
      assertEquals(0, node.awaitExit(), node::errors);
    }
  }

  @Test
  void redis_withAnotherPassword_isRefused() {
    assertRefused(
        "user name or password",
        Map.of("PASSERBY_REDIS_URI", "redis://ours:wrong@127.0.0.1:" + redis.port()));
  }

  @Test
  void redis_thatAsksForAPassword_isRefused() throws IOException {
    Path data = Files.createTempDirectory(folder, "locked");
    try (RedisProcess locked = RedisProcess.start(data, "--requirepass", PASSWORD)) {
      assertRefused("asks for a password", Map.of("PASSERBY_REDIS_URI", locked.endpoint().uri()));
    }
  }

  @Test
  void redis_thatIsFull_isRefused() throws IOException {
    Path data = Files.createTempDirectory(folder, "full");
    try (RedisProcess full = RedisProcess.start(data, "--maxmemory", "1")) {
      // It is logged as an error besides, since a running node may meet it too.
      Map<String, String> settings = Map.of("PASSERBY_REDIS_URI", full.endpoint().uri());
      try (NodeProcess refused = NodeProcess.launch(folder, settings)) {
        assertEquals(1, refused.awaitExit(), refused::errors);
        assertSentence(refused, "OOM");
      }
    }
  }

  @Test
  void redis_ofVersion6_isRefused() {
    try (FakeServer old = FakeServer.redis("6.2.14")) {
      assertRefused("version is 6.2.14", Map.of("PASSERBY_REDIS_URI", "redis://" + old.address()));
    }
  }

  @Test
  void rediss_toAServerWithoutTls_isRefused() {
    assertRefused(
        "does not speak TLS", Map.of("PASSERBY_REDIS_URI", "rediss://127.0.0.1:" + redis.port()));
  }

  @Test
  void redis_toAServerWithTls_isRefused() {
    try (FakeServer tls = FakeServer.tls()) {
      assertRefused("rediss", Map.of("PASSERBY_REDIS_URI", "redis://" + tls.address()));
    }
  }

  @Test
  void redis_onAnUnknownHost_isRefused() {
    assertRefused(
        "host name of Redis is unknown",
        Map.of("PASSERBY_REDIS_URI", "redis://no-such-host.invalid:6379"));
  }

  /** The sentence names the setting of that one, not of the Redis that is well. */
  @Test
  void redisOfReports_thatCannotBeUsed_isRefused() {
    for (String rest : List.of("ours:wrong@127.0.0.1:", "nokeys:" + PASSWORD + "@127.0.0.1:")) {
      assertRefused(
          "The Redis of reports",
          Map.of(
              "PASSERBY_REDIS_URI",
              uri("ours"),
              "PASSERBY_EVIDENCE_REDIS_URI",
              "redis://" + rest + redis.port()));
    }
    assertRefused(
        "PASSERBY_EVIDENCE_REDIS_URI",
        withRedis("PASSERBY_EVIDENCE_REDIS_URI", "redis://no-such-host.invalid:6379"));
    assertRefused(
        "PASSERBY_EVIDENCE_REDIS_URI", withRedis("PASSERBY_EVIDENCE_REDIS_URI", "http://x"));
  }

  /** JDK 17 and older would say {@code UnsupportedClassVersionError}. */
  @Test
  void java_thatIsTooOld_isToldWhatIsNeeded() throws Exception {
    Optional<Path> java = olderJava();
    assumeTrue(java.isPresent(), "no JDK before 21 is installed");
    File said = Files.createTempFile(folder, "older", ".err").toFile();
    Process process =
        new ProcessBuilder(java.get().toString(), "-jar", NodeProcess.jar().toString())
            .redirectErrorStream(true)
            .redirectOutput(said)
            .start();
    assertEquals(1, process.waitFor());
    List<String> lines = Files.readAllLines(said.toPath(), UTF_8);
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).contains("JDK 21"), lines::toString);
  }

  private static Optional<Path> olderJava() throws IOException {
    Path jdks = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(jdks)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(jdks)) {
      return homes
          .filter(home -> Pattern.matches(".*\\b(8|11|17)\\b.*", home.getFileName().toString()))
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }

  /** The second signal comes while the node waits for a client that does not answer. */
  @Test
  void signal_again_endsTheEmbeddedRedisToo() throws IOException {
    Path data = Files.createTempDirectory(folder, "data");
    try (NodeProcess node = NodeProcess.start(folder, Map.of("PASSERBY_DATA", data.toString()));
        chat.passerby.gateway.Visitor mute = chat.passerby.gateway.Visitor.welcomed(node.port())) {
      node.terminate();
      String last = "";
      while (!last.equals("close 4000")) {
        last = mute.socket().read().orElseThrow().toString();
      }
      node.terminate();
      int code = node.awaitExit();
      // A slow machine may be through before the second signal.
      assertTrue(code == 143 || code == 0, () -> "exit code " + code);
      Eventually.await("the embedded Redis is gone", () -> NodeProcess.redisOf(data).isEmpty());
    }
  }

  private static String uri(String user) {
    return "redis://" + user + ":" + PASSWORD + "@127.0.0.1:" + redis.port();
  }

  private static Map<String, String> withRedis(String name, String value) {
    return Map.of("PASSERBY_REDIS_URI", redis.endpoint().uri(), name, value);
  }

  private static void assertRefused(String named, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("PASSERBY_DATA", folder.resolve("unused").toString());
    try (NodeProcess refused = NodeProcess.launch(folder, all)) {
      assertEquals(1, refused.awaitExit(), refused::errors);
      assertSentence(refused, named);
      assertFalse(refused.errors().contains(" ERROR "), refused::errors);
    }
  }

  private static void assertSentence(NodeProcess refused, String named) {
    List<String> sentences =
        refused.errors().lines().filter(line -> !BESIDES.matcher(line).find()).toList();
    assertEquals(1, sentences.size(), refused::errors);
    assertTrue(sentences.get(0).contains(named), refused::errors);
    assertTrue(sentences.get(0).endsWith("."), refused::errors);
    assertFalse(refused.errors().contains(PASSWORD), refused::errors);
    assertEquals("", refused.output());
  }
}
