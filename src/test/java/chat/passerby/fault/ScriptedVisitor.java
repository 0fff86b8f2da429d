package chat.passerby.fault;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpResponseExpectation;
import io.vertx.core.json.JsonObject;
import java.util.Random;
import java.util.function.LongConsumer;

/**
 * A visitor with one session and one connection after the other, which comes back by the rules of
 * PROTOCOL.md whatever happens to it.
 */
final class ScriptedVisitor {
  private static final long FIRST_BACKOFF_MILLIS = 100;
  private static final long LAST_BACKOFF_MILLIS = 3_000;
  private static final long WELCOME_MILLIS = 5_000;
  private static final int FIRST_FINAL_CODE = 4500;
  private static final int BANNED = 4502;
  private static final int TURN_MILLIS = 800;

  private final Surroundings around;
  private final Random random;
  private final VisitorRecord record;
  private final Talk talk;
  private final Promise<Void> firstWelcome = Promise.promise();
  private String token = "";
  private String session = "";
  private Script script = Script.QUIET;
  private Link.Node lastNode;

  /** The connection that was welcomed last. */
  private Link current;

  /** The connection that has yet to be welcomed. */
  private Link coming;

  /** A connection that an own later hello may have replaced, though no welcome has come. */
  private Link challenged;

  /** What somebody else does at the moment of the next hello. */
  private Runnable atHello = () -> {};

  private int links;
  private long backoff = FIRST_BACKOFF_MILLIS;
  private boolean staysAway;
  private boolean turnedAway;
  private boolean banned;
  private boolean over;

  ScriptedVisitor(Surroundings around, String name, long seed) {
    this.around = around;
    this.random = new Random(seed);
    this.record = new VisitorRecord(name);
    this.talk = new Talk(name, random, this);
  }

  VisitorRecord record() {
    return record;
  }

  void follow(Script newScript) {
    script = newScript;
  }

  /** Whether it talks with somebody and nothing is under way. */
  boolean isSettled() {
    return isConnected() && talk.isSettled();
  }

  boolean isWaiting() {
    return isConnected() && talk.stand() == Talk.Stand.WAITING;
  }

  /** The room it is in, or empty. */
  String room() {
    return talk.room();
  }

  private boolean isConnected() {
    return current != null && coming == null && !current.isOver();
  }

  /** Gets a session and connects; completes with the first welcome. */
  Future<Void> come() {
    Link.Node node = around.anotherThan(null, random);
    around
        .http()
        .request(HttpMethod.POST, node.port(), "127.0.0.1", "/api/session")
        .compose(
            request ->
                request
                    .putHeader("Content-Type", "application/json")
                    .send(Buffer.buffer("{\"adult\":true}")))
        .expecting(HttpResponseExpectation.SC_CREATED)
        .compose(response -> response.body())
        .onFailure(firstWelcome::tryFail)
        .onSuccess(
            body -> {
              token = body.toJsonObject().getString("token");
              session = body.toJsonObject().getString("session");
              connect(node);
              turns();
            });
    return firstWelcome.future();
  }

  private void turns() {
    later(
        TURN_MILLIS / 2 + random.nextInt(TURN_MILLIS),
        timer -> {
          if (isConnected()) {
            talk.turn(script);
          }
          turns();
        });
  }

  void later(long millis, LongConsumer action) {
    around
        .vertx()
        .setTimer(
            Math.max(1, millis),
            timer -> {
              if (!over) {
                action.accept(timer);
              }
            });
  }

  /** Does nothing any more, whatever happens. */
  void stop() {
    over = true;
  }

  private void connect(Link.Node node) {
    links++;
    lastNode = node;
    Link link = new Link(around, record, links, node);
    coming = link;
    link.open(
        () -> {
          challenged = current;
          link.send(new JsonObject().put("type", "hello").put("token", token));
          later(WELCOME_MILLIS, timer -> noWelcome(link));
          Runnable meanwhile = atHello;
          atHello = () -> {};
          if (random.nextBoolean()) {
            meanwhile.run();
          } else {
            later(1 + random.nextInt(8), timer -> meanwhile.run());
          }
        },
        this::got,
        this::ended);
  }

  private void noWelcome(Link link) {
    if (link == coming) {
      link.cut();
      comeBack();
    }
  }

  private void got(Link link, JsonObject frame) {
    if (link == coming && frame.getString("type").equals("welcome")) {
      welcomed(link);
    }
    if (link != current) {
      return;
    }
    if (frame.getString("type").equals("goaway")) {
      later(
          frame.getLong("after"),
          timer -> {
            if (link == current && coming == null && !link.isOver()) {
              connect(around.anotherThan(link.node(), random));
            }
          });
    } else {
      talk.got(frame, link);
    }
  }

  private void welcomed(Link link) {
    Link older = current;
    current = link;
    coming = null;
    backoff = FIRST_BACKOFF_MILLIS;
    if (older != null) {
      older.close();
    }
    firstWelcome.tryComplete();
  }

  private void ended(Link link, int code) {
    // A newer connection replaces the older one, be it before its welcome has come or without one.
    turnedAway |=
        code == BANNED
            || (link == current
                && coming == null
                && link != challenged
                && code >= FIRST_FINAL_CODE);
    if (over) {
      return;
    }
    if (link == coming || (link == current && coming == null)) {
      comeBack();
    }
  }

  private void comeBack() {
    coming = null;
    if (!staysAway && !turnedAway) {
      long delay = backoff / 2 + random.nextInt((int) backoff);
      backoff = Math.min(2 * backoff, LAST_BACKOFF_MILLIS);
      later(
          delay,
          timer -> {
            if (coming == null && !staysAway && !turnedAway) {
              connect(around.anotherThan(lastNode, random));
            }
          });
    }
  }

  /** The connection breaks, in one of the ways in which connections break. */
  void drop(long awayMillis) {
    if (!isConnected()) {
      return;
    }
    int way = random.nextInt(8);
    if (way == 0) {
      // A long tunnel: too late to come back.
      staysAway = true;
      current.cut();
      later(
          awayMillis,
          timer -> {
            staysAway = false;
            comeBack();
          });
    } else if (way == 1) {
      // Another network: the new connection is there while the server believes in the old one.
      connect(around.anotherThan(lastNode, random));
    } else {
      current.cut();
      comeBack();
    }
  }

  /** The connection breaks; something happens between the next hello and its welcome. */
  void comeBackWhile(Runnable action) {
    if (isConnected()) {
      atHello = action;
      current.cut();
      comeBack();
    }
  }

  /** Its session is banned; completes when that is in effect. */
  Future<?> ban(Moderator moderator) {
    banned = true;
    return moderator
        .ban(session)
        .onSuccess(
            done ->
                record.add(
                    around.clock().millis(),
                    links,
                    VisitorRecord.Kind.BANNED,
                    new Frame("ban", "", "", 0, "")));
  }

  boolean isBanned() {
    return banned;
  }

  /** Leaves the chat, if it is in one. */
  void part() {
    if (isConnected()) {
      talk.part();
    }
  }

  /** Sends more at once than the limits allow, and goes on as if nothing were the matter. */
  void burst() {
    if (isConnected()) {
      talk.burst(4 * Fleet.FRAMES_PER_SECOND);
    }
  }

  void send(JsonObject frame) {
    if (current != null) {
      current.send(frame);
    }
  }
}
