package chat.passerby.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.settings.UnfitException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The browser tests try the same lists on a real browser: Chromium 147's {@code RTCPeerConnection}
 * takes those of the first list, throws a SyntaxError for the second, and takes the third, which no
 * resolver would find.
 */
class IceUriTest {
  @ParameterizedTest
  @MethodSource("taken")
  void uri_thatBrowsersTake_isTaken(String text) {
    IceUri uri = IceUri.parse(text);
    assertTrue(uri.text().equalsIgnoreCase(text), uri.text());
    assertEquals(text.toLowerCase(Locale.ROOT).startsWith("turn"), uri.relays());
  }

  @ParameterizedTest
  @CsvSource({
    "TURN:h.example?transport=TCP,turn:h.example?transport=tcp",
    "turn:h.example:03478,turn:h.example:3478"
  })
  void uri_taken_isGivenToClientsInItsUsualForm(String text, String usual) {
    assertEquals(usual, IceUri.parse(text).text());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void uri_thatBrowsersDoNotTake_isRefused(String text) {
    assertThrows(UnfitException.class, () -> IceUri.parse(text));
  }

  @ParameterizedTest
  @MethodSource("refusedThoughBrowsersTakeThem")
  void uri_ofAHostThatNoResolverKnows_isRefused(String text) {
    assertThrows(UnfitException.class, () -> IceUri.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "turn.example.org|\"turn.example.org\" does not begin with stun:, stuns:, turn: or turns:",
        "turn://h.example|\"turn://h.example\" has a slash",
        "stun:h.example?transport=udp|\"stun:h.example?…\" has a question mark",
        "turn:h.example?ttl=1|\"turn:h.example?…\" has a parameter that is not known",
        "turn:h.example:0|\"turn:h.example:0\" has a port that is none",
        "turn:2001:db8::1|\"turn:2001:db8::1\" has colons or brackets that do not fit",
        "turn:me:word@h.example|\"…@h.example\" has a user in it",
        "turn:h x|\"turn:h x\" has a space",
      })
  void uri_refused_isNamedWithTheReason(String text, String message) {
    UnfitException refusal = assertThrows(UnfitException.class, () -> IceUri.parse(text));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith(message), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "turn:me:hush@h.example",
        "me:hush@h.example",
        "turn:me:hu?hush@h.example",
        "turn:me:@hush@h.example",
        "turn:h.example?password=hush",
        "turn:h.example?transport=hush"
      })
  void uri_withAPassword_isRefusedWithoutRepeatingIt(String text) {
    UnfitException refusal = assertThrows(UnfitException.class, () -> IceUri.parse(text));
    assertFalse(String.valueOf(refusal.getMessage()).contains("hush"), refusal.getMessage());
  }

  static Stream<String> taken() throws IOException {
    return list("taken");
  }

  static Stream<String> refused() throws IOException {
    return list("refused");
  }

  static Stream<String> refusedThoughBrowsersTakeThem() throws IOException {
    return list("refusedThoughBrowsersTakeThem");
  }

  private static Stream<String> list(String name) throws IOException {
    JsonNode lists =
        new ObjectMapper().readTree(Path.of("src/test/resources/ice/uris.json").toFile());
    return StreamSupport.stream(lists.path(name).spliterator(), false).map(JsonNode::asText);
  }
}
