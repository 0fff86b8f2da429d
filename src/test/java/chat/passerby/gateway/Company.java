package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.Eventually;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Visitors of chosen devices, and how to see that two of them do not meet. */
public final class Company {
  private Company() {}

  /** What a browser keeps, so that its next session is one of the same device. */
  public static String device(int port) {
    return SessionClient.json(SessionClient.on(port).create("{\"adult\":true}"))
        .path("device")
        .asText();
  }

  /** The token of a new session of a device. */
  static String token(int port, String device) {
    HttpResponse<String> answer =
        SessionClient.on(port).create("{\"adult\":true,\"device\":\"" + device + "\"}");
    assertEquals(201, answer.statusCode(), answer::body);
    return SessionClient.json(answer).path("token").asText();
  }

  /** A visitor with a new session of a device, welcomed. */
  public static Visitor of(int port, String device) {
    return Visitor.welcomed(port, token(port, device));
  }

  /** A tag that nobody else searches for. */
  public static String tag() {
    return UUID.randomUUID().toString().substring(0, 30);
  }

  /** Two who wait for the same do not get each other: the older one gets a third instead. */
  public static void assertApart(Visitor older, Visitor newer, String tag, int port) {
    older.find(tag);
    afterwards(older.await("waiting").path("since").asLong());
    newer.find(tag);
    newer.await("waiting");
    assertThirdIsPreferred(older, newer, tag, port);
  }

  /** Returns so much later that all nodes agree on who waits for longer. */
  static void afterwards(long millis) {
    // Their times differ by as much as the answer to a heartbeat takes.
    long later = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    Eventually.await("a second after " + millis, () -> System.nanoTime() > later);
  }

  /** As {@link #assertApart}, when both wait already. */
  static void assertThirdIsPreferred(Visitor older, Visitor newer, String tag, int port) {
    try (Visitor third = Visitor.welcomed(port)) {
      third.find(tag);
      assertEquals(third.awaitMatch(), older.awaitMatch(), newer::story);
      assertEquals(List.of(), newer.typesSoFar());
    }
  }
}
