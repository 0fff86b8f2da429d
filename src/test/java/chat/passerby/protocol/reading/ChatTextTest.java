package chat.passerby.protocol.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"type\":\"chat\",\"room\":\"r\",\"id\":\"1\",\"text\":\"hi\"}|hi",
        " { \"text\" : \"\\u0068\\/\\ud83d\\ude00\" , \"type\":\"chat\"}|h/😀",
        "{\"type\":\"chat\",\"id\":\"text\",\"text\":\"second\"}|second",
      })
  void text_ofAChat_isRead(String frame, String text) {
    assertEquals(text, ChatText.of(frame.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {"{\"type\":\"ack\"}", "{\"type\":", "[1]", "{\"a\":{\"text\":\"inner\"}}"})
  void text_thatIsNotThere_isEmpty(String frame) {
    assertEquals("", ChatText.of(frame.getBytes(UTF_8)));
  }
}
