package chat.passerby.protocol.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Arrays;

/** The text of a {@code chat} that was checked before and is passed on as it came. */
public final class ChatText {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] NAME = {'"', 't', 'e', 'x', 't', '"'};

  private ChatText() {}

  /**
   * The bytes that {@link #of} reads the text from: the text as it is spelled, with its quotes, or
   * the whole frame when a client has spelled the field's name in another way. Nothing is decoded.
   * In a frame that was checked, this name with a colon behind it stands nowhere else: within a
   * string a quote has a backslash before it.
   *
   * @param frame a whole frame
   */
  public static byte[] spelled(Buffer frame) {
    byte[] utf8 = frame.getBytes();
    for (int at = 0; at + NAME.length < utf8.length; at++) {
      if (utf8[at] == '"' && Arrays.equals(utf8, at, at + NAME.length, NAME, 0, NAME.length)) {
        int colon = behindSpace(utf8, at + NAME.length);
        int start = behindSpace(utf8, colon + 1);
        if (start < utf8.length && utf8[colon] == ':' && utf8[start] == '"') {
          return Arrays.copyOfRange(utf8, start, behindString(utf8, start));
        }
      }
    }
    return utf8;
  }

  /**
   * The text that these bytes spell; empty when there is none.
   *
   * @param spelled a JSON string, or a whole frame
   */
  public static String of(byte[] spelled) {
    try (JsonParser parser = JSON.createParser(spelled)) {
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        return parser.getText();
      }
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

  private static int behindSpace(byte[] utf8, int from) {
    int at = from;
    while (at < utf8.length
        && (utf8[at] == ' ' || utf8[at] == '\t' || utf8[at] == '\n' || utf8[at] == '\r')) {
      at++;
    }
    return at;
  }

  private static int behindString(byte[] utf8, int quote) {
    int at = quote + 1;
    while (at < utf8.length && utf8[at] != '"') {
      at += utf8[at] == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, utf8.length);
  }
}
