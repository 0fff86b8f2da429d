package chat.passerby.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.IceServer;
import chat.passerby.protocol.SessionId;
import chat.passerby.settings.Secret;
import chat.passerby.time.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IceServersTest {
  private static final Secret TURN = Secret.of("shared with the relay");
  private static final Secret NODES = Secret.of("shared by the nodes only");
  private static final SessionId ANNA = new SessionId("anna-anna-anna");
  private static final SessionId BEN = new SessionId("ben-ben-ben-ben");

  private final MovableClock clock = new MovableClock();

  @Test
  void sessions_haveEachAUserOfTheirOwn() {
    IceServers servers = servers(NODES, "turn:h.example");
    assertNotEquals(name(servers, ANNA), name(servers, BEN));
  }

  @Test
  void user_ofASession_isTheSameLaterAndOnOtherNodes() {
    IceServers servers = servers(NODES, "turn:h.example");
    String before = user(servers, ANNA);
    clock.advance(Duration.ofMinutes(10));
    assertEquals(name(servers, ANNA), name(servers(NODES, "turn:h.example"), ANNA));
    assertNotEquals(before, user(servers, ANNA), "its time goes on");
    assertEquals(before.split(":")[1], name(servers, ANNA));
  }

  @Test
  void user_tellsNothingOfTheSession() {
    IceServers servers = servers(NODES, "turn:h.example");
    assertFalse(user(servers, ANNA).contains("anna"));
    assertNotEquals(
        name(servers, ANNA),
        name(servers(TURN, "turn:h.example"), ANNA),
        "whoever runs the relay could tell whose it is");
    assertTrue(user(servers, ANNA).matches("\\d+:[A-Za-z0-9_-]{16}"), user(servers, ANNA));
  }

  @Test
  void credentials_endAnHourLaterByTheClockOfTheDay() {
    clock.stepWall(Duration.ofDays(3));
    long end = Long.parseLong(user(servers(NODES, "turn:h.example"), ANNA).split(":")[0]);
    assertEquals(clock.wall().plus(Duration.ofHours(1)).getEpochSecond(), end);
  }

  @Test
  void stunServers_areGivenWithoutCredentials() {
    List<IceServer> given = servers(NODES, "stun:a.example", "turn:h.example").fresh(ANNA);
    assertEquals(
        new IceServer(List.of("stun:a.example"), Optional.empty(), Optional.empty()), given.get(0));
    assertEquals(List.of("turn:h.example"), given.get(1).urls());
    assertTrue(given.get(1).credential().isPresent());
    assertEquals(2, given.size());
  }

  @Test
  void servers_none_areNone() {
    assertEquals(List.of(), servers(NODES).fresh(ANNA));
  }

  private IceServers servers(Secret nodes, String... uris) {
    return new IceServers(
        Stream.of(uris).map(IceUri::parse).toList(), Optional.of(TURN), nodes, clock);
  }

  private static String user(IceServers servers, SessionId session) {
    return servers.fresh(session).getLast().username().orElseThrow();
  }

  private static String name(IceServers servers, SessionId session) {
    return user(servers, session).split(":")[1];
  }
}
