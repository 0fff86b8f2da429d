package chat.passerby.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodesTest {
  @ParameterizedTest
  @CsvSource({
    "4000, GOING_AWAY, true",
    "4001, SILENT, true",
    "4002, NO_HELLO, true",
    "4003, TOO_SLOW, true",
    "4004, OVERLOADED, true",
    "4005, INTERNAL, true",
    "4500, BAD_TOKEN, false",
    "4501, REPLACED, false",
    "4502, BANNED, false",
    "4503, PROTOCOL_ABUSE, false"
  })
  void closeCode_ofANumber_saysWhetherToComeBack(int code, CloseCode expected, boolean reconnect) {
    assertEquals(Optional.of(expected), CloseCode.of(code));
    assertEquals(code, expected.code());
    assertEquals(reconnect, expected.reconnect());
  }

  @Test
  void closeCode_ofAForeignNumber_isNone() {
    assertEquals(Optional.empty(), CloseCode.of(1000));
    assertEquals(10, CloseCode.values().length);
  }

  @ParameterizedTest
  @EnumSource
  void closeCode_reason_fitsACloseFrame(CloseCode code) {
    int bytes = code.reason().getBytes(UTF_8).length;

    assertTrue(bytes > 0 && bytes <= 123, code.reason());
  }

  @Test
  void errorCodes_onTheWire_areThoseOfTheProtocol() {
    assertEquals(
        Set.of(
            "bad-frame",
            "too-long",
            "stale-room",
            "wrong-state",
            "partner-away",
            "rate-limited",
            "unavailable",
            "refused"),
        Arrays.stream(ErrorCode.values()).map(ErrorCode::wireName).collect(Collectors.toSet()));
  }
}
