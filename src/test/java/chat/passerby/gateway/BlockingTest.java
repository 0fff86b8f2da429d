package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.RedisKeys;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who is blocked is never met again, from either side, on whatever node and in whatever session.
 */
class BlockingTest {
  private RedisProcess redis;
  private LocalNode near;
  private LocalNode far;
  private String oneDevice;
  private String otherDevice;
  private Visitor one;
  private Visitor other;

  @BeforeEach
  void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    near = LocalNode.start(redis.endpoint());
    far = LocalNode.start(redis.endpoint());
    oneDevice = Company.device(near.port());
    otherDevice = Company.device(near.port());
    one = Company.of(near.port(), oneDevice);
    other = Company.of(far.port(), otherDevice);
    Visitor.match(one, other);
  }

  @AfterEach
  void end() {
    one.close();
    other.close();
    near.close();
    far.close();
    redis.close();
  }

  @Test
  void block_inAChat_letsItGoOnAndIsTheLast() {
    one.send("block", "room", one.room());
    one.chat("1", "goodbye");
    assertEquals("goodbye", other.next().path("text").asText());
    one.send("leave", "room", one.room());
    other.await("left");
    Company.assertApart(one, other, Company.tag(), far.port());
  }

  @Test
  void block_byTheOneWhoWaitsLess_holdsAsWell() {
    other.send("block", "room", other.room());
    other.send("leave", "room", other.room());
    one.await("left");
    Company.assertApart(one, other, Company.tag(), near.port());
  }

  @Test
  void block_whileBothWait_isInTheTicketAtOnce() {
    String room = leave();
    String tag = Company.tag();
    one.find(tag);
    long since = one.await("waiting").path("since").asLong();
    Company.afterwards(since);
    other.find(Company.tag());
    other.await("waiting");
    one.send("block", "room", room);
    // Answered behind the block's own change of the ticket, which nothing else tells of.
    one.find(tag);
    assertEquals(since, one.await("waiting").path("since").asLong(), "it keeps its place");
    other.find(tag);
    other.await("waiting");
    Company.assertThirdIsPreferred(one, other, tag, near.port());
  }

  @Test
  void block_ofAnEarlierRoomWithThePresentPartner_leavesThem() {
    String earlier = leave();
    Visitor.match(one, other);
    one.send("block", "room", earlier);
    JsonNode left = one.next();
    assertEquals("left", left.path("reason").asText(), left::toString);
    assertEquals(one.room(), left.path("room").asText());
    assertEquals("idle", Visitor.type(one.next()));
    assertEquals("left", other.next().path("reason").asText());
    assertEquals(List.of(), one.typesSoFar());
    assertEquals(List.of(), other.typesSoFar());
  }

  @Test
  void block_saidTwice_isOne() {
    one.send("block", "room", one.room());
    one.send("block", "room", one.room());
    String room = leave();
    one.send("block", "room", room);
    assertEquals(List.of(), one.typesSoFar());
  }

  @Test
  void block_ofARoomNeverSeen_isStale() {
    one.send("block", "room", "never-seen");
    JsonNode error = one.next();
    assertEquals("stale-room", error.path("code").asText());
    assertEquals("block", error.path("ref").asText());
  }

  @Test
  void block_holdsInNewSessionsOfBothDevices() {
    one.send("block", "room", one.room());
    blocksWritten();
    leave();
    try (Visitor first = Company.of(far.port(), oneDevice);
        Visitor second = Company.of(near.port(), otherDevice)) {
      Company.assertApart(second, first, Company.tag(), near.port());
    }
  }

  @Test
  void block_holdsWhenTheBlockersBrowserHasForgottenAll() {
    one.send("block", "room", one.room());
    blocksWritten();
    leave();
    String id = oneDevice.substring(0, oneDevice.lastIndexOf('~'));
    RedisKeys.delete(redis, "passerby:device:{" + id + "}:blocked");
    assertEquals(1, RedisKeys.matching(redis, "*:blocked").size());
    try (Visitor first = Company.of(far.port(), oneDevice);
        Visitor second = Company.of(near.port(), otherDevice)) {
      Company.assertApart(first, second, Company.tag(), near.port());
    }
  }

  @Test
  void block_saidJustBeforeTheConnectionIsLost_holds() {
    String token = Company.token(near.port(), oneDevice);
    try (Visitor tab = Visitor.welcomed(near.port(), token)) {
      leave();
      Visitor.match(tab, other);
      tab.send("block", "room", tab.room());
      tab.soFar();
    }
    other.await("left");
    try (Visitor again = Visitor.welcomed(far.port(), token)) {
      Company.assertApart(other, again, Company.tag(), near.port());
    }
  }

  @Test
  void block_ofTheSameBrowser_isRefused() {
    try (Visitor tab = Company.of(near.port(), oneDevice)) {
      leave();
      Visitor.match(one, tab);
      one.send("block", "room", one.room());
      assertEquals("refused", one.next().path("code").asText());
      one.send("leave", "room", one.room());
      tab.await("left");
      Visitor.match(one, tab);
    }
  }

  @Test
  void block_whileRedisIsGone_isWrittenWhenItIsBack() {
    redis.kill();
    one.send("block", "room", one.room());
    assertEquals(List.of(), one.typesSoFar());
    redis.restart();
    blocksWritten();
  }

  private void blocksWritten() {
    Eventually.await(
        "both sides are written", () -> RedisKeys.matching(redis, "*:blocked").size() == 2);
  }

  /** Ends the chat; both are idle. */
  private String leave() {
    String room = one.room();
    one.send("leave", "room", room);
    one.await("idle");
    other.await("left");
    return room;
  }
}
