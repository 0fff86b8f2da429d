package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisProcess;
import chat.passerby.time.SystemClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much one session and one address may do, and what happens to those who do more. */
class LimitsTest {
  private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol: passerby.v1";

  private static RedisProcess redis;

  @BeforeAll
  static void start(@TempDir Path data) {
    redis = RedisProcess.start(data);
  }

  @AfterAll
  static void end() {
    redis.close();
  }

  @Test
  void frames_overTheLimit_areRefusedWithATimeAndBreakNothing() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "5")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        int sent = 400;
        for (int i = 0; i < sent; i++) {
          one.chat("" + i, "flood");
        }
        List<JsonNode> refused = one.soFar();
        for (JsonNode error : refused) {
          assertEquals("rate-limited", error.path("code").asText(), error::toString);
          long retryAfter = error.path("retryAfter").asLong();
          assertTrue(0 < retryAfter && retryAfter <= 1000, error::toString);
        }
        assertTrue(refused.size() >= sent / 2, () -> refused.size() + " were refused");
        List<String> arrived = new ArrayList<>();
        other.soFar().forEach(chat -> arrived.add(chat.path("id").asText()));
        refused.forEach(error -> arrived.add(error.path("ref").asText()));
        assertEquals(sent, arrived.stream().distinct().count(), "each is relayed or refused");
        other.chat("1", "undisturbed");
        assertEquals("1", one.await("chat").path("id").asText());
      }
    }
  }

  @Test
  void leave_withNoTokensLeft_endsTheRoom() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "1")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        exhaust(one);
        one.send("leave", "room", one.room());
        assertEquals("left", one.await("left").path("reason").asText());
        one.await("idle");
        assertEquals("left", other.await("left").path("reason").asText());
        assertFloodIsRefused(one, "leave", "room", one.room());
      }
    }
  }

  @Test
  void next_withNoTokensLeft_endsTheRoomAndSearches() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "1")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        exhaust(one);
        one.send("next", "room", one.room());
        assertEquals("next", one.await("left").path("reason").asText());
        one.await("waiting");
        assertEquals("next", other.await("left").path("reason").asText());
        one.send("cancel");
        one.await("idle");
        assertFloodIsRefused(one, "cancel");
      }
    }
  }

  @Test
  void reportAndBlock_withNoTokensLeft_areTakenOnceForEachRoom() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "1")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        exhaust(one);
        one.send("report", "room", one.room(), "reason", "spam");
        one.await("reported");
        one.send("block", "room", one.room());
        one.send("leave", "room", one.room());
        one.await("idle");
        other.await("left");
        assertFloodIsRefused(one, "report", "room", one.room(), "reason", "spam");
        assertFloodIsRefused(one, "block", "room", one.room());
      }
    }
  }

  /** Sends until the server takes nothing more for a while. */
  private static void exhaust(Visitor visitor) {
    List<JsonNode> refused = List.of();
    while (refused.isEmpty()) {
      for (int i = 0; i < 10; i++) {
        visitor.send("block", "room", "unknown");
      }
      refused = visitor.soFar().stream().filter(LimitsTest::isRateLimited).toList();
    }
  }

  /** What has no effect any more costs tokens like any other frame. */
  private static void assertFloodIsRefused(Visitor visitor, String type, String... fields) {
    for (int i = 0; i < 100; i++) {
      visitor.send(type, fields);
    }
    List<JsonNode> answers = visitor.soFar();
    assertTrue(answers.stream().anyMatch(LimitsTest::isRateLimited), answers::toString);
  }

  private static void awaitRetry(List<JsonNode> refusals) {
    long millis =
        refusals.stream().mapToLong(each -> each.path("retryAfter").asLong()).max().orElse(0);
    long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    Eventually.await("the time to try again", () -> System.nanoTime() - due >= 0);
  }

  private static boolean isRateLimited(JsonNode answer) {
    return answer.path("code").asText().equals("rate-limited");
  }

  /** A client that writes ahead, and sends again what was refused, in order. */
  @Test
  void chats_overTheLimit_arriveInTheirOrder() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "20")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        List<String> written = IntStream.range(0, 80).mapToObj(Integer::toString).toList();
        List<String> shown = new ArrayList<>();
        while (shown.size() < written.size()) {
          written.stream().skip(shown.size()).forEach(id -> one.chat(id, "ahead"));
          awaitRetry(one.soFar());
          other.soFar().forEach(chat -> shown.add(chat.path("id").asText()));
        }
        assertEquals(written, shown);
      }
    }
  }

  @Test
  void framesTooLong_overTheLimit_areRefusedToo() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "5");
        Visitor visitor = Visitor.welcomed(node.port())) {
      String tooLong = "x".repeat(2001);
      for (int i = 0; i < 100; i++) {
        visitor.send("chat", "room", "r", "id", "" + i, "text", tooLong);
      }
      List<String> codes =
          visitor.soFar().stream().map(error -> error.path("code").asText()).toList();
      assertEquals(100, codes.size());
      assertTrue(codes.contains("too-long") && codes.contains("rate-limited"), codes::toString);
    }
  }

  @Test
  void next_overTheLimit_isRefusedAndTheRoomStands() {
    try (LocalNode node = node("PASSERBY_NEXT_PER_MINUTE", "4")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        for (int i = 0; i < 5; i++) {
          one.send("next", "room", one.room());
          other.await("left");
          other.send("next", "room", other.room());
          assertEquals(one.awaitMatch(), other.awaitMatch());
        }
        one.send("next", "room", one.room());
        JsonNode error = one.next();
        assertEquals("rate-limited", error.path("code").asText(), one::story);
        assertEquals("next", error.path("ref").asText());
        long retryAfter = error.path("retryAfter").asLong();
        assertTrue(0 < retryAfter && retryAfter <= 15_000, error::toString);
        one.chat("1", "still here");
        assertEquals("1", other.next().path("id").asText());
      }
    }
  }

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

  @Test
  void client_thatDoesNotRead_isClosedWhileOthersGoOn() {
    Deadlines all = Deadlines.PROTOCOL;
    Deadlines hasty =
        new Deadlines(
            all.hello(), all.ping(), all.silence(), Duration.ofMillis(500), Duration.ofMillis(100));
    Map<String, String> limits = Map.of("PASSERBY_CONNECTIONS_PER_ADDRESS", "4");
    try (LocalNode node = LocalNode.start(redis.endpoint(), limits, hasty, new SystemClock());
        Visitor stuck = new Visitor(RawSocket.openNarrow(node.port()));
        Visitor talker = Visitor.welcomed(node.port());
        Visitor one = Visitor.welcomed(node.port());
        Visitor other = Visitor.welcomed(node.port())) {
      stuck.hello(SessionClient.on(node.port()).token());
      stuck.await("welcome");
      Visitor.match(stuck, talker);
      Visitor.match(one, other);
      String sdp = "x".repeat(60_000);
      int sent = 0;
      while (talker.typesSoFar().isEmpty()) {
        talker.send("offer", "room", talker.room(), "sdp", sdp);
        assertTrue(++sent < 2_000, "the server takes on and on");
      }
      assertTrue(talker.story().contains("\"reason\":\"gone\""), talker::story);
      one.chat("1", "undisturbed");
      assertEquals("1", other.next().path("id").asText());
      // It has read nothing, not even the close frame, and yet its place is free again.
      Eventually.await("the end of the connection", () -> connects(node));
    }
  }

  @Test
  void client_thatReadsAgain_findsWhyItWasClosed() {
    Deadlines all = Deadlines.PROTOCOL;
    Deadlines patient =
        new Deadlines(all.hello(), all.ping(), all.silence(), Duration.ofHours(1), all.sweep());
    try (LocalNode node = LocalNode.start(redis.endpoint(), Map.of(), patient, new SystemClock());
        Visitor stuck = new Visitor(RawSocket.openNarrow(node.port()));
        Visitor talker = Visitor.welcomed(node.port())) {
      stuck.hello(SessionClient.on(node.port()).token());
      stuck.await("welcome");
      Visitor.match(stuck, talker);
      String sdp = "x".repeat(60_000);
      for (int sent = 0; talker.typesSoFar().isEmpty(); sent++) {
        talker.send("offer", "room", talker.room(), "sdp", sdp);
        assertTrue(sent < 2_000, "the server takes on and on");
      }
      assertEquals(4003, stuck.awaitClose());
    }
  }

  @Test
  void client_thatDoesNotRead_isClosedAtTheBoundThatIsSet() {
    int bound = 16 * 1024 * 1024;
    try (LocalNode node = node("PASSERBY_OUTBOUND_BYTES", "" + bound);
        Visitor stuck = new Visitor(RawSocket.openNarrow(node.port()));
        Visitor talker = Visitor.welcomed(node.port())) {
      stuck.hello(SessionClient.on(node.port()).token());
      stuck.await("welcome");
      Visitor.match(stuck, talker);
      String sdp = "x".repeat(60_000);
      for (int sent = 0; sent < bound; sent += sdp.length()) {
        talker.send("offer", "room", talker.room(), "sdp", sdp);
      }
      assertEquals(List.of(), talker.typesSoFar());
      for (int sent = 0; talker.typesSoFar().isEmpty(); sent++) {
        talker.send("offer", "room", talker.room(), "sdp", sdp);
        assertTrue(sent < 2_000, "the server takes on and on");
      }
      assertEquals(4003, stuck.awaitClose());
    }
  }

  @Test
  void client_thatPingsAndDoesNotRead_isClosed() {
    Deadlines all = Deadlines.PROTOCOL;
    Deadlines hasty =
        new Deadlines(
            all.hello(), all.ping(), all.silence(), Duration.ofMillis(500), Duration.ofMillis(100));
    Map<String, String> limits = Map.of("PASSERBY_CONNECTIONS_PER_ADDRESS", "1");
    try (LocalNode node = LocalNode.start(redis.endpoint(), limits, hasty, new SystemClock());
        Visitor stuck = new Visitor(RawSocket.openNarrow(node.port()))) {
      stuck.hello(SessionClient.on(node.port()).token());
      stuck.await("welcome");
      byte[] pings = pings(500);
      Eventually.await("the server answers no more", () -> !takes(stuck, pings));
      Eventually.await("the end of the connection", () -> connects(node));
    }
  }

  private static byte[] pings(int count) {
    byte[] ping = RawSocket.frame(0x80 | RawFrame.PING, new byte[125]);
    ByteBuffer all = ByteBuffer.allocate(count * ping.length);
    for (int i = 0; i < count; i++) {
      all.put(ping);
    }
    return all.array();
  }

  private static boolean takes(Visitor visitor, byte[] bytes) {
    try {
      visitor.socket().write(bytes);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @Test
  void limits_ofZero_areNone() {
    try (LocalNode node = node("PASSERBY_FRAMES_PER_SECOND", "0")) {
      List<Visitor> pair = Visitor.matched(node.port(), node.port());
      try (Visitor one = pair.get(0);
          Visitor other = pair.get(1)) {
        for (int i = 0; i < 1_000; i++) {
          one.chat("" + i, "t");
        }
        assertEquals(List.of(), one.typesSoFar());
        assertEquals(
            "999", other.await("chat", chat -> chat.path("id").asInt() == 999).path("id").asText());
      }
    }
  }

  private static LocalNode node(String setting, String value) {
    return LocalNode.start(redis.endpoint(), Map.of(setting, value));
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

  private static boolean connects(LocalNode node) {
    return RawSocket.handshake(node.port(), SUBPROTOCOL).status() == 101;
  }
}
