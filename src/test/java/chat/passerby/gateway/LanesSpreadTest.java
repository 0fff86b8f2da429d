package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.Eventually;
import org.junit.jupiter.api.Test;

/**
 * A node that comes pairs its share of the lanes, and a node that goes leaves all to the others.
 */
class LanesSpreadTest extends LimitsFixture {
  @Test
  void lanes_spreadOverTwoNodesAndComeBack() {
    try (LocalNode one = LocalNode.start(redis.endpoint())) {
      Eventually.await("all lanes", () -> lanes(one) == 6);
      try (LocalNode two = LocalNode.start(redis.endpoint())) {
        Eventually.await("a share", () -> lanes(one) == 3 && lanes(two) == 3);
        try (Visitor visitor = Visitor.welcomed(one.port());
            Visitor other = Visitor.welcomed(two.port())) {
          for (String mode : new String[] {"text", "audio", "video"}) {
            String find = "{\"type\":\"find\",\"mode\":\"" + mode + "\"}";
            visitor.text(find);
            other.text(find);
            assertEquals(visitor.awaitMatch(), other.awaitMatch());
            visitor.send("leave", "room", visitor.room());
            visitor.await("idle");
            other.await("left");
          }
        }
      }
      Eventually.await("all lanes", () -> lanes(one) == 6);
    }
  }

  private static int lanes(LocalNode node) {
    return (int) node.meter("passerby_lanes_paired").gauge().value();
  }
}
