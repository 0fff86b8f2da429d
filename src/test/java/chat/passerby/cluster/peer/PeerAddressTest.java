package chat.passerby.cluster.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.7:1", "node-2.internal:65535", "::1:7000"})
  void text_isReadAsItWasWritten(String text) {
    assertEquals(Optional.of(text), PeerAddress.parse(text).map(PeerAddress::text));
  }

  /** Vert.x 5.0.10 throws for such a port when it is asked to connect. */
  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.7:65536", "10.0.0.7:99999", "10.0.0.7:0"})
  void port_thatThereIsNot_isNoAddress(String text) {
    assertEquals(Optional.empty(), PeerAddress.parse(text));
  }

  @Test
  void anythingElse_isNoAddress() {
    for (String text : new String[] {"", ":1", "10.0.0.7", "10.0.0.7:", "10.0.0.7:-1", "a:b"}) {
      assertEquals(Optional.empty(), PeerAddress.parse(text), text);
    }
  }
}
