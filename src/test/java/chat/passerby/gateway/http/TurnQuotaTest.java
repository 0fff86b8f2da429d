package chat.passerby.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.IceServer;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Eventually;
import chat.passerby.settings.Secret;
import chat.passerby.time.MovableClock;
import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real coturn with {@code user-quota=2}. coturn 4.6.1 counts a user of {@code use-auth-secret} by
 * what follows the colon of its name, whatever the time before it is, and answers 486 to an
 * allocation over the quota.
 */
class TurnQuotaTest {
  private static final String TURN = "shared with the relay";
  private static final int QUOTA_REACHED = 486;
  private static final int UNAUTHORISED = 401;

  private final MovableClock clock = new MovableClock();
  private final List<TurnClient> clients = new ArrayList<>();
  private Process coturn;
  private int port;

  @BeforeEach
  void start(@TempDir Path data) throws IOException {
    Optional<Path> program = program();
    // Where the build brings everything with it, nothing may be left out.
    assertFalse(program.isEmpty() && "true".equals(System.getenv("E2E_WHOLE")), "no turnserver");
    Assumptions.assumeTrue(program.isPresent(), "turnserver is not installed (Debian: coturn)");
    clock.stepWall(Duration.between(clock.wall(), Instant.now()));
    do {
      coturn = launch(program.get(), data);
      Eventually.await("coturn", () -> !coturn.isAlive() || answers());
      // Somebody else may have taken the port meanwhile.
    } while (!coturn.isAlive());
  }

  private Process launch(Path program, Path data) throws IOException {
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command =
        List.of(
            program.toString(),
            "-n",
            "--no-cli",
            "--no-tls",
            "--no-dtls",
            "--listening-ip=127.0.0.1",
            "--relay-ip=127.0.0.1",
            "--listening-port=" + port,
            "--use-auth-secret",
            "--static-auth-secret=" + TURN,
            "--realm=passerby",
            "--user-quota=2",
            "--pidfile=" + data.resolve("turn.pid"),
            "--userdb=" + data.resolve("turndb"),
            "--log-file=stdout");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("turn.log").toFile())
        .start();
  }

  @AfterEach
  void end() throws InterruptedException {
    clients.forEach(TurnClient::close);
    if (coturn != null) {
      coturn.destroyForcibly().waitFor();
    }
  }

  @Test
  void quota_ofOneUser_isForEachSessionAndNotForAll() throws Exception {
    for (String session : List.of("anna", "ben", "cleo", "dora")) {
      assertEquals(0, allocate(session), session + "'s first");
      assertEquals(0, allocate(session), session + "'s second");
    }
    assertEquals(QUOTA_REACHED, allocate("anna"));
  }

  @Test
  void quota_ofASession_isTheSameAfterItHasComeBack() throws Exception {
    assertEquals(0, allocate("anna"));
    clock.advance(Duration.ofMinutes(10));
    assertEquals(0, allocate("anna"));
    clock.advance(Duration.ofMinutes(10));
    assertEquals(QUOTA_REACHED, allocate("anna"));
  }

  @Test
  void credentials_thatAreNotOurs_areRefused() throws Exception {
    IceServer given = given("anna");
    String user = given.username().orElseThrow();
    assertEquals(UNAUTHORISED, client().allocate(user + "x", given.credential().orElseThrow()));
    assertEquals(0, client().allocate(user, given.credential().orElseThrow()));
    assertTrue(coturn.isAlive());
  }

  private int allocate(String session) throws IOException, GeneralSecurityException {
    IceServer given = given(session);
    return client().allocate(given.username().orElseThrow(), given.credential().orElseThrow());
  }

  private IceServer given(String session) {
    IceServers servers =
        new IceServers(
            List.of(IceUri.parse("turn:127.0.0.1:" + port)),
            Optional.of(Secret.of(TURN)),
            Secret.of("shared by the nodes only"),
            clock);
    return servers.fresh(new SessionId(session)).getLast();
  }

  private boolean answers() {
    try {
      return client().allocate("nobody", "nothing") == UNAUTHORISED;
    } catch (IOException | GeneralSecurityException notYet) {
      return false;
    }
  }

  /** Each has a port of its own: to TURN, that is an allocation of its own. */
  private TurnClient client() throws IOException {
    clients.add(new TurnClient(port));
    return clients.getLast();
  }

  private static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "turnserver"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
