package chat.passerby.fault;

import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * What a record keeps of a frame.
 *
 * @param room empty when the frame is about none
 * @param id of a chat; in an error what it answers; in a welcome the session
 * @param number a chat's place among its sender's in the room; an error's {@code retryAfter}, a
 *     welcome's epoch, the time a {@code partner-away} or {@code waiting} names; a close code
 * @param detail a chat's text, an error's code, a welcome's state, a reason, a node's name
 */
public record Frame(String type, String room, String id, long number, String detail) {
  static Frame of(JsonObject json) {
    String type = json.getString("type");
    String room = json.getString("room", "");
    return switch (type) {
      case "welcome" ->
          new Frame(
              type,
              json.getJsonObject("room", new JsonObject()).getString("room", ""),
              json.getString("session"),
              json.getLong("epoch"),
              json.getString("state"));
      case "chat" -> chat(room, json.getString("id"), json.getString("text"));
      case "ack" -> new Frame(type, room, json.getString("id"), 0, "");
      case "error" ->
          new Frame(
              type,
              room,
              json.getString("ref", ""),
              json.getLong("retryAfter", 0L),
              json.getString("code"));
      case "left" -> new Frame(type, room, "", 0, json.getString("reason"));
      case "partner-away" -> new Frame(type, room, "", json.getLong("until"), "");
      case "waiting" -> new Frame(type, room, "", json.getLong("since"), "");
      case "goaway" -> new Frame(type, room, "", json.getLong("after"), "");
      default -> new Frame(type, room, "", 0, "");
    };
  }

  /** A chat's text ends with its number. */
  static Frame chat(String room, String id, String text) {
    String last = text.substring(text.lastIndexOf(' ') + 1);
    long number = last.matches("\\d{1,9}") ? Long.parseLong(last) : -1;
    return new Frame("chat", room, id, number, text);
  }

  boolean is(String aType) {
    return type.equals(aType);
  }

  /** Whether this asks for something that the server answers with a new state. */
  boolean isRequest() {
    return isRequest(type);
  }

  static boolean isRequest(String type) {
    return Set.of("find", "cancel", "next", "leave").contains(type);
  }

  boolean isParting() {
    return is("next") || is("leave");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(type);
    append(text, room);
    append(text, id);
    append(text, number == 0 ? "" : Long.toString(number));
    append(text, detail);
    return text.toString();
  }

  private static void append(StringBuilder text, String part) {
    if (!part.isEmpty()) {
      text.append(' ').append(part);
    }
  }
}
