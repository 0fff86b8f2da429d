package chat.passerby.protocol.reading;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ErrorCode;
import chat.passerby.protocol.OpaqueText;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One client frame while it is read. The first fault is reported. Reading goes on after it, since
 * the id that the answer must name may still come.
 */
final class FrameReading {
  private static final String TYPE = "type";

  /**
   * More fields than any frame has: one with more has a fault already, and the rest is not read.
   */
  private static final int MAX_FIELDS = 32;

  /**
   * An unknown name is repeated to the client only if it looks like this: an identifier, not prose.
   */
  private static final Pattern REPEATABLE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  private final JsonParser json;
  private final ClientFrameType type;
  private final FieldValues values = new FieldValues();
  private final Set<ClientField> seen = EnumSet.noneOf(ClientField.class);
  private boolean typeSeen;
  private @Nullable Fault fault;

  /** What is wrong with the frame, and in which field, if it is in one. */
  private record Fault(ErrorCode code, String message, @Nullable String field) {}

  /**
   * Prepares to read a frame whose type is known.
   *
   * @param json stands on the start of the object, or on the value of {@code type} when that came
   *     first
   */
  FrameReading(JsonParser json, ClientFrameType type, boolean typeSeen) {
    this.json = json;
    this.type = type;
    this.typeSeen = typeSeen;
  }

  /**
   * Goes forward to the value of {@code type}.
   *
   * @throws BadFrameException when there is none, or none that we know
   * @throws IOException when the bytes up to it are not JSON
   */
  static ClientFrameType type(JsonParser json) throws BadFrameException, IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw notJson(null);
    }
    for (int fields = 0; fields < MAX_FIELDS; fields++) {
      String name = json.nextFieldName();
      if (name == null) {
        break;
      }
      JsonToken value = json.nextToken();
      if (name.equals(TYPE)) {
        ClientFrameType type =
            value == JsonToken.VALUE_STRING && json.getTextLength() <= OpaqueText.MAX_LENGTH
                ? ClientFrameType.named(json.getText())
                : null;
        if (type == null) {
          throw badType("`type` is not known: send one that the protocol has.");
        }
        return type;
      }
      json.skipChildren();
    }
    throw badType("`type` is missing: send the type of the frame, best as its first field.");
  }

  /** Returns what to throw for bytes that are not a JSON object. */
  static BadFrameException notJson(@Nullable String ref) {
    return new BadFrameException(
        ErrorCode.BAD_FRAME, "The frame is not one JSON object in UTF-8.", null, ref);
  }

  /** Reads the rest of the frame, and checks that nothing follows it. */
  ClientFrame read() throws BadFrameException {
    try {
      readFields();
    } catch (StreamConstraintsException beyondBounds) {
      blame("The frame is nested too deep, or has a name or number that is too long.", null);
    } catch (IOException malformed) {
      throw notJson(ref());
    }
    if (fault == null) {
      type.missing(seen).ifPresent(field -> blame(ErrorCode.BAD_FRAME, field, "is missing"));
    }
    if (fault != null) {
      throw new BadFrameException(fault.code, fault.message, fault.field, ref());
    }
    return type.frame(values);
  }

  private void readFields() throws IOException, BadFrameException {
    for (int fields = 0; fields < MAX_FIELDS; fields++) {
      String name = json.nextFieldName();
      if (name == null) {
        requireEnd();
        return;
      }
      json.nextToken();
      ClientField field = ClientField.named(name);
      if (name.equals(TYPE)) {
        readType();
      } else if (field == null || !type.has(field)) {
        blameUnknown(name);
      } else {
        readField(field);
      }
      while (json.getParsingContext().getNestingDepth() > 1) {
        json.nextToken();
      }
    }
  }

  private void requireEnd() throws IOException, BadFrameException {
    if (json.nextToken() != null) {
      throw notJson(ref());
    }
  }

  private void readType() {
    if (typeSeen) {
      blame("`type` stands twice: send it once.", TYPE);
    }
    typeSeen = true;
  }

  private void readField(ClientField field) throws IOException {
    if (!seen.add(field)) {
      blame(ErrorCode.BAD_FRAME, field, "stands twice, send it once");
      return;
    }
    try {
      values.put(field, field.rule().read(json));
    } catch (Misfit misfit) {
      boolean tooLong = misfit.code() == ErrorCode.TOO_LONG;
      blame(misfit.code(), field, tooLong ? "is too long" : "does not hold what it should");
    }
  }

  private void blameUnknown(String name) {
    boolean repeatable = REPEATABLE_NAME.matcher(name).matches();
    blame(
        (repeatable ? "`" + name + "`" : "A field")
            + " is not known in `"
            + type.wireName()
            + "`: leave it out.",
        repeatable ? name : null);
  }

  private void blame(ErrorCode code, ClientField field, String complaint) {
    blame(
        code,
        "`" + field.wireName() + "` " + complaint + ": send " + field.expected() + ".",
        field.wireName());
  }

  private void blame(String message, @Nullable String field) {
    blame(ErrorCode.BAD_FRAME, message, field);
  }

  private void blame(ErrorCode code, String message, @Nullable String field) {
    if (fault == null) {
      fault = new Fault(code, message, field);
    }
  }

  private String ref() {
    Optional<String> id =
        type == ClientFrameType.CHAT ? values.find(ClientField.ID, String.class) : Optional.empty();
    return id.orElse(type.wireName());
  }

  private static BadFrameException badType(String message) {
    return new BadFrameException(ErrorCode.BAD_FRAME, message, TYPE, null);
  }
}
