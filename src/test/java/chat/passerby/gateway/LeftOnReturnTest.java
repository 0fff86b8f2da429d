package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.TcpProxy;
import chat.passerby.redis.link.RedisEndpoint;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A partner who leaves at the moment of one's return: whatever the moment, and on whichever nodes
 * the two are, each side is told once that the chat is over.
 */
class LeftOnReturnTest {
  private static final Duration SLOW = Duration.ofMillis(150);
  private static final int TRIES = 200;
  private static final Random random = new Random();

  private static RealRedis redis;
  private static TcpProxy proxy;
  private static LocalNode near;
  private static LocalNode far;

  /** How far the return has come when the partner leaves. */
  enum Moment {
    /** The session has a newer epoch, of which its node does not know yet. */
    OPENED,
    /** The newer connection has its side of the room, of which its node does not know yet. */
    RESUMED,
    /** The visitor has been welcomed. */
    WELCOMED
  }

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RealRedis.start(data);
    proxy = TcpProxy.to(redis.process().port());
    Map<String, String> settings = Map.of("PASSERBY_GRACE", "PT20S");
    near = LocalNode.start(redis.endpoint(), settings);
    far = LocalNode.start(new RedisEndpoint("redis://127.0.0.1:" + proxy.port()), settings);
  }

  @AfterAll
  static void end() {
    near.close();
    far.close();
    proxy.close();
    redis.close();
  }

  static Stream<Arguments> moments() {
    return Stream.of(Moment.values())
        .flatMap(
            moment ->
                Stream.of("next", "leave", "close")
                    .flatMap(
                        how ->
                            Stream.of(
                                Arguments.of(moment, how, true),
                                Arguments.of(moment, how, false))));
  }

  /** The node of the return is slow towards Redis, so that the partner can leave in between. */
  @ParameterizedTest
  @MethodSource("moments")
  void partner_whoLeavesDuringTheReturn_isToldOfOnce(Moment moment, String how, boolean together) {
    String token = SessionClient.on(near.port()).token();
    String session = session(token);
    try (Visitor one = Visitor.welcomed(near.port(), token);
        Visitor other = Visitor.welcomed(together ? far.port() : near.port());
        Visitor again = Visitor.silent(far.port())) {
      Visitor.match(one, other);
      one.socket().cut();
      other.await("partner-away");
      Buffer before = entry(session).get("epoch");
      proxy.delay(SLOW);
      again.hello(token);
      List<JsonNode> seen = new ArrayList<>();
      switch (moment) {
        case OPENED ->
            Eventually.await(
                "the session is open", () -> !before.equals(entry(session).get("epoch")));
        case RESUMED ->
            Eventually.await(
                "the room is resumed",
                () ->
                    redis
                        .hash("passerby:{default:text}:members")
                        .getOrDefault(session, Buffer.buffer())
                        .toString()
                        .contains("|"));
        case WELCOMED -> seen.add(again.await("welcome"));
      }
      leave(other, how);
      assertLeftOnce(seen, again, token, one.room());
    } finally {
      proxy.delay(Duration.ZERO);
    }
  }

  /** What was written to a connection that is dead was told to nobody. */
  @Test
  void left_thatWentToADeadConnection_isToldByTheNextOne() {
    for (LocalNode back : List.of(near, far)) {
      String token = SessionClient.on(near.port()).token();
      try (Visitor one = Visitor.welcomed(near.port(), token);
          Visitor other = Visitor.welcomed(far.port());
          Visitor again = Visitor.silent(back.port())) {
        Visitor.match(one, other);
        // From here on nothing is read on the first connection, as when its network is gone.
        other.send("leave", "room", other.room());
        other.await("idle");
        again.hello(token);
        assertLeftOnce(new ArrayList<>(), again, token, one.room());
      }
    }
  }

  @RepeatedTest(TRIES)
  void partner_whoLeavesAtAnyMoment_isToldOfOnce() {
    LocalNode first = node();
    LocalNode back = node();
    LocalNode partners = node();
    String token = SessionClient.on(first.port()).token();
    try (Visitor one = Visitor.welcomed(first.port(), token);
        Visitor other = Visitor.welcomed(partners.port());
        Visitor again = Visitor.silent(back.port())) {
      Visitor.match(one, other);
      String how = List.of("next", "leave", "close").get(random.nextInt(3));
      long moment = random.nextLong(4_000_000);
      if (random.nextInt(4) > 0) {
        one.socket().cut();
      }
      Thread leaver =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (long begin = System.nanoTime(); System.nanoTime() - begin < moment; ) {
                      Thread.onSpinWait();
                    }
                    leave(other, how);
                  });
      again.hello(token);
      join(leaver);
      assertLeftOnce(new ArrayList<>(), again, token, one.room());
    }
  }

  private static void assertLeftOnce(
      List<JsonNode> seen, Visitor again, String token, String room) {
    while (seen.stream().noneMatch(LeftOnReturnTest::isLeft)) {
      seen.add(again.next());
    }
    seen.addAll(again.soFar());
    String session = session(token);
    Eventually.await(
        "Redis knows that the chat is over and that the visitor has read it",
        () ->
            entry(session).getOrDefault("past", Buffer.buffer()).toString().contains(room)
                && !entry(session).containsKey("left:" + room)
                && !redis.exists("passerby:{default:text}:room:" + room));
    again.socket().cut();
    try (Visitor third = Visitor.silent(near.port())) {
      third.hello(token);
      JsonNode welcome = third.await("welcome");
      assertEquals("idle", welcome.path("state").asText(), third::story);
      third.find(Company.tag());
      third.await("waiting");
      seen.addAll(third.soFar());
      third.send("cancel");
      JsonNode answer = third.next();
      for (; !Visitor.type(answer).equals("idle"); answer = third.next()) {
        seen.add(answer);
      }
      List<String> left =
          seen.stream()
              .filter(LeftOnReturnTest::isLeft)
              .map(frame -> frame.path("room").asText())
              .toList();
      assertEquals(List.of(room), left, () -> again.story() + "\n" + third.story());
    }
  }

  private static void leave(Visitor visitor, String how) {
    if (how.equals("close")) {
      visitor.socket().close(1000);
    } else {
      visitor.send(how, "room", visitor.room());
    }
  }

  private static boolean isLeft(JsonNode frame) {
    return Visitor.type(frame).equals("left");
  }

  /** The session that a token names, as its subject. */
  private static String session(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return new JsonObject(Buffer.buffer(claims)).getString("sub");
  }

  private static Map<String, Buffer> entry(String session) {
    return redis.hash("passerby:session:{" + session + "}");
  }

  private static LocalNode node() {
    return random.nextBoolean() ? near : far;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
