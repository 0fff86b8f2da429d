package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.Eventually;
import chat.passerby.session.AddressTags;
import chat.passerby.settings.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What moderators decide holds on every node, for those who are here and those who come. */
class SanctionTest extends SanctionFixture {
  private static final AppealTokens TOKENS = new AppealTokens(Secret.of(LocalNode.JWT_SECRET));

  @Test
  void ban_ofASessionInAChat_endsItOnWhicheverNodeItIs() {
    for (LocalNode here : List.of(near, far)) {
      for (LocalNode partners : List.of(near, far)) {
        Person person = Person.on(near);
        try (Visitor one = person.connect(here);
            Visitor other = Visitor.welcomed(partners.port())) {
          Visitor.match(one, other);
          SanctionId ban = decide(SanctionKind.BAN, person.asSession());
          assertEquals("banned", one.await("left").path("reason").asText());
          JsonNode told = assertBanned(one);
          assertEquals(TOKENS.token(ban), told.path("appeal").asText());
          assertEquals(TOKENS.code(ban), told.path("appealCode").asText());
          long end = Instant.now().plus(HOUR).toEpochMilli();
          assertTrue(Math.abs(told.path("until").asLong() - end) < 600_000, told::toString);
          JsonNode left = other.await("left");
          assertEquals("banned", left.path("reason").asText());
          assertEquals(other.room(), left.path("room").asText());
          assertRefused(person, near);
          assertRefused(person, far);
        }
      }
    }
  }

  @Test
  void ban_ofADevice_endsAllItsTabsAndLetsItOpenNoSession() {
    Person person = Person.on(near);
    Person tab = person.again(far);
    try (Visitor one = person.connect(near);
        Visitor two = tab.connect(far)) {
      SanctionId ban = decide(SanctionKind.BAN, person.asDevice());
      assertBanned(one);
      assertBanned(two);
      for (LocalNode node : List.of(near, far)) {
        HttpResponse<String> answer = SessionClient.on(node.port()).create(person.body());
        assertEquals(403, answer.statusCode());
        JsonNode refusal = SessionClient.json(answer);
        assertEquals("banned", refusal.path("code").asText());
        assertEquals("spam", refusal.path("reason").asText());
        assertEquals(TOKENS.token(ban), refusal.path("appeal").asText());
        assertRefused(tab, node);
      }
    }
  }

  @Test
  void ban_ofAnAddress_isForEverybodyThereUntilItIsLifted() {
    Subject here =
        Subject.address(
            new AddressTags(Secret.of(LocalNode.ADDRESS_SECRET))
                .of(InetAddress.getLoopbackAddress()));
    Person person = Person.on(near);
    try (Visitor one = person.connect(far)) {
      SanctionId ban = decide(SanctionKind.BAN, here);
      assertBanned(one);
      assertEquals(403, SessionClient.on(near.port()).create("{\"adult\":true}").statusCode());
      assertRefused(person, near);
      lift(ban);
      Eventually.await(
          "sessions are opened again",
          () -> SessionClient.on(near.port()).create("{\"adult\":true}").statusCode() == 201);
    }
  }

  @Test
  void ban_whileWaiting_takesTheTicketOut() {
    Person person = Person.on(near);
    try (Visitor one = person.connect(near)) {
      one.find(Company.tag());
      one.await("waiting");
      decide(SanctionKind.BAN, person.asSession());
      assertBanned(one);
      Eventually.await(
          "the ticket is out",
          () -> redis.number(Command.HLEN, "passerby:{default:text}:tickets") == 0);
    }
  }

  @Test
  void ban_ofWhoIsAway_endsTheChatAndTheReturn() {
    Person person = Person.on(near);
    try (Visitor one = person.connect(near);
        Visitor other = Visitor.welcomed(far.port())) {
      Visitor.match(one, other);
      one.socket().cut();
      other.await("partner-away");
      decide(SanctionKind.BAN, person.asSession());
      assertEquals("banned", other.await("left").path("reason").asText());
      assertRefused(person, far);
    }
  }

  @Test
  void ban_lifted_letsTheVisitorBackIn() {
    Person person = Person.on(near);
    SanctionId ban = decide(SanctionKind.BAN, person.asSession(), person.asDevice());
    Eventually.await(
        "the ban is known",
        () -> SessionClient.on(far.port()).create(person.body()).statusCode() == 403);
    lift(ban);
    Eventually.await(
        "the ban is gone",
        () -> SessionClient.on(far.port()).create(person.body()).statusCode() == 201);
    try (Visitor back = person.connect(far)) {
      assertEquals(List.of(), back.typesSoFar());
    }
  }

