package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.SessionClient;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.embedded.EmbeddedRedis;
import chat.passerby.settings.Settings;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does from the command line. */
class CommandTest {
  private static final String INVITATION = "http://localhost:8080/moderation/#invite=";

  private final Vertx vertx = Vertx.vertx();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> settings = new HashMap<>();
  private InputStream in = InputStream.nullInputStream();

  @TempDir Path folder;

  @AfterEach
  void end() {
    Eventually.get(vertx.close());
  }

  @Test
  void admin_created_canEnrolAndAppearsInTheAudit() {
    try (RealRedis redis = RealRedis.start(folder)) {
      settings.put("PASSERBY_REDIS_URI", redis.endpoint().uri());
      settings.put("PASSERBY_AUDIT_SECRET", "a secret of moderation");
      assertEquals(0, run("admin", "create", "Root"));
      assertEquals("", text(err));
      String line = text(out).strip();
      assertTrue(line.startsWith(INVITATION) && !line.contains("\n"), line);
      assertEquals(1, run("admin", "create", "root"), "is invited already");
      try (StaffNode node = StaffNode.start(redis.endpoint())) {
        HttpResponse<String> enrolled =
            node.send(
                "POST",
                "/enrol",
                StaffNode.json(
                    Map.of(
                        "invite",
                        line.substring(INVITATION.length()),
                        "password",
                        StaffNode.PASSWORD)),
                "");
        assertEquals(201, enrolled.statusCode(), enrolled::body);
        assertEquals("admin", SessionClient.json(enrolled).path("role").asText());
      }
      assertEquals(1, run("admin", "create", "root"));
      assertTrue(text(err).contains("There is a moderator root already"), text(err));
      assertEquals(0, run("audit", "verify"));
      assertEquals("The audit is whole: 2 entries.", text(out).strip());
      redis.ask(io.vertx.redis.client.Command.XDEL, "passerby:{audit}:entries", "1-0");
      assertEquals(1, run("audit", "verify"));
      assertEquals("Entry 1 is missing: the next one there is 2.", text(out).strip());
    }
  }

  @Test
  void backup_restoredInAnotherPlace_hasTheAuditAndTheAdmin() throws IOException {
    String file = folder.resolve("passerby.backup").toString();
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    settings.put("PASSERBY_AUDIT_SECRET", "a secret of moderation");
    settings.put("PASSERBY_DATA", folder.toString());
    assertEquals(0, run("admin", "create", "root"), () -> text(err));
    assertEquals(0, run("backup", file), () -> text(err));
    assertTrue(text(out).matches("Wrote \\d+ keys \\(.*audit: 2\\) to .*\\.\n"), text(out));
    assertEquals(0, run("backup", "-"), () -> text(err));
    byte[] streamed = out.toByteArray();
    assertEquals(1, run("restore", file), "is not empty");
    assertTrue(text(err).contains("With --replace"), text(err));
    settings.put("PASSERBY_DATA", elsewhere.toString());
    assertEquals(0, run("restore", file), () -> text(err));
    assertEquals(0, run("audit", "verify"), () -> text(err));
    in = new ByteArrayInputStream(streamed);
    assertEquals(0, run("restore", "-", "--replace"), () -> text(err));
    assertTrue(text(out).matches("Deleted \\d+ keys .*\nRestored \\d+ keys .*\n"), text(out));
    assertEquals(1, run("admin", "create", "root"), "is invited already");
    assertEquals(1, run("restore", folder.resolve("none").toString()));
    assertTrue(text(err).contains("none cannot be read"), text(err));
  }

  @Test
  void origin_inTheSettings_isWhereTheInvitationLeads() {
    try (RealRedis redis = RealRedis.start(folder)) {
      settings.put("PASSERBY_REDIS_URI", redis.endpoint().uri());
      settings.put("PASSERBY_ORIGINS", "https://chat.example.org");
      assertEquals(0, run("admin", "create", "root"));
      assertTrue(text(out).startsWith("https://chat.example.org/moderation/#invite=root~"));
    }
  }

  @Test
  void admin_created_besideARunningNode_usesItsEmbeddedRedis() {
    settings.put("PASSERBY_DATA", folder.toString());
    assertEquals(0, run("admin", "create", "first"), () -> text(err));
    assertTrue(EmbeddedRedis.running(folder).isEmpty(), "ends with the command");
    try (EmbeddedRedis node = EmbeddedRedis.start(folder)) {
      assertEquals(node.endpoint(), EmbeddedRedis.running(folder).orElseThrow());
      assertEquals(0, run("admin", "create", "second"), () -> text(err));
      assertEquals(0, run("audit", "verify"));
      assertEquals("The audit is whole: 2 entries.", text(out).strip());
    }
    assertTrue(Files.isRegularFile(folder.resolve("audit.key")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "system", "-x", "ann~", "üml", "x23456789012345678901234567890123"})
  void name_thatIsNone_isRefusedBeforeRedisIsAsked(String name) {
    settings.put("PASSERBY_REDIS_URI", "redis://127.0.0.1:1");
    assertEquals(1, run("admin", "create", name));
    assertTrue(text(err).contains("A name has"), text(err));
  }

  @Test
  void redis_thatIsAway_isSaid() {
    settings.put("PASSERBY_REDIS_URI", "redis://127.0.0.1:1");
    StartException e = assertThrows(StartException.class, () -> run("admin", "create", "root"));
    assertTrue(Eventually.message(e).contains("cannot be used"), e::getMessage);
  }

  @Test
  void command_thatIsNone_isToldWhichThereAre() {
    for (List<String> args :
        List.of(
            List.of("nonsense"),
            List.of("admin"),
            List.of("admin", "create"),
            List.of("audit"),
            List.of("backup"))) {
      assertEquals(2, run(args.toArray(String[]::new)));
      assertTrue(text(err).contains("admin create NAME"));
      assertTrue(text(err).contains("restore FILE"));
    }
    assertEquals(0, run("--help"));
    assertTrue(text(out).contains("audit verify"));
    assertEquals(1, run("audit", "verify", "not-a-checkpoint"));
  }

  private int run(String... args) {
    out.reset();
    err.reset();
    try {
      return new Command(vertx, in, stream(out), stream(err))
          .run(List.of(args), () -> Settings.of(settings));
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
