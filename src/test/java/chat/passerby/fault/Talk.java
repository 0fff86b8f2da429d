package chat.passerby.fault;

import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * What a visitor does once welcomed, as PROTOCOL.md asks it of a client: finds, talks, keeps what
 * is not acked and sends it again, drops ids it has shown, goes on.
 */
final class Talk {
  private static final long RETRY_MILLIS = 500;

  /** Half as often as the limits allow. */
  private static final long ACK_MILLIS = 2 * 1_000 / Fleet.FRAMES_PER_SECOND;

  private static final int RECENT_ACKS = 4 * Fleet.FRAMES_PER_SECOND;

  /** Where the visitor believes to stand. */
  enum Stand {
    IDLE,
    /** A request has no answer yet. */
    ASKED,
    WAITING,
    CHATTING
  }

  private final String visitor;
  private final Random random;
  private final ScriptedVisitor sender;
  private final Set<String> shown = new HashSet<>();
  private Stand stand = Stand.IDLE;
  private String room = "";

  /** The room that was left last; the server may not know yet. */
  private String leftRoom = "";

  private Outbox outbox;
  private boolean away;

  /** Whether what is not acked will be sent again at a certain time. */
  private boolean retrying;

  /** The ids acked last, and whether they are being acked once more. */
  private final Queue<String> lately = new ArrayDeque<>();

  private boolean acking;
  private boolean refusedAgain;

  /** Counts what is scheduled, so that a repetition for an earlier state is dropped. */
  private long era;

  Talk(String visitor, Random random, ScriptedVisitor sender) {
    this.visitor = visitor;
    this.random = random;
    this.sender = sender;
    this.outbox = new Outbox(visitor);
  }

  Stand stand() {
    return stand;
  }

  boolean isSettled() {
    return stand == Stand.CHATTING && outbox.isEmpty();
  }

  String room() {
    return room;
  }

  /** Does something, or nothing. */
  void turn(Script script) {
    int draw = random.nextInt(100);
    switch (stand) {
      case IDLE -> ask(new JsonObject().put("type", "find").put("mode", "text"));
      case WAITING -> {
        if (draw < script.doubt) {
          boolean gaveUp = random.nextBoolean();
          ask(
              gaveUp
                  ? new JsonObject().put("type", "cancel")
                  : new JsonObject().put("type", "find").put("mode", "text"));
        }
      }
      case CHATTING -> chatting(script, draw);
      case ASKED -> {}
    }
  }

  private void chatting(Script script, int draw) {
    if (draw < script.chat) {
      write();
    } else if (draw < script.chat + script.next) {
      ask(about("next"));
    } else if (draw < script.chat + script.next + script.leave) {
      ask(about("leave"));
    } else if (script.chat > 0) {
      sender.send(about("typing").put("active", random.nextBoolean()));
    }
  }

  private void write() {
    String id = outbox.write(room);
    // While the partner is away, or something was refused, it waits behind what has to be sent
    // again.
    if (!away && !retrying) {
      sendChat(id);
    }
  }

  /** Leaves, one way or the other. */
  void part() {
    if (stand == Stand.CHATTING) {
      ask(about(random.nextBoolean() ? "next" : "leave"));
    }
  }

  /** Types so fast that the server refuses what comes then, and is told more at once. */
  void burst(int frames) {
    if (stand == Stand.CHATTING) {
      for (int i = 0; i < frames; i++) {
        sender.send(about("typing").put("active", i % 2 == 0));
      }
      write();
      if (random.nextInt(4) == 0) {
        part();
      }
    }
  }

  private void ask(JsonObject request) {
    stand = Stand.ASKED;
    leftRoom = request.getString("room", leftRoom);
    sender.send(request);
  }

  private JsonObject about(String type) {
    return new JsonObject().put("type", type).put("room", room);
  }

  private void sendChat(String id) {
    String text = outbox.text(id);
    if (text != null) {
      sender.send(about("chat").put("id", id).put("text", text));
    }
  }

  private void sendAgain() {
    away = false;
    outbox.forEach(this::sendChat);
  }

