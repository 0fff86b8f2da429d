package chat.passerby.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads the text out of a {@code chat} that was checked before and is passed on as it came. */
public final class ChatText {
  private static final JsonFactory JSON = new JsonFactory();

  private ChatText() {}

  /**
   * The frame's {@code text}; empty when the frame has none.
   *
   * @param utf8 a whole frame
   */
  public static String of(byte[] utf8) {
    try (JsonParser parser = JSON.createParser(utf8)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("text");
        parser.nextToken();
        if (found) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return "";
    } catch (IOException e) {
      return "";
    }
  }
}
