package chat.passerby.prober;

import chat.passerby.protocol.DeviceId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One synthetic visitor: a session, and one socket at a time. It waits for one frame at a time.
 * Bound to one event loop.
 */
final class ProbeVisitor {
  private static final short DONE = 1000;

  /** A browser closes with it when a page is left or loaded again: it may come back. */
  private static final short RETURNING = 1001;

  /** What may go into a log of what a server calls an error. */
  private static final Pattern CODE = Pattern.compile("[a-z-]{1,40}");

  private final ProbeDoor door;
  private final Deque<JsonObject> unread = new ArrayDeque<>();
  private String token = "";
  private String awaited = "";
  private @Nullable Promise<JsonObject> waiting;
  private @Nullable WebSocket socket;
  private String ended = "";
  private boolean gone;

  ProbeVisitor(ProbeDoor door) {
    this.door = door;
  }

  /** Gets a session; returns its device. */
  Future<DeviceId> open() {
    return door.session()
        .map(
            session -> {
              token = session.getString("token", "");
              String device = session.getString("device", "");
              // The seal of the device stands behind its id.
              return new DeviceId(device.substring(0, Math.max(device.lastIndexOf('~'), 0)));
            });
  }

  /** Connects, and returns the welcome. */
  Future<JsonObject> connect() {
    unread.clear();
    ended = "";
    return door.socket()
        .compose(
            opened -> {
              if (gone) {
                opened.close(DONE);
                return Future.failedFuture(new ProbeFailure("the visit was over before"));
              }
              socket = opened;
              opened.textMessageHandler(text -> heard(opened, text));
              opened.closeHandler(closed -> end(opened, "closed " + opened.closeStatusCode()));
              say(new JsonObject().put("type", "hello").put("token", token));
              return await("welcome");
            });
  }

  /** Sends a frame; what becomes of it shows in what comes next. */
  void say(JsonObject frame) {
    WebSocket open = socket;
    if (open != null && !open.isClosed()) {
      open.writeTextMessage(frame.encode()).otherwiseEmpty();
    }
  }

  /**
   * The next frame of a type, whatever comes before it; fails when an error comes first, or the
   * end. Never completes when nothing comes: to be bounded by the caller.
   */
  Future<JsonObject> await(String type) {
    awaited = type;
    Promise<JsonObject> promise = Promise.promise();
    waiting = promise;
    look();
    return promise.future();
  }

  /** Drops the connection, to come back. */
  Future<Void> drop() {
    return close(RETURNING);
  }

  /** Leaves for good. */
  Future<Void> leave() {
    gone = true;
    return close(DONE);
  }

  private Future<Void> close(short code) {
    WebSocket open = socket;
    socket = null;
    waiting = null;
    return open == null || open.isClosed() ? Future.succeededFuture() : open.close(code);
  }

  private void heard(WebSocket from, String text) {
    if (from != socket) {
      return;
    }
    try {
      unread.add(new JsonObject(text));
      look();
    } catch (DecodeException e) {
      end(from, "no JSON");
    }
  }

  private void end(WebSocket which, String why) {
    if (which == socket) {
      ended = why;
      look();
    }
  }

  private void look() {
    Promise<JsonObject> promise = waiting;
    while (promise != null && !unread.isEmpty()) {
      JsonObject frame = unread.remove();
      String type = frame.getString("type", "");
      if (type.equals(awaited)) {
        waiting = null;
        promise.complete(frame);
        return;
      }
      if (type.equals("error") || type.equals("banned")) {
        waiting = null;
        String code = frame.getString("code", "");
        promise.fail(new ProbeFailure(type + " " + (CODE.matcher(code).matches() ? code : "?")));
        return;
      }
    }
    if (promise != null && !ended.isEmpty()) {
      waiting = null;
      promise.fail(new ProbeFailure(ended));
    }
  }
}
