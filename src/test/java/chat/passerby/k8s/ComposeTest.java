package chat.passerby.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.NodeSettings;
import chat.passerby.Role;
import chat.passerby.settings.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server with Compose, as Compose itself reads the file (tried: 1.29.2). No engine runs it. */
class ComposeTest {
  private static final Duration CLOSING = Duration.ofSeconds(10);

  @TempDir private static Path folder;
  private static Path source;
  private static JsonNode services;

  @BeforeAll
  static void read() throws IOException {
    Tool.needs("docker-compose", "openssl");
    source = Manifests.copy(folder);
    Tool.in(source).run("./make-secrets", "compose", "chat.example.org");
    Tool.Result read = config("compose.secrets.env");
    assertEquals(0, read.exit(), read::output);
    services = new YAMLMapper().readTree(read.output()).path("services");
  }

  private static Tool.Result config(String file) {
    return Tool.in(source)
        .attempt("docker-compose", "--env-file", file, "-f", "compose.yaml", "config");
  }

  @Test
  void secrets_needTheHostAndLeaveNoHalfFile() throws IOException {
    Path other = Manifests.copy(Files.createDirectory(folder.resolve("other")));
    Tool.Result without = Tool.in(other).attempt("./make-secrets", "compose");
    assertNotEquals(0, without.exit());
    assertTrue(without.output().contains("name the host"), without::output);
    assertFalse(Files.exists(other.resolve("compose.secrets.env")));
  }

  /** An update must not turn calls' relay off because a shell does not know where it is. */
  @Test
  void node_withoutItsTurnServer_isRefusedByCompose() throws IOException {
    assertEquals(
        "turn:chat.example.org:3478,turn:chat.example.org:3478?transport=tcp",
        services.at("/passerby/environment/PASSERBY_TURN_URIS").asText());
    Path file = source.resolve("older.secrets.env");
    Files.write(
        file,
        Files.readAllLines(source.resolve("compose.secrets.env")).stream()
            .filter(line -> !line.startsWith("PASSERBY_TURN_URIS="))
            .toList());
    Tool.Result refused = config(file.getFileName().toString());
    assertNotEquals(0, refused.exit());
    assertTrue(refused.output().contains("PASSERBY_TURN_URIS has to be"), refused::output);
  }

  @Test
  void node_hasSettingsThatItsStartTakes() {
    Map<String, String> settings = new HashMap<>();
    services
        .at("/passerby/environment")
        .fields()
        .forEachRemaining(each -> settings.put(each.getKey(), each.getValue().asText()));
    String password = settings.get("REDIS_PASSWORD");
    settings.keySet().removeIf(name -> !name.startsWith("PASSERBY_"));
    NodeSettings read = NodeSettings.from(Settings.of(settings));
    assertEquals(Set.of(Role.GATEWAY, Role.PAIRING, Role.MODERATION), read.roles());
    assertTrue(read.sessions().jwtSecret().isPresent());
    assertTrue(read.sessions().addressSecret().isPresent());
    assertTrue(settings.containsKey("PASSERBY_AUDIT_SECRET"));
    assertEquals("redis://:" + password + "@redis:6379", settings.get("PASSERBY_REDIS_URI"));
    assertTrue(services.at("/redis/command").toString().contains(password));
    assertTrue(
        services.at("/coturn/command").toString().contains(settings.get("PASSERBY_TURN_SECRET")));
    assertTrue(services.at("/passerby/ports").toString().contains(":" + read.gateway().port()));
    Duration grace =
        Duration.parse(
            "PT"
                + services
                    .at("/passerby/stop_grace_period")
                    .asText()
                    .toUpperCase()
                    .replace("1M0S", "60S"));
    assertTrue(
        grace.compareTo(read.gateway().drainNotice().plus(read.gateway().drain()).plus(CLOSING))
            > 0,
        grace::toString);
  }

  @Test
  void node_isOpenToItsServerOnlyAndMayWriteNothing() {
    JsonNode node = services.path("passerby");
    for (JsonNode port : node.path("ports")) {
      assertTrue(port.asText().startsWith("127.0.0.1:"), port::toString);
    }
    assertTrue(node.path("read_only").asBoolean());
    assertEquals("[\"ALL\"]", node.path("cap_drop").toString());
    assertFalse(services.path("redis").has("ports"));
    assertFalse(services.path("redis").has("network_mode"));
  }

  @Test
  void file_thatIsMounted_isThere() {
    int mounted = 0;
    for (JsonNode service : services) {
      for (JsonNode volume : service.path("volumes")) {
        String from = volume.asText().split(":", 2)[0];
        if (from.startsWith("/")) {
          assertTrue(Files.isRegularFile(Path.of(from)), from);
          mounted++;
        }
      }
    }
    assertEquals(2, mounted);
  }
}
