package chat.passerby.protocol.reading;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.Limits;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * Reads frames from clients, strictly: one frame has one meaning, whoever reads it next. One reader
 * serves all threads.
 *
 * <p>The bytes are walked twice, once for UTF-8 and once by a streaming parser, with no tree and
 * without building what is only passed on. A frame whose {@code type} does not stand first costs a
 * third walk, up to its {@code type}.
 */
public final class ClientFrameReader {
  private final JsonFactory json =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxNameLength(256)
                  .maxStringLength(Limits.FRAME_BYTES)
                  .build())
          .build();

  /**
   * Reads one frame. The frame does not refer to the bytes; a caller that relays it passes them on
   * itself.
   *
   * @throws BadFrameException when the bytes are not exactly one valid frame
   */
  public ClientFrame read(byte[] utf8, int offset, int length) throws BadFrameException {
    if (!mayBeObject(utf8, offset, length) || !Utf8.isWellFormed(utf8, offset, length)) {
      throw FrameReading.notJson(null);
    }
    ClientFrameType type;
    try (JsonParser parser = json.createParser(utf8, offset, length)) {
      type = FrameReading.type(parser);
      if (parser.getParsingContext().getCurrentIndex() == 0) {
        return new FrameReading(parser, type, true).read();
      }
    } catch (IOException malformed) {
      throw FrameReading.notJson(null);
    }
    try (JsonParser parser = json.createParser(utf8, offset, length)) {
      parser.nextToken();
      return new FrameReading(parser, type, false).read();
    } catch (IOException malformed) {
      throw FrameReading.notJson(type.wireName());
    }
  }

  /**
   * Keeps the parser from guessing at UTF-16, UTF-32 or a byte order mark, which it does from the
   * first four bytes. None of them can be zero in an object.
   */
  private static boolean mayBeObject(byte[] utf8, int offset, int length) {
    if (length == 0) {
      return false;
    }
    for (int i = 1; i < Math.min(length, 4); i++) {
      if (utf8[offset + i] == 0) {
        return false;
      }
    }
    return switch (utf8[offset]) {
      case '{', ' ', '\t', '\r', '\n' -> true;
      default -> false;
    };
  }
}
