package chat.passerby.protocol.reading;

import chat.passerby.protocol.ErrorCode;
import chat.passerby.protocol.OpaqueText;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.WireNamed;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rules of fields that hold text. Lengths are in Unicode code points. */
final class TextRules {
  private static final String SNAPSHOT_PREFIX = "data:image/jpeg;base64,";
  private static final int MAX_SNAPSHOT_LENGTH = 48 * 1024;
  private static final int MAX_LANGUAGE_LENGTH = 35;

  private TextRules() {}

  /** Text that the frame keeps, of 1 to {@code max} characters. */
  static FieldRule text(int max) {
    return json -> string(json, max, ErrorCode.BAD_FRAME);
  }

  /**
   * Text that a person wrote and the frame keeps. More than {@code max} characters are too long,
   * not a bad frame. At least one must be visible.
   */
  static FieldRule note(int max) {
    return json -> visible(string(json, max, ErrorCode.TOO_LONG));
  }

  /**
   * Text of 1 to {@code max} characters that is passed on, of which at least one must be visible.
   * It is looked at in the parser's own buffer, which costs a copy but no allocation up to 4,000
   * UTF-16 units, as many as the longest chat can have.
   */
  static FieldRule countedText(int max) {
    return json -> {
      requireToken(json, JsonToken.VALUE_STRING);
      int units = json.getTextLength();
      if (units == 0) {
        throw new Misfit(ErrorCode.BAD_FRAME);
      }
      if (units > max && (units > 2 * max || codePoints(json) > max)) {
        throw new Misfit(ErrorCode.TOO_LONG);
      }
      if (Invisible.isAll(json.getTextCharacters(), json.getTextOffset(), units)) {
        throw new Misfit(ErrorCode.BAD_FRAME);
      }
      return true;
    };
  }

  /** Text that is passed on and must only be there. */
  static FieldRule someText() {
    return json -> {
      requireToken(json, JsonToken.VALUE_STRING);
      if (json.getTextLength() == 0) {
        throw new Misfit(ErrorCode.BAD_FRAME);
      }
      return true;
    };
  }

  /** The id of a room. */
  static FieldRule room() {
    return json -> {
      requireToken(json, JsonToken.VALUE_STRING);
      if (json.getTextLength() > OpaqueText.MAX_LENGTH) {
        throw new Misfit(ErrorCode.BAD_FRAME);
      }
      String room = json.getText();
      if (!OpaqueText.isValid(room)) {
        throw new Misfit(ErrorCode.BAD_FRAME);
      }
      return new RoomId(room);
    };
  }

  /** The wire name of an enum's constant. */
  static <E extends Enum<E> & WireNamed> FieldRule oneOf(Class<E> type) {
    Map<String, E> byName = WireNamed.index(type);
    return json -> {
      E constant = byName.get(string(json, OpaqueText.MAX_LENGTH, ErrorCode.BAD_FRAME));
      if (constant == null) {
        throw new Misfit(ErrorCode.BAD_FRAME);
      }
      return constant;
    };
  }

  /** Exactly so many hexadecimal digits in lower case, which are passed on. */
  static FieldRule hexadecimal(int digits) {
    return json -> {
      requireToken(json, JsonToken.VALUE_STRING);
      if (json.getTextLength() != digits) {
        throw new Misfit(ErrorCode.BAD_FRAME);
      }
      char[] text = json.getTextCharacters();
      int from = json.getTextOffset();
      for (int at = from; at < from + digits; at++) {
        boolean digit =
            (text[at] >= '0' && text[at] <= '9') || (text[at] >= 'a' && text[at] <= 'f');
        if (!digit) {
          throw new Misfit(ErrorCode.BAD_FRAME);
        }
      }
      return true;
    };
  }

  /**
   * A list of at most {@code maxItems} texts of 1 to {@code max} characters, each with a visible
   * one.
   */
  static FieldRule texts(int maxItems, int max) {
    return json -> {
      List<String> items = strings(json, maxItems, max);
      for (String item : items) {
        visible(item);
      }
      return items;
    };
  }

  /** A list of at most {@code maxItems} well-formed BCP 47 tags. */
  static FieldRule languages(int maxItems) {
    return json -> {
      List<String> tags = strings(json, maxItems, MAX_LANGUAGE_LENGTH);
      for (String tag : tags) {
        requireLanguageTag(tag);
      }
      return tags;
    };
  }

  /** A JPEG in a data URL. */
  static FieldRule snapshot() {
    return json -> {
      String url = string(json, MAX_SNAPSHOT_LENGTH, ErrorCode.TOO_LONG);
      if (!url.startsWith(SNAPSHOT_PREFIX) || !isBase64(url, SNAPSHOT_PREFIX.length())) {
        throw new Misfit(ErrorCode.BAD_FRAME);
      }
      return url;
    };
  }

  static void requireToken(JsonParser json, JsonToken token) throws Misfit {
    if (json.currentToken() != token) {
      throw new Misfit(ErrorCode.BAD_FRAME);
    }
  }

  private static List<String> strings(JsonParser json, int maxItems, int max)
      throws IOException, Misfit {
    requireToken(json, JsonToken.START_ARRAY);
    List<String> items = new ArrayList<>(maxItems);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (items.size() == maxItems) {
        throw new Misfit(ErrorCode.BAD_FRAME);
      }
      items.add(string(json, max, ErrorCode.BAD_FRAME));
    }
    return items;
  }

  /** Reads a string and checks its length before it builds it, so that a long one costs little. */
  private static String string(JsonParser json, int max, ErrorCode whenLonger)
      throws IOException, Misfit {
    requireToken(json, JsonToken.VALUE_STRING);
    int units = json.getTextLength();
    if (units > 2 * max || (units > max && codePoints(json) > max)) {
      throw new Misfit(whenLonger);
    }
    String text = json.getText();
    if (text.isEmpty() || hasLoneSurrogate(text)) {
      throw new Misfit(ErrorCode.BAD_FRAME);
    }
    return text;
  }

  private static String visible(String text) throws Misfit {
    if (Invisible.isAll(text)) {
      throw new Misfit(ErrorCode.BAD_FRAME);
    }
    return text;
  }

  private static int codePoints(JsonParser json) throws IOException {
    return Character.codePointCount(
        json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
  }

  /** JSON can spell half a character as an escape; kept text must be one that UTF-8 can spell. */
  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static void requireLanguageTag(String tag) throws Misfit {
    try {
      new Locale.Builder().setLanguageTag(tag);
    } catch (IllformedLocaleException malformed) {
      throw new Misfit(ErrorCode.BAD_FRAME);
    }
  }

  private static boolean isBase64(String text, int from) {
    int end = text.length();
    while (end > from && text.length() - end < 2 && text.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      boolean digit =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/';
      if (!digit) {
        return false;
      }
    }
    return end > from && (text.length() - from) % 4 == 0;
  }
}
