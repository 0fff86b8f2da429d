package chat.passerby.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.DeviceId;
import chat.passerby.settings.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceSealTest {
  private static final String SECRET = "a secret of thirty-two characters";
  private static final DeviceId PHONE = new DeviceId("phone-1");

  private final DeviceSeal seal = new DeviceSeal(Secret.of(SECRET));

  @Test
  void device_sealed_opensOnEveryNodeWithTheSecret() {
    assertEquals(Optional.of(PHONE), seal.open(seal.seal(PHONE)));
    assertEquals(Optional.of(PHONE), new DeviceSeal(Secret.of(SECRET)).open(seal.seal(PHONE)));
  }

  @Test
  void device_random_fitsAnIdOfTheProtocol() {
    DeviceId random = DeviceId.random();
    String sealed = seal.seal(random);
    assertTrue(sealed.length() <= 64, sealed);
    assertEquals(Optional.of(random), seal.open(sealed));
  }

  @Test
  void device_madeNow_fitsTooAndSaysInWhichMinute() {
    DeviceId device = DeviceId.made(Instant.parse("2026-06-01T12:00:59Z"));
    String sealed = seal.seal(device);
    assertTrue(sealed.length() <= 64, sealed);
    assertEquals(
        Optional.of(Instant.parse("2026-06-01T12:00:00Z")),
        seal.open(sealed).flatMap(DeviceId::made));
    assertEquals(Optional.empty(), DeviceId.random().made());
    assertEquals(Optional.empty(), new DeviceId("a.").made());
    assertEquals(Optional.empty(), new DeviceId("a.zzzzzzzzzzzz").made());
  }

  @Test
  void device_withASeparatorInIt_opens() {
    DeviceId odd = new DeviceId("a~b");
    assertEquals(Optional.of(odd), seal.open(seal.seal(odd)));
  }

  @Test
  void device_sealedWithAnotherKey_doesNotOpen() {
    DeviceSeal other = new DeviceSeal(Secret.of("another secret of many characters"));
    assertEquals(Optional.empty(), other.open(seal.seal(PHONE)));
  }

  @Test
  void device_underAnothersSeal_doesNotOpen() {
    String mac = seal.seal(PHONE).substring("phone-1".length());
    assertEquals(Optional.empty(), seal.open("phone-2" + mac));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void seal_cutShort_doesNotOpen(int length) {
    assertEquals(Optional.empty(), seal.open(seal.seal(PHONE).substring(0, length)));
  }

  static Stream<Integer> cuts() {
    int whole = new DeviceSeal(Secret.of(SECRET)).seal(PHONE).length();
    return Stream.iterate(0, length -> length < whole, length -> length + 1);
  }

  @Test
  void seal_changedInAnyPlace_doesNotOpen() {
    String sealed = seal.seal(PHONE);
    for (int i = 0; i < sealed.length(); i++) {
      char other = sealed.charAt(i) == 'x' ? 'y' : 'x';
      String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
      assertEquals(Optional.empty(), seal.open(changed), changed);
    }
    assertEquals(Optional.empty(), seal.open(sealed + "x"));
    assertEquals(Optional.empty(), seal.open(sealed + "="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "phone-1", "phone-1~", "~abc", "\uD800~abc", "ü~ü"})
  void text_thatIsNoSeal_doesNotOpen(String text) {
    assertEquals(Optional.empty(), seal.open(text));
    assertEquals(Optional.empty(), seal.open(text.repeat(100)));
  }
}
