package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.Company;
import chat.passerby.gateway.SessionClient;
import chat.passerby.gateway.Visitor;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A node of this build and one of the build before serve one crowd while an operator replaces one
 * by the other: forward, and back again when the update was a bad one.
 */
@ParameterizedClass
@EnumSource(RollingRestartIT.Change.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollingRestartIT {
  private static final Duration GRACE = Duration.ofSeconds(10);

  enum Change {
    UPDATE,
    ROLL_BACK
  }

  @Parameter Change change;

  private static TwoBuilds nodes;

  @BeforeParameterizedClassInvocation
  static void start(Change change, @TempDir Path temp) throws Exception {
    Path previous = PreviousBuild.jar();
    Path from = change == Change.UPDATE ? previous : NodeProcess.jar();
    Path to = change == Change.UPDATE ? NodeProcess.jar() : previous;
    nodes = new TwoBuilds(Files.createTempDirectory(temp, "nodes"), GRACE, from, to);
  }

  @AfterParameterizedClassInvocation
  static void end() {
    if (nodes != null) { // else there is no build before
      nodes.close();
    }
  }

  @AfterEach
  void nothingIsUnreadable() {
    assertEquals(List.of(), nodes.complaints());
  }

  @Test
  void strangers_onTwoBuilds_meetInEachLane() {
    nodes.bothWays(
        (here, there) -> {
          for (String mode : List.of("text", "audio", "video")) {
            try (Visitor one = Visitor.welcomed(here);
                Visitor other = Visitor.welcomed(there)) {
              String tag = Company.tag();
              one.text(TwoBuilds.find(mode, tag, "\"de\",\"en\""));
              one.await("waiting");
              other.text(TwoBuilds.find(mode, tag, "\"de\""));
              JsonNode first = one.await("matched");
              JsonNode second = other.await("matched");
              assertNotEquals(first.path("polite"), second.path("polite"));
              for (JsonNode matched : List.of(first, second)) {
                assertEquals(first.path("room"), matched.path("room"));
                assertEquals(mode, matched.path("mode").asText());
                assertEquals("[\"" + tag + "\"]", matched.path("interests").toString());
                assertEquals("de", matched.path("language").asText());
              }
            }
          }
        });
  }

  @Test
  void strangers_whoGiveUpTheirInterests_meet() {
    nodes.bothWays(
        (here, there) -> {
          try (Visitor one = Visitor.welcomed(here);
              Visitor other = Visitor.welcomed(there)) {
            one.text("{\"type\":\"find\",\"mode\":\"text\",\"interests\":[\"this\"]}");
            other.text("{\"type\":\"find\",\"mode\":\"text\",\"interests\":[\"that\"]}");
            assertEquals(one.awaitMatch(), other.awaitMatch());
          }
        });
  }

  @Test
  void frames_ofEachKind_crossAsTheyAre() {
    nodes.inAChat(
        (one, other) -> {
          for (String frame : TwoBuilds.frames(one.room())) {
            one.text(frame);
            assertEquals(frame, other.nextText());
          }
        });
  }

  @Test
  void texts_manyBothWays_keepTheirOrder() {
    nodes.inAChat(
        (one, other) -> {
          for (int i = 0; i < 200; i++) {
            one.chat("one-" + i, "text");
            other.chat("other-" + i, "text");
          }
          for (int i = 0; i < 200; i++) {
            assertEquals("one-" + i, other.next().path("id").asText());
            assertEquals("other-" + i, one.next().path("id").asText());
          }
        });
  }

  @Test
  void next_isToldOnTheOtherBuildAndBothMeetAgain() {
    nodes.inAChat(
        (one, other) -> {
          for (int round = 0; round < 10; round++) {
            String room = one.room();
            one.send("next", "room", room);
            if (round % 2 == 0) { // at once; else when it has heard
              other.send("next", "room", room);
            }
            other.await("left");
            if (round % 2 == 1) {
              other.send("next", "room", room);
            }
            one.await("left");
            assertEquals(one.awaitMatch(), other.awaitMatch());
            assertNotEquals(room, one.room());
          }
          one.send("leave", "room", one.room());
          assertEquals("left", other.await("left").path("reason").asText());
        });
  }

  @Test
  void rewind_ofBoth_bringsThemBack() {
    nodes.inAChat(
        (one, other) -> {
          String past = one.room();
          one.send("leave", "room", past);
          one.await("idle");
          other.await("left");
          one.send("rewind", "room", past);
          other.send("rewind", "room", past);
          String room = one.await("rewound").path("room").asText();
          assertEquals(room, other.await("rewound").path("room").asText());
          one.enter(room);
          other.enter(room);
          TwoBuilds.talk(one, other, "back");
        });
  }

  @Test
  void block_onOneBuild_holdsOnBoth() {
    nodes.bothWays(
        (here, there) -> {
          try (Visitor one = Visitor.welcomed(here);
              Visitor other = Visitor.welcomed(there)) {
            Visitor.match(one, other);
            one.send("block", "room", one.room());
            one.send("leave", "room", one.room());
            other.await("left");
            Company.assertApart(one, other, Company.tag(), there);
          }
        });
  }

  @Test
  void report_onEitherBuild_isKept() {
    nodes.inAChat(
        (one, other) -> {
          TwoBuilds.talk(one, other, "evidence");
          for (Visitor visitor : List.of(one, other)) {
            visitor.send("report", "room", visitor.room(), "reason", "spam", "note", "a note");
            String id = visitor.await("reported").path("report").asText();
            String key = "passerby:{reports}:report:" + id;
            assertEquals(List.of(key), RedisKeys.matching(nodes.redis, key));
          }
        });
  }

  @Test
  void feedback_isTaken() {
    nodes.inAChat(
        (one, other) -> {
          String room = "\"room\":\"" + one.room() + "\"";
          one.text("{\"type\":\"quality\"," + room + ",\"ice\":\"relay\",\"setup\":300,\"rtt\":9}");
          one.send("leave", "room", one.room());
          other.await("left");
          one.text("{\"type\":\"rate\"," + room + ",\"stars\":4}");
          assertEquals(List.of("left", "idle"), one.typesSoFar());
        });
  }

  @Test
  void session_thatGoesToTheOtherBuildAndBack_keepsItsChat() {
    nodes.bothWays(
        (here, there) -> {
          String token = SessionClient.on(here).token();
          try (Visitor first = Visitor.welcomed(here, token);
              Visitor partner = Visitor.welcomed(here)) {
            Visitor.match(first, partner);
            TwoBuilds.talk(first, partner, "first");
            first.socket().cut();
            partner.await("partner-away");
            partner.chat("again", "for later");
            assertEquals("again", partner.awaitError("partner-away").path("ref").asText());
            Visitor second = TwoBuilds.returned(there, token, partner);
            partner.chat("again", "for later");
            assertEquals("again", second.await("chat").path("id").asText());
            second.send("ack", "room", second.room(), "id", "again");
            assertEquals("again", partner.await("ack").path("id").asText());
            TwoBuilds.talk(second, partner, "second");
            Visitor third = TwoBuilds.returned(here, token, partner);
            assertEquals(4501, second.awaitClose());
            TwoBuilds.talk(third, partner, "third");
            third.close();
          }
        });
  }

  @Test
  void place_inTheQueue_goesWithItsVisitor() {
    nodes.bothWays(
        (here, there) -> {
          String token = SessionClient.on(here).token();
          String tag = Company.tag();
          try (Visitor first = Visitor.welcomed(here, token);
              Visitor partner = Visitor.welcomed(here)) {
            first.find(tag);
            long since = first.await("waiting").path("since").asLong();
            first.socket().cut();
            Visitor second = TwoBuilds.welcomed(there, token, "waiting");
            assertEquals(since, second.await("waiting").path("since").asLong());
            Visitor third = TwoBuilds.welcomed(here, token, "waiting");
            assertEquals(since, third.await("waiting").path("since").asLong());
            assertEquals(4501, second.awaitClose());
            partner.find(tag);
            assertEquals(partner.awaitMatch(), third.awaitMatch());
            TwoBuilds.talk(third, partner, "met");
            third.close();
          }
        });
  }

  @Test
  void end_ofTheChatOfOneWhoIsAway_isToldOnTheOtherBuild() {
    nodes.bothWays(
        (here, there) -> {
          String token = SessionClient.on(here).token();
          try (Visitor away = Visitor.welcomed(here, token);
              Visitor partner = Visitor.welcomed(here)) {
            Visitor.match(away, partner);
            away.socket().cut();
            partner.await("partner-away");
            partner.send("leave", "room", partner.room());
            partner.await("idle");
            try (Visitor back = TwoBuilds.welcomed(there, token, "idle")) {
              JsonNode left = back.await("left");
              assertEquals(partner.room(), left.path("room").asText());
              assertEquals("left", left.path("reason").asText());
            }
          }
        });
  }

  /** Last, since the node that goes serves all other tests. */
  @Test
  @Order(Integer.MAX_VALUE)
  void node_replacedUnderItsVisitors_takesNoChatAndNoPlaceWithIt() {
    int going = nodes.going.port();
    int staying = nodes.staying.port();
    String acrossToken = SessionClient.on(going).token();
    String insideToken = SessionClient.on(staying).token();
    String lastToken = SessionClient.on(going).token();
    String waitingToken = SessionClient.on(going).token();
    String tag = Company.tag();
    try (Visitor across = Visitor.welcomed(going, acrossToken);
        Visitor partner = Visitor.welcomed(staying);
        Visitor inside = Visitor.welcomed(going, insideToken);
        Visitor last = Visitor.welcomed(going, lastToken);
        Visitor waiting = Visitor.welcomed(going, waitingToken);
        Visitor quitter = Visitor.welcomed(going);
        Visitor bereft = Visitor.welcomed(staying)) {
      Visitor.match(across, partner);
      Visitor.match(inside, last);
      waiting.find(tag);
      long since = waiting.await("waiting").path("since").asLong();
      Visitor.match(quitter, bereft);
      quitter.socket().cut();
      assertEquals(List.of(), nodes.complaints());

      int second = nodes.launchSecond().ready().port();
      nodes.going.terminate();
      for (Visitor visitor : List.of(across, inside, last, waiting)) {
        assertTrue(visitor.await("goaway").path("after").asLong() >= 0);
      }
      TwoBuilds.talk(across, partner, "still");
      TwoBuilds.talk(inside, last, "still");

      Visitor acrossAgain = TwoBuilds.returned(staying, acrossToken, partner);
      TwoBuilds.talk(acrossAgain, partner, "moved");
      Visitor insideAgain = TwoBuilds.returned(second, insideToken, last);
      TwoBuilds.talk(insideAgain, last, "moved");
      Visitor waitingAgain = TwoBuilds.welcomed(staying, waitingToken, "waiting");
      assertEquals(since, waitingAgain.await("waiting").path("since").asLong());
      // Goes without a word, and is back when its node has ended.
      last.socket().cut();
      insideAgain.await("partner-away");
      assertEquals(0, nodes.awaitEndOfGoing());
      Visitor lastAgain = TwoBuilds.returned(staying, lastToken, insideAgain);
      TwoBuilds.talk(lastAgain, insideAgain, "all moved");

      try (Visitor newcomer = Visitor.welcomed(second)) {
        newcomer.find(tag);
        assertEquals(newcomer.awaitMatch(), waitingAgain.awaitMatch());
        TwoBuilds.talk(newcomer, waitingAgain, "met");
      }
      for (Visitor visitor : List.of(acrossAgain, partner, insideAgain, lastAgain)) {
        assertEquals(List.of(), visitor.typesSoFar(), visitor::story);
      }
      bereft.await("partner-away");
      assertEquals("gone", bereft.await("left").path("reason").asText());
      acrossAgain.socket().cut();
      partner.await("partner-away");
      TwoBuilds.talk(TwoBuilds.returned(second, acrossToken, partner), partner, "moved again");
    }
  }
}