  @Test
  void mute_letsNothingThroughAndIsToldAgainAfterAReturn() {
    Person person = Person.on(near);
    try (Visitor one = person.connect(near);
        Visitor other = Visitor.welcomed(far.port());
        Visitor again = Visitor.silent(far.port())) {
      Visitor.match(one, other);
      SanctionId mute = decide(SanctionKind.MUTE_TEXT, person.asDevice());
      JsonNode notice = one.await("notice");
      assertEquals("muted", notice.path("kind").asText());
      assertEquals(mute.value(), notice.path("sanction").asText());
      one.chat("1", "can you read this?");
      assertEquals("1", one.awaitError("refused").path("ref").asText());
      other.chat("2", "hello?");
      assertEquals("2", one.await("chat").path("id").asText());
      again.hello(person.token());
      again.await("welcome");
      assertEquals("muted", again.await("notice").path("kind").asText());
      lift(mute);
      assertEquals("lifted", again.await("notice").path("kind").asText());
      again.enter(one.room());
      again.chat("3", "and now?");
      assertEquals("3", other.await("chat").path("id").asText());
    }
  }

  @Test
  void coolDown_refusesToSearchAndSaysForHowLong() {
    Person person = Person.on(near);
    try (Visitor one = person.connect(near)) {
      decide(SanctionKind.COOLDOWN, person.asSession());
      JsonNode notice = one.await("notice");
      assertEquals("cooldown", notice.path("kind").asText());
      one.find(Company.tag());
      long wait = one.awaitError("rate-limited").path("retryAfter").asLong();
      assertTrue(wait > 0 && wait <= HOUR.toMillis(), () -> "waits " + wait);
    }
  }

  @Test
  void restricted_meetOnlyOneAnother() {
    Person person = Person.on(near);
    Person like = Person.on(near);
    String tag = Company.tag();
    try (Visitor one = person.connect(near);
        Visitor two = like.connect(far);
        Visitor stranger = Visitor.welcomed(near.port())) {
      one.find(tag);
      one.await("waiting");
      decide(SanctionKind.RESTRICT, person.asDevice(), like.asDevice());
      assertEquals("restricted", one.await("notice").path("kind").asText());
      two.await("notice");
      stranger.find(tag);
      stranger.await("waiting");
      two.find(tag);
      assertEquals(one.awaitMatch(), two.awaitMatch());
      assertEquals(List.of(), stranger.typesSoFar());
    }
  }

  /** Nobody knows which comes first; whichever does, nobody stays with a banned one. */
  @Test
  void ban_thatRacesAMatch_wins() {
    for (int round = 0; round < 20; round++) {
      Person person = Person.on(near);
      String tag = Company.tag();
      try (Visitor one = person.connect(round % 2 == 0 ? near : far);
          Visitor other = Visitor.welcomed(near.port())) {
        one.find(tag);
        one.await("waiting");
        other.find(tag);
        decide(SanctionKind.BAN, person.asSession());
        assertBanned(one);
        Eventually.await(
            "the other one is alone",
            () -> {
              List<String> types = other.typesSoFar();
              other.send("typing", "room", "none");
              return redis.number(Command.HLEN, "passerby:{default:text}:members") == 0
                  || types.contains("left");
            });
      }
    }
  }

  @Test
  void ban_thatRacesAReturn_wins() {
    for (int round = 0; round < 20; round++) {
      Person person = Person.on(near);
      try (Visitor one = person.connect(near);
          Visitor other = Visitor.welcomed(far.port());
          Visitor again = Visitor.silent((round % 2 == 0 ? near : far).port())) {
        Visitor.match(one, other);
        one.socket().cut();
        again.hello(person.token());
        decide(SanctionKind.BAN, person.asSession());
        assertBanned(again);
        assertEquals("banned", other.await("left").path("reason").asText(), other::story);
      }
    }
  }

  @Test
  void ban_ofWhichTheMessageIsLost_isHeardOfAllTheSame() {
    Person person = Person.on(near);
    try (Visitor one = person.connect(far)) {
      redis.ask(Command.CLIENT, "KILL", "TYPE", "pubsub");
      decide(SanctionKind.BAN, person.asSession());
      assertBanned(one);
    }
  }

  @Test
  void sanctions_thatRedisHasLost_areWrittenDownAgain() {
    Person person = Person.on(near);
    SanctionId ban = decide(SanctionKind.BAN, person.asDevice());
    Eventually.await(
        "the ban is known on both",
        () ->
            List.of(near, far).stream()
                .allMatch(
                    node ->
                        SessionClient.on(node.port()).create(person.body()).statusCode() == 403));
    redis.clear();
    Eventually.await(
        "the ban is back", () -> redis.exists("passerby:{sanctions}:one:" + ban.value()));
    assertEquals(403, SessionClient.on(near.port()).create(person.body()).statusCode());
  }
}
