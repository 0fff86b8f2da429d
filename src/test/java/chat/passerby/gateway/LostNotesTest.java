package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.Eventually;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Redis loses what is noted of sessions and devices: it is written down again. */
class LostNotesTest extends DataLossFixture {
  @Test
  void sessions_idleWaitingAndChatting_areWrittenDownAgainWithTheirNotes() {
    List<String> tokens =
        List.of(
            SessionClient.on(near.port()).token(),
            SessionClient.on(near.port()).token(),
            SessionClient.on(near.port()).token());
    try (Visitor idle = Visitor.welcomed(near.port(), tokens.get(0));
        Visitor waiting = Visitor.welcomed(far.port(), tokens.get(1));
        Visitor chatting = Visitor.welcomed(near.port(), tokens.get(2));
        Visitor partner = Visitor.welcomed(far.port())) {
      Visitor.match(idle, partner);
      idle.send("leave", "room", idle.room());
      idle.await("idle");
      partner.await("left");
      waiting.find(Company.tag());
      waiting.await("waiting");
      Visitor.match(chatting, partner);
      Eventually.await("all is noted", () -> tokens.stream().allMatch(this::isNoted));
      // An end that has been read is forgotten; until then it would come again.
      Eventually.await(
          "the end is read",
          () ->
              entry(tokens.get(0)).containsKey("past")
                  && !entry(tokens.get(0)).containsKey("left:" + idle.room()));
      List<Map<String, Buffer>> before = tokens.stream().map(this::entry).toList();
      redis.clear();
      for (int i = 0; i < 3; i++) {
        String token = tokens.get(i);
        Map<String, Buffer> noted = before.get(i);
        Eventually.await("the entry is there again", () -> entry(token).equals(noted));
      }
    }
  }

  private boolean isNoted(String token) {
    return entry(token).keySet().containsAll(Set.of("epoch", "node", "search"));
  }

  /** As when its partner's node notes the end down between the loss and its mending. */
  @Test
  void end_thatWasReadBeforeALoss_isNotToldAgain() {
    String token = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(far.port())) {
      Visitor.match(one, other);
      String room = one.room();
      other.send("leave", "room", room);
      Eventually.await("the end is noted", () -> entry(token).containsKey("left:" + room));
      Buffer note = entry(token).get("left:" + room);
      one.await("left");
      Eventually.await("the end is read", () -> !entry(token).containsKey("left:" + room));
      redis.clear();
      redis.ask(Command.HSET, key(session(token)), Buffer.buffer("left:" + room), note);
      Eventually.await(
          "it is forgotten",
          () -> entry(token).containsKey("past") && !entry(token).containsKey("left:" + room));
    }
  }

  @Test
  void next_whenTheSearchIsLost_leavesTheRoomAndAsksForAFind() {
    String token = SessionClient.on(near.port()).token();
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(near.port());
        Visitor again = Visitor.silent(far.port())) {
      Visitor.match(one, other);
      one.socket().cut();
      other.await("partner-away");
      redis.ask(Command.HDEL, key(session(token)), Buffer.buffer("search"));
      again.hello(token);
      assertChatting(again, one.room());
      again.send("next", "room", one.room());
      assertEquals("next", again.await("left").path("reason").asText());
      assertEquals("next", again.awaitError("wrong-state").path("ref").asText());
      other.await("left");
      again.find(Company.tag());
      again.await("waiting");
    }
  }

  @Test
  void block_thatRedisHasLost_holdsAllTheSame() {
    try (Visitor one = Visitor.welcomed(near.port());
        Visitor other = Visitor.welcomed(far.port())) {
      Visitor.match(one, other);
      one.send("block", "room", one.room());
      one.send("leave", "room", one.room());
      one.await("idle");
      other.await("left");
      Eventually.await("both are blocked", () -> blocks().size() == 2);
      redis.clear();
      Eventually.await("both are blocked again", () -> blocks().size() == 2);
    }
  }

  private List<String> blocks() {
    return redis.keys().stream().filter(key -> key.contains("blocked")).toList();
  }
}