  /** Takes a frame of the connection that counts. */
  void got(JsonObject frame, Link link) {
    String about = frame.getString("room", "");
    switch (frame.getString("type")) {
      case "welcome" -> welcome(frame);
      case "matched", "rewound" -> enter(about);
      case "waiting" -> stand = Stand.WAITING;
      case "idle" -> stand = Stand.IDLE;
      case "left" -> {
        if (about.equals(room)) {
          boolean asked = stand == Stand.ASKED;
          exit();
          stand = asked ? Stand.ASKED : Stand.IDLE;
        }
      }
      case "chat" -> chat(frame, link);
      case "ack" -> outbox.acked(frame.getString("id"));
      case "partner-away" -> away |= about.equals(room);
      case "partner-back" -> {
        if (about.equals(room)) {
          sendAgain();
        }
      }
      case "error" -> error(frame);
      default -> {}
    }
  }

  private void welcome(JsonObject frame) {
    String state = frame.getString("state");
    if (state.equals("chatting")) {
      String its = frame.getJsonObject("room").getString("room");
      if (its.equals(room)) {
        stand = Stand.CHATTING;
        sendAgain();
      } else {
        enter(its);
        if (its.equals(leftRoom)) {
          ask(about("leave"));
        }
      }
    } else {
      exit();
      stand = state.equals("waiting") ? Stand.WAITING : Stand.IDLE;
    }
  }

  private void enter(String newRoom) {
    exit();
    room = newRoom;
    stand = Stand.CHATTING;
  }

  private void exit() {
    era++;
    retrying = false;
    room = "";
    away = false;
    outbox = new Outbox(visitor);
    shown.clear();
    lately.clear();
    refusedAgain = false;
    acking = false;
  }

  private void chat(JsonObject frame, Link link) {
    String id = frame.getString("id");
    if (frame.getString("room").equals(room)) {
      if (shown.add(id)) {
        link.shown(Frame.of(frame));
      }
      ack(id);
    }
  }

  private void ack(String id) {
    sender.send(about("ack").put("id", id));
    lately.add(id);
    if (lately.size() > RECENT_ACKS) {
      lately.remove();
    }
  }

  /** An ack was refused, and nobody says which: all of late are sent again, one after the other. */
  private void ackAgain(long wait) {
    if (acking) {
      refusedAgain = true;
    } else {
      acking = true;
      after(wait, () -> ackAgain(new ArrayDeque<>(lately)));
    }
  }

  private void ackAgain(Queue<String> ids) {
    if (ids.isEmpty()) {
      acking = false;
      if (refusedAgain) {
        refusedAgain = false;
        ackAgain(RETRY_MILLIS);
      }
      return;
    }
    sender.send(about("ack").put("id", ids.remove()));
    after(ACK_MILLIS, () -> ackAgain(ids));
  }

  private void error(JsonObject frame) {
    String ref = frame.getString("ref", "");
    String code = frame.getString("code");
    boolean forChat = outbox.text(ref) != null;
    if (forChat && code.equals("partner-away") && !frame.containsKey("retryAfter")) {
      away = true;
    } else if (forChat) {
      later(frame, Stand.CHATTING);
    } else if (Set.of("find", "next", "leave", "cancel").contains(ref) && stand == Stand.ASKED) {
      later(frame, room.isEmpty() ? Stand.IDLE : Stand.CHATTING);
    } else if (ref.equals("ack")) {
      ackAgain(frame.getLong("retryAfter", RETRY_MILLIS));
    }
  }

  private void later(JsonObject frame, Stand then) {
    boolean retry = !Set.of("stale-room", "wrong-state").contains(frame.getString("code"));
    if (stand == Stand.ASKED) {
      after(retry ? frame.getLong("retryAfter", RETRY_MILLIS) : RETRY_MILLIS, () -> answered(then));
    } else if (retry && !retrying) {
      retrying = true;
      after(
          frame.getLong("retryAfter", RETRY_MILLIS),
          () -> {
            retrying = false;
            sendAgain();
          });
    }
  }

  private void answered(Stand then) {
    if (stand == Stand.ASKED) {
      stand = then;
    }
  }

  private void after(long millis, Runnable action) {
    long now = era;
    LongConsumer run =
        timer -> {
          if (era == now) {
            action.run();
          }
        };
    sender.later(millis, run);
  }
}
