package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.matchmaking.LanePlan;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisProcess;
import chat.passerby.room.Lane;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lane split in shards, as visitors see it: not at all. */
class ShardsTest {
  private static final int SHARDS = 4;
  private static final LanePlan PLAN =
      new LanePlan(List.of(Lane.DEFAULT_POOL, "restricted"), SHARDS);

  private static final String ADULT = "{\"adult\":true}";

  private static RedisProcess redis;
  private static LocalNode node;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
    node = LocalNode.start(redis.endpoint(), Map.of("PASSERBY_SHARDS", Integer.toString(SHARDS)));
  }

  @AfterAll
  static void end() {
    node.close();
    redis.close();
  }

  @Test
  void two_whoBeganInDifferentShards_meet() {
    try (Visitor one = in(1);
        Visitor other = in(2)) {
      Visitor.match(one, other);
    }
  }

  @Test
  void leftover_whoHasBeenMoved_keepsItsPlaceAndMeetsWhoBeginsInTheCommonShard() {
    try (Visitor moved = in(3);
        Visitor newcomer = in(0)) {
      moved.find("moved");
      Company.afterwards(moved.await("waiting").path("since").asLong());
      newcomer.find("moved");
      assertEquals(true, moved.await("matched").path("polite").asBoolean(), "waited longer");
      assertEquals(false, newcomer.await("matched").path("polite").asBoolean());
    }
  }

  @Test
  void cancel_afterTheMove_takesTheTicketOut() {
    try (Visitor moved = in(3);
        Visitor witness = in(3);
        Visitor other = in(0);
        Visitor newcomer = in(1)) {
      moved.find("gone again");
      // Whoever began later in the same shard is moved later too.
      witness.find("witness");
      other.find("witness");
      assertEquals(witness.awaitMatch(), other.awaitMatch());
      moved.send("cancel");
      moved.await("idle");
      newcomer.find("gone again");
      newcomer.await("waiting");
      assertEquals(List.of(), moved.typesSoFar());
    }
  }

  /** A visitor who begins in this shard. */
  private static Visitor in(int shard) {
    for (; ; ) {
      JsonNode session = SessionClient.json(SessionClient.on(node.port()).create(ADULT));
      SessionId id = new SessionId(session.path("session").asText());
      if (PLAN.home(Optional.empty(), Mode.TEXT, id).shard() == shard) {
        return Visitor.welcomed(node.port(), session.path("token").asText());
      }
    }
  }
}
