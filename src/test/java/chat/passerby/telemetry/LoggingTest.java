package chat.passerby.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process really writes, since the log's configuration is one for the whole process. */
class LoggingTest {
  @TempDir Path directory = Path.of("");

  @Test
  void log_byDefault_isQuietAboutTheStartAndHasOneLineForEachEvent() throws Exception {
    List<String> lines = logOf("info");
    assertEquals(3, lines.size(), lines::toString);
    assertTrue(
        lines.get(0).endsWith(" INFO  c.p.telemetry.Child first | second session=tag"),
        lines.get(0));
    assertTrue(
        lines
            .get(1)
            .contains(
                " WARN  c.p.telemetry.Child failed java.lang.IllegalStateException: broken"
                    + " | at chat.passerby.telemetry.LoggingTest$Child.main("),
        lines.get(1));
    assertTrue(lines.get(1).endsWith(")"), lines.get(1));
    assertTrue(lines.get(2).endsWith(" WARN  library careful"), lines.get(2));
    assertTrue(
        lines.get(0).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z .*"),
        lines.get(0));
  }

  @Test
  void log_atDebug_hasMoreOfOurCodeAndNoMoreOfLibraries() throws Exception {
    List<String> lines = logOf("debug");
    assertEquals(4, lines.size(), lines::toString);
    assertTrue(lines.get(0).endsWith(" DEBUG c.p.telemetry.Child detail"), lines.get(0));
  }

  @Test
  void log_inJson_hasAnObjectForEachEvent() throws Exception {
    List<String> lines = logOf("json");
    assertEquals(3, lines.size(), lines::toString);
    JsonObject first = new JsonObject(lines.get(0));
    assertEquals("first\n  second", first.getString("message"));
    assertEquals("INFO", first.getString("level"));
    assertEquals("chat.passerby.telemetry.Child", first.getString("logger"));
    assertEquals("node-1", first.getString("node"));
    assertEquals("tag", first.getString("session"));
    assertTrue(first.getString("time").endsWith("Z"), lines.get(0));
    String stack = new JsonObject(lines.get(1)).getString("stack");
    assertTrue(stack.startsWith("java.lang.IllegalStateException: broken\n"), stack);
  }

  @Test
  void log_atError_hasLessOfOurCode() throws Exception {
    assertEquals(1, logOf("error").size());
  }

  @Test
  void log_withAFileOfTheOperator_isAsThatSays() throws Exception {
    Path file = directory.resolve("mine.xml");
    Files.writeString(
        file,
        """
        <configuration>
          <appender name="all" class="ch.qos.logback.core.ConsoleAppender">
            <target>System.err</target>
            <encoder><pattern>mine %msg%n</pattern></encoder>
          </appender>
          <root level="INFO"><appender-ref ref="all"/></root>
        </configuration>
        """);
    List<String> lines = logOf("info", "-Dlogback.configurationFile=" + file);
    assertTrue(lines.contains("mine chatty"), lines::toString);
  }

  private List<String> logOf(String level, String... options)
      throws IOException, InterruptedException {
    Path log = directory.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Child.class.getName(), level));
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    assertEquals("", printed);
    return Files.readAllLines(log);
  }

  /** Starts a Vert.x and logs at several levels. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      Vertx.vertx().close().await();
      if (args[0].equals("json")) {
        LogFormat.JSON.apply(Optional.of("node-1"));
      } else {
        LogLevel.valueOf(args[0].toUpperCase(Locale.ROOT)).apply();
      }
      Logger ours = LoggerFactory.getLogger("chat.passerby.telemetry.Child");
      ours.debug("detail");
      ours.atInfo().addKeyValue("session", "tag").log("first\n  second");
      ours.warn("failed", new IllegalStateException("broken"));
      Logger library = LoggerFactory.getLogger("library");
      library.info("chatty");
      library.warn("careful");
    }
  }
}
