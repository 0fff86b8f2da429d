package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What a visitor who only waits costs the node. */
class IdleSocketTest extends LimitsFixture {
  private static final int SOCKETS = 50;

  /**
   * Vert.x 5.0.10 holds on to the request, the response and a queue with room for 1,024 entries for
   * as long as its handler is in the channel's pipeline: 9 KB of heap for each socket.
   */
  @Test
  void socket_onceOpen_keepsNothingOfItsHandshake() throws JMException {
    List<Visitor> visitors = new ArrayList<>();
    try (LocalNode node = LocalNode.start(redis.endpoint())) {
      for (int i = 0; i < SOCKETS; i++) {
        visitors.add(Visitor.welcomed(node.port()));
      }
      assertTrue(living("chat.passerby.gateway.socket.Line") >= SOCKETS, "the names are right");
      int handshakes = living("io.vertx.core.http.impl.ServerWebSocketImpl");
      assertTrue(handshakes < SOCKETS, handshakes + " are kept of " + SOCKETS);
    } finally {
      visitors.forEach(Visitor::close);
    }
  }

  /** How many objects of a class cannot be collected. */
  private static int living(String type) throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {null},
                    new String[] {String[].class.getName()});
    Matcher line =
        Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(type) + "\\b")
            .matcher(histogram);
    return line.find() ? Integer.parseInt(line.group(1)) : 0;
  }
}
