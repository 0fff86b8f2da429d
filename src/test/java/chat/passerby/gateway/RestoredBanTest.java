package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.backup.BackupFiles;
import chat.passerby.backup.Stores;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RealRedis;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ban that was backed up holds where it was restored. */
class RestoredBanTest extends SanctionFixture {
  @TempDir Path folder;

  @Test
  void ban_thatWasRestored_keepsTheDeviceOutOfNodesThatRunAndOfNewOnes() throws IOException {
    Person person = Person.on(near);
    decide(SanctionKind.BAN, person.asDevice());
    Path file = folder.resolve("passerby.backup");
    BackupFiles.write(file, stores(redis));
    try (RealRedis other = RealRedis.start(Files.createDirectory(folder.resolve("other")));
        LocalNode node = LocalNode.start(other.endpoint(), Map.of())) {
      assertEquals(201, status(node, person), "is not known there yet");
      assertTrue(BackupFiles.restore(file, stores(other), true).restored().total() > 0);
      Eventually.await("the node has heard of it", () -> status(node, person) == 403);
      try (LocalNode later = LocalNode.start(other.endpoint(), Map.of())) {
        HttpResponse<String> answer = SessionClient.on(later.port()).create(person.body());
        assertEquals(403, answer.statusCode());
        assertEquals("banned", SessionClient.json(answer).path("code").asText());
      }
    }
  }

  private static int status(LocalNode node, Person person) {
    return SessionClient.on(node.port()).create(person.body()).statusCode();
  }

  private static Stores stores(RealRedis redis) {
    return new Stores(redis.link(), new EvidenceLink(redis.link(), false));
  }
}
