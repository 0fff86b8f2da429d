package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.matchmaking.LanePlan;
import chat.passerby.protocol.Mode;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisCluster;
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

/** Two nodes on a Redis Cluster, one of which splits lanes into more shards than the other. */
class ReshardedTest {
  private static final int FEW = 3;
  private static final int MANY = 16;

  /** A shard that only the node of many has. */
  private static final int HIGH = 7;

  private static final String ADULT = "{\"adult\":true}";

  private static RedisCluster cluster;
  private static LocalNode few;
  private static LocalNode many;

  @BeforeAll
  static void start(@TempDir Path folder) {
    cluster = RedisCluster.start(folder);
    few = node(FEW);
    many = node(MANY);
  }

  private static LocalNode node(int shards) {
    return LocalNode.start(
        cluster.endpoint(),
        Map.of("PASSERBY_SHARDS", Integer.toString(shards), "PASSERBY_GRACE", "PT20S"));
  }

  @AfterAll
  static void end() {
    few.close();
    many.close();
    cluster.close();
  }

  @Test
  void chat_ofANodeWithMoreShards_goesOn() {
    goesOn(many, few, session(shardOf(MANY, HIGH)), session(shardOf(MANY, HIGH)));
  }

  @Test
  void chat_ofANodeWithFewerShards_goesOn() {
    Home home = (few, many) -> few == FEW - 1 && many >= FEW;
    goesOn(few, many, session(home), session(home));
  }

  @Test
  void chat_whoseNoteCannotBeRead_goesOn() {
    Home home = (few, many) -> few == FEW - 1 && many >= FEW;
    String token = session(home);
    try (Visitor one = Visitor.welcomed(few.port(), token);
        Visitor other = Visitor.welcomed(few.port(), session(home));
        Visitor again = Visitor.silent(many.port())) {
      Visitor.match(one, other);
      awaitNote(token);
      ask(token, "HSET", "search", "of another build");
      comeBack(one, other, again, token, one.room());
    }
  }

  @Test
  void waiting_atANodeWithMoreShards_goesOn() {
    String token = session(shardOf(MANY, HIGH));
    try (Visitor one = Visitor.welcomed(many.port(), token);
        Visitor again = Visitor.silent(few.port());
        Visitor newcomer = Visitor.welcomed(few.port())) {
      String interest = Company.tag();
      one.find(interest);
      one.await("waiting");
      awaitNote(token);
      one.socket().cut();
      again.hello(token);
      assertEquals("waiting", again.next().path("state").asText(), again::story);
      newcomer.find(interest);
      assertEquals(newcomer.awaitMatch(), again.awaitMatch());
    }
  }

  /** The room is in the lane of the first one, and the last search was elsewhere. */
  @Test
  void chat_thatTwoWentBackTo_goesOn() {
    String token = session(shardOf(MANY, HIGH));
    try (Visitor one = Visitor.welcomed(many.port(), token);
        Visitor other = Visitor.welcomed(many.port(), session(shardOf(MANY, HIGH)));
        Visitor moved = Visitor.silent(few.port());
        Visitor again = Visitor.silent(few.port())) {
      Visitor.match(one, other);
      String past = one.room();
      one.send("leave", "room", past);
      one.await("idle");
      other.await("left");
      // Of a connection that ends sooner, the next one may not learn what it may go back to.
      Eventually.await("the past room is noted", () -> noted(token, "past").contains(past));
      one.socket().cut();
      moved.hello(token);
      assertEquals("idle", moved.next().path("state").asText(), moved::story);
      moved.text("{\"type\":\"find\",\"mode\":\"video\",\"interests\":[\"nobody\"],\"hold\":true}");
      moved.await("waiting");
      moved.send("cancel");
      moved.await("idle");
      Eventually.await("the search is noted", () -> noted(token, "search").contains("nobody"));
      moved.send("rewind", "room", past);
      other.send("rewind", "room", past);
      String room = moved.await("rewound").path("room").asText();
      assertEquals(room, other.await("rewound").path("room").asText());
      moved.enter(room);
      other.enter(room);
      comeBack(moved, other, again, token, room);
    }
  }

  private static void goesOn(LocalNode before, LocalNode after, String token, String others) {
    try (Visitor one = Visitor.welcomed(before.port(), token);
        Visitor other = Visitor.welcomed(before.port(), others);
        Visitor again = Visitor.silent(after.port())) {
      Visitor.match(one, other);
      awaitNote(token);
      comeBack(one, other, again, token, one.room());
    }
  }

  private static void comeBack(
      Visitor gone, Visitor partner, Visitor again, String token, String room) {
    gone.socket().cut();
    partner.await("partner-away");
    ResumeFixture.comeBack(again, token, room);
    partner.await("partner-back");
    ResumeFixture.talk(again, partner);
  }

  /** Which home shards a session is to have on the two nodes. */
  private interface Home {
    boolean is(int few, int many);
  }

  private static Home shardOf(int shards, int shard) {
    return (few, many) -> (shards == FEW ? few : many) == shard;
  }

  /** The token of a session with such a home. */
  private static String session(Home home) {
    for (; ; ) {
      JsonNode session = SessionClient.json(SessionClient.on(many.port()).create(ADULT));
      SessionId id = new SessionId(session.path("session").asText());
      if (home.is(shard(FEW, id), shard(MANY, id))) {
        return session.path("token").asText();
      }
    }
  }

  private static int shard(int shards, SessionId session) {
    LanePlan plan = new LanePlan(List.of(Lane.DEFAULT_POOL), shards);
    return plan.home(Optional.empty(), Mode.TEXT, session).shard();
  }

  private static void awaitNote(String token) {
    Eventually.await("the search is noted", () -> !noted(token, "search").isEmpty());
  }

  private static String noted(String token, String field) {
    return ask(token, "HGET", field).getFirst();
  }

  private static List<String> ask(String token, String command, String... words) {
    String key = "passerby:session:{" + ResumeFixture.sessionOf(token) + "}";
    String[] all = new String[words.length + 2];
    all[0] = command;
    all[1] = key;
    System.arraycopy(words, 0, all, 2, words.length);
    return RedisCluster.ask(cluster.owner(key), all);
  }
}
