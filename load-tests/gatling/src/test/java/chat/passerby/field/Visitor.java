package chat.passerby.field;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * One visitor: takes frames and the time, and says what to send. It knows nothing of Gatling, which
 * gives it a turn now and then and never two at a time.
 */
final class Visitor {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String RELAYED = "frames to the partner";
  private static final int CANDIDATES = 8;

  private final Habits habits;
  private final Figures figures;
  private final String mode;
  private final Queue<Frame> out = new ArrayDeque<>();
  private final Map<String, Frame> unacknowledged = new LinkedHashMap<>();
  private final Set<String> shown = new HashSet<>();
  private int chatsLeft;
  private int phone;
  private int texts;
  private long searchingSince;
  private long matchedAt;

  private String room = "";
  private boolean polite;
  private boolean over = true;
  private boolean partnerAway;
  private int candidatesLeft;
  private long leavesAt;
  private long dropsAt;
  private boolean vanishes;
  private long typesAt;
  private String draft = "";

  Visitor(long number, Target target, Figures figures) {
    habits = new Habits(number);
    this.figures = figures;
    mode = habits.percent(target.video()) ? "video" : "text";
    chatsLeft = habits.chats();
  }

  Habits habits() {
    return habits;
  }

  String mode() {
    return mode;
  }

  /** The name of the connection in use; an earlier one is never used again. */
  String phone() {
    return "phone " + phone;
  }

  void takeAnotherPhone() {
    phone++;
  }

  boolean wantsMore() {
    return chatsLeft > 0;
  }

  String room() {
    return room;
  }

  boolean inChat() {
    return !over;
  }

  boolean leaves(long now) {
    return !over && now >= leavesAt;
  }

  boolean drops(long now) {
    return !over && now >= dropsAt;
  }

  boolean vanishes() {
    return vanishes;
  }

  void searches(long now) {
    searchingSince = now;
    over = true;
    out.clear();
  }

  /** Leaves for good. */
  void goes() {
    over = true;
    out.clear();
  }

  Frame poll() {
    figures.count(RELAYED);
    return out.poll();
  }

  boolean hasFrame() {
    return !out.isEmpty();
  }

  void matched(String json, long now) {
    JsonNode frame = parse(json);
    figures.count("chats (sides)");
    figures.match(now - searchingSince);
    if (matchedAt > 0) {
      figures.between(now - matchedAt);
    }
    matchedAt = now;
    chatsLeft--;
    room = frame.path("room").asText();
    polite = frame.path("polite").asBoolean();
    over = false;
    partnerAway = false;
    candidatesLeft = 0;
    unacknowledged.clear();
    shown.clear();
    draft = "";
    long stay = habits.stayMillis();
    leavesAt = now + stay;
    vanishes = habits.vanishes();
    dropsAt = habits.drops() ? now + (long) (stay * habits.share()) : Long.MAX_VALUE;
    typesAt = now + habits.pauseMillis();
    if (mode.equals("video") && !polite) {
      out.add(Frame.description("offer", room));
      candidatesLeft = CANDIDATES;
    }
  }

  /** The answer to {@code hello} after a drop. */
  void resumed(String json) {
    JsonNode frame = parse(json);
    dropsAt = Long.MAX_VALUE;
    boolean chatting = frame.path("state").asText().equals("chatting");
    if (chatting && frame.path("room").path("room").asText().equals(room)) {
      figures.count(vanishes ? "resumed after vanishing" : "resumed after a drop");
      out.addAll(unacknowledged.values());
    } else {
      figures.count("ended while away");
      over = true;
    }
  }

  void received(String json, long arrived) {
    JsonNode frame = parse(json);
    String type = frame.path("type").asText();
    if (type.equals("error")) {
      figures.count("error " + frame.path("code").asText());
      return;
    }
    if (over || !frame.path("room").asText().equals(room)) {
      return;
    }
    switch (type) {
      case "offer" -> {
        out.add(Frame.description("answer", room));
        candidatesLeft = CANDIDATES;
      }
      case "answer" -> figures.count("calls answered");
      case "chat" -> chat(frame, arrived);
      case "ack" -> unacknowledged.remove(frame.path("id").asText());
      case "partner-away" -> partnerAway = true;
      case "partner-back" -> {
        partnerAway = false;
        out.addAll(unacknowledged.values());
      }
      case "left" -> {
        figures.count("left by the other: " + frame.path("reason").asText());
        over = true;
      }
      default -> {}
    }
  }

  private void chat(JsonNode frame, long arrived) {
    String id = frame.path("id").asText();
    if (shown.add(id)) {
      String text = frame.path("text").asText();
      figures.text(arrived - Long.parseLong(text.substring(0, text.indexOf(' '))));
    }
    out.add(Frame.ack(room, id));
  }

  /** Candidates trickle, and texts are typed. */
  void turn(long now) {
    if (over) {
      return;
    }
    if (candidatesLeft > 0) {
      out.add(Frame.candidate(room, candidatesLeft--));
    }
    if (now < typesAt || partnerAway) {
      return;
    }
    if (draft.isEmpty()) {
      int length = habits.textLength();
      draft = "x".repeat(length);
      typesAt = now + habits.typingMillis(length);
      out.add(Frame.typing(room, true));
    } else {
      String id = "t" + texts++;
      Frame chat = Frame.chat(room, id, now + " " + draft);
      unacknowledged.put(id, chat);
      out.add(chat);
      out.add(Frame.typing(room, false));
      draft = "";
      typesAt = now + habits.pauseMillis();
    }
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON: " + json, e);
    }
  }
}
