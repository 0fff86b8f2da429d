package chat.passerby.protocol.reading;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** What one field of a frame may hold. */
@FunctionalInterface
interface FieldRule {
  /**
   * Reads the value that the parser stands on, and leaves the parser on its last token.
   *
   * @return what the frame keeps of it; for content that is only passed on, a mere sign that it is
   *     there
   * @throws Misfit when the field does not take the value; the parser may then stand anywhere
   *     inside it
   * @throws IOException when the bytes are not JSON
   */
  Object read(JsonParser json) throws IOException, Misfit;
}
