package chat.passerby.moderation.http;

import chat.passerby.telemetry.RareLog;
import chat.passerby.web.HttpError;
import chat.passerby.web.HttpRefusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The fields of a JSON object, read strictly. A field that is unknown, missing or of another type
 * is answered 400, one with a value that is not taken 422; the message names it.
 */
public final class Fields {
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9_-]+");

  private final String path;
  private final JsonObject object;

  private Fields(String path, JsonObject object) {
    this.path = path;
    this.object = object;
  }

  /**
   * The fields of an object that may have no others than {@code known}.
   *
   * @throws HttpRefusal when it has
   */
  static Fields of(JsonObject object, Set<String> known) {
    return of("", object, known);
  }

  private static Fields of(String path, JsonObject object, Set<String> known) {
    for (String field : object.fieldNames()) {
      if (!known.contains(field)) {
        throw bad("The field " + RareLog.shown(path + field) + " is not known here.");
      }
    }
    return new Fields(path, object);
  }

  /** Whether the field is there. */
  public boolean has(String name) {
    return object.containsKey(name);
  }

  /** A text of 1 to {@code maxChars} characters. */
  public String text(String name, int maxChars) {
    String text = typed(name, String.class, "text");
    if (text.isBlank()) {
      throw unfit(name, "must not be empty");
    }
    if (text.codePointCount(0, text.length()) > maxChars) {
      throw unfit(name, "must have at most " + maxChars + " characters");
    }
    return text;
  }

  /** As {@link #text}, for a field that may be left out. */
  public Optional<String> textIfAny(String name, int maxChars) {
    return has(name) ? Optional.of(text(name, maxChars)) : Optional.empty();
  }

  /**
   * A text that may be any, or too long for what it is compared with: only its type is looked at.
   */
  public String anyText(String name) {
    return typed(name, String.class, "text");
  }

  /**
   * A text that stands for something.
   *
   * @param reader gives nothing for a text that stands for nothing
   * @param expected what fits, to follow "must be"
   */
  public <T> T choice(String name, Function<String, Optional<T>> reader, String expected) {
    return reader
        .apply(typed(name, String.class, "text"))
        .orElseThrow(() -> unfit(name, "must be " + expected));
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  public long number(String name, long min, long max) {
    Object value = value(name);
    if (!(value instanceof Integer) && !(value instanceof Long)) {
      throw value instanceof BigInteger
          ? unfit(name, "must be from " + min + " to " + max)
          : bad("The field " + path + name + " must be a whole number.");
    }
    long number = ((Number) value).longValue();
    if (number < min || number > max) {
      throw unfit(name, "must be from " + min + " to " + max);
    }
    return number;
  }

  public boolean flag(String name) {
    return typed(name, Boolean.class, "true or false");
  }

  /** A list of different texts that stand for something; see {@link #choice}. */
  public <T> List<T> choices(String name, Function<String, Optional<T>> reader, String expected) {
    List<T> all = new ArrayList<>();
    for (Object each : array(name)) {
      if (!(each instanceof String text)) {
        throw bad("The field " + path + name + " must be a list of texts.");
      }
      T read = reader.apply(text).orElseThrow(() -> unfit(name, "must have only " + expected));
      if (all.contains(read)) {
        throw unfit(name, "must not have the same twice");
      }
      all.add(read);
    }
    return all;
  }

  /** An object within this one that may have no others than {@code known}. */
  public Fields object(String name, String... known) {
    return of(path + name + ".", inner(name), Set.of(known));
  }

  private JsonObject inner(String name) {
    return switch (value(name)) {
      case JsonObject its -> its;
      case Map<?, ?> map -> new JsonObject(copy(map));
      default -> throw bad("The field " + path + name + " must be an object.");
    };
  }

  /**
   * An object within this one that another standard defines: it may have more fields than are
   * looked at.
   */
  public Fields part(String name) {
    return new Fields(path + name + ".", inner(name));
  }

  /** 1 to {@code maxBytes} bytes in base64url (RFC 4648, section 5), without padding. */
  public Buffer bytes(String name, int maxBytes) {
    String text = typed(name, String.class, "text");
    if (!BASE64.matcher(text).matches() || text.length() % 4 == 1) {
      throw unfit(name, "must be base64url without padding");
    }
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (bytes.length > maxBytes) {
      throw unfit(name, "must have at most " + maxBytes + " bytes");
    }
    return Buffer.buffer(bytes);
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach((name, value) -> fields.put(String.valueOf(name), value));
    return fields;
  }

  private List<?> array(String name) {
    return switch (value(name)) {
      case JsonArray its -> its.getList();
      case List<?> list -> list;
      default -> throw bad("The field " + path + name + " must be a list.");
    };
  }

  private <T> T typed(String name, Class<T> type, String expected) {
    Object value = value(name);
    if (!type.isInstance(value)) {
      throw bad("The field " + path + name + " must be " + expected + ".");
    }
    return type.cast(value);
  }

  private Object value(String name) {
    if (!has(name)) {
      throw bad("The field " + path + name + " is missing.");
    }
    Object value = object.getValue(name);
    if (value == null) {
      throw bad("The field " + path + name + " must not be null.");
    }
    return value;
  }

  private HttpRefusal unfit(String name, String must) {
    return HttpRefusal.of(HttpError.BAD_VALUE, "The field " + path + name + " " + must + ".");
  }

  private static HttpRefusal bad(String message) {
    return HttpRefusal.of(HttpError.BAD_REQUEST, message);
  }
}
