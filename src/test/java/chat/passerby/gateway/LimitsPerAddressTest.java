package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.Eventually;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much one address may do, and whose word for an address counts. */
class LimitsPerAddressTest extends LimitsFixture {
  @Test
  void connections_overTheLimit_are429UntilOneEnds() {
    try (LocalNode node = node("PASSERBY_CONNECTIONS_PER_ADDRESS", "2");
        Visitor first = Visitor.silent(node.port());
        Visitor second = Visitor.silent(node.port())) {
      RawSocket.Answer answer = RawSocket.handshake(node.port(), SUBPROTOCOL);
      assertEquals(429, answer.status());
      assertTrue(Integer.parseInt(answer.headers().get("retry-after")) > 0);
      assertTrue(answer.body().contains("\"code\":\"rate-limited\""), answer::body);
      assertEquals(List.of(), first.typesSoFar());
      second.socket().cut();
      Eventually.await("a free place", () -> connects(node));
    }
  }

  @Test
  void connections_thatFailInTheHandshake_doNotCount() {
    try (LocalNode node = node("PASSERBY_CONNECTIONS_PER_ADDRESS", "2")) {
      for (int i = 0; i < 5; i++) {
        assertEquals(
            400, RawSocket.handshake(node.port(), SUBPROTOCOL, "Connection: keep-alive").status());
      }
      assertTrue(connects(node));
    }
  }

  @Test
  void sessions_overTheLimit_are429WithATime() {
    try (LocalNode node = node("PASSERBY_SESSIONS_PER_MINUTE", "3")) {
      SessionClient client = SessionClient.on(node.port());
      for (int i = 0; i < 3; i++) {
        assertEquals(201, client.create("{\"adult\":true}").statusCode());
      }
      HttpResponse<String> answer = client.create("{\"adult\":true}");
      assertEquals(429, answer.statusCode());
      assertEquals("rate-limited", SessionClient.json(answer).path("code").asText());
      int seconds = Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow());
      assertTrue(0 < seconds && seconds <= 20, () -> seconds + " s");
    }
  }

  @Test
  void address_givenByAnybody_isNotBelieved() {
    try (LocalNode node = node("PASSERBY_SESSIONS_PER_MINUTE", "2")) {
      assertEquals(List.of(201, 201, 429), statusesOf(node, "192.0.2.1", "192.0.2.2", "192.0.2.3"));
    }
  }

  @Test
  void address_givenByAProxyOfOurs_isBelieved() {
    try (LocalNode node = behindAProxy()) {
      assertEquals(
          List.of(201, 201, 429, 201),
          statusesOf(node, "192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2"));
    }
  }

  @Test
  void address_givenByTheClientBeforeTheProxy_isNotBelieved() {
    try (LocalNode node = behindAProxy()) {
      assertEquals(
          List.of(201, 201, 429),
          statusesOf(
              node,
              "198.51.100.1, 192.0.2.1",
              "198.51.100.2, 192.0.2.1",
              "198.51.100.3, 192.0.2.1, 10.1.2.3"));
    }
  }

  /** A proxy may add a line of its own instead of lengthening the client's. */
  @Test
  void address_givenByTheClientInALineOfItsOwn_isNotBelieved() {
    try (LocalNode node = behindAProxy()) {
      SessionClient client = SessionClient.on(node.port());
      List<Integer> statuses = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        String claimed = "198.51.100." + i;
        HttpResponse<String> answer =
            client.create(
                "{\"adult\":true}", "X-Forwarded-For", claimed, "X-Forwarded-For", "192.0.2.1");
        statuses.add(answer.statusCode());
      }
      assertEquals(List.of(201, 201, 429), statuses);
    }
  }

  @Test
  void addresses_ofOneIpv6Network_areOne() {
    try (LocalNode node = behindAProxy()) {
      assertEquals(
          List.of(201, 201, 429, 201),
          statusesOf(
              node, "2001:db8::1", "2001:db8::2:0:0:1", "2001:db8:0:0:3::", "2001:db8:0:1::1"));
    }
  }

  private static LocalNode behindAProxy() {
    return LocalNode.start(
        redis.endpoint(),
        Map.of("PASSERBY_SESSIONS_PER_MINUTE", "2", "PASSERBY_PROXIES", "127.0.0.1,10.0.0.0/8"));
  }

  private static List<Integer> statusesOf(LocalNode node, String... forwardedFor) {
    List<Integer> statuses = new ArrayList<>();
    for (String hops : forwardedFor) {
      statuses.add(
          SessionClient.on(node.port())
              .create("{\"adult\":true}", "X-Forwarded-For", hops)
              .statusCode());
    }
    return statuses;
  }
}
