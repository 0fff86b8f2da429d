package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.RealRedis;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages are told of the operator's own first lines. */
class IcebreakersTest {
  @Test
  void lines_ofTheOperator_areToldToEveryPage(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("lines.txt"), "[en]\nstarter = Hi there?\n");
    Map<String, String> settings =
        Map.of("PASSERBY_ICEBREAKERS", file.toString(), "PASSERBY_ORIGINS", "https://chat.example");
    try (RealRedis redis = RealRedis.start(folder);
        LocalNode node = LocalNode.start(redis.endpoint(), settings)) {
      SessionClient client = SessionClient.on(node.port());
      HttpResponse<String> answer = client.send("GET", "/api/icebreakers", "");
      assertEquals(200, answer.statusCode());
      assertEquals(
          "{\"languages\":{\"en\":{\"starters\":[\"Hi there?\"],\"questions\":[]}}}",
          answer.body());
      assertEquals(Optional.of("max-age=300"), answer.headers().firstValue("Cache-Control"));
      assertEquals(200, client.send("HEAD", "/api/icebreakers", "").statusCode());
      assertEquals(405, client.send("POST", "/api/icebreakers", "").statusCode());
    }
  }
}
