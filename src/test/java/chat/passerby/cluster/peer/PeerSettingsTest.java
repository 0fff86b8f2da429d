package chat.passerby.cluster.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.passerby.settings.Settings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerSettingsTest {

  @Test
  void links_byDefault_areOfThisMachineAlone() {
    assertEquals(
        new PeerSettings(Optional.of("127.0.0.1"), 0), PeerSettings.from(Settings.of(Map.of())));
  }

  @Test
  void none_isNoLinks() {
    assertEquals(PeerSettings.NONE, from("none"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.7", "::1", "fd00::7", "node-2.internal", "cafe"})
  void oneAddress_isTaken(String host) {
    assertEquals(Optional.of(host), from(host).host());
  }

  /** The system listens on every address for each of these. */
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "0", "0.0", "::", "[::]", "::0", "0:0::0", "::ffff:0.0.0.0"})
  void everyAddress_isRefused(String host) {
    assertThrows(RuntimeException.class, () -> from(host));
  }

  private static PeerSettings from(String host) {
    Settings settings = Settings.of(Map.of("PASSERBY_LINK_HOST", host));
    settings.check(PeerSettings.ALL);
    return PeerSettings.from(settings);
  }
}
