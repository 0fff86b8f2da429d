package chat.passerby.gateway.socket;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.gateway.limits.Haste;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.visit.Visit;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.Result;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins one {@link Visit} with the world: gives it what happens, one input after the other, and
 * carries out what it answers, in order and on the event loop. What comes meanwhile waits for its
 * turn. While the visit awaits an answer the socket is not read.
 */
public final class VisitShell {
  private static final Input TICK = new Input.Tick(false);
  private static final Input WAKING_TICK = new Input.Tick(true);
  private static final Input HEARD = new Input.Heard();

  private final GatewayParts parts;
  private final Connection connection;
  private final Address self;
  private final Visit visit;
  private final Answers answers;
  private final Runnable deaf;
  private final Deque<Input> waiting = new ArrayDeque<>(0);
  private final Map<Long, Promise<Boolean>> tries = new HashMap<>(0);
  private boolean busy;
  private boolean paused;
  private boolean doubting;

  /**
   * @param self the connection's address
   * @param deaf what to do once nothing can come for the visit any more
   */
  VisitShell(
      GatewayParts parts, Connection connection, Address self, DeviceId device, Runnable deaf) {
    this.parts = parts;
    this.connection = connection;
    this.self = self;
    this.deaf = deaf;
    this.visit = new Visit(parts.visits(), pacing(), self, device, now());
    this.answers = new Answers(parts, connection, self, device);
  }

  private Haste pacing() {
    return new Haste(
        parts.paces(),
        self.session(),
        parts.settings().look(),
        Haste.searches(parts.settings().nextPerMinute(), parts.clock()));
  }

  /** Takes the visitor's next frame. */
  void frame(ClientFrame frame, Buffer raw) {
    if (!busy && frame instanceof Relayed relayed) {
      Address to = visit.straight(relayed, raw, now());
      if (to != null) {
        relay(to, new RoomEvent.Relay(relayed.room(), self, relayed.kind(), relayed.id(), raw));
        return;
      }
    }
    take(new Input.Frame(frame, raw));
  }

  /** Takes something that happened elsewhere. */
  void event(RoomEvent event) {
    if (!busy && event instanceof RoomEvent.Relay relay && visit.passes(relay, now())) {
      pass(relay);
    } else {
      take(new Input.Event(event));
    }
  }

  /** Whether a frame is taken even when the visitor is over its limit. */
  boolean mustBeHeard(ClientFrame frame) {
    // Nearly all are relayed, and none of those is.
    return !(frame instanceof Relayed) && visit.mustBeHeard(frame, now());
  }

  /** The client has read everything that was sent before the last ping. */
  void heard() {
    take(HEARD);
  }

  /** A frame came too fast and was refused for so long. */
  void tooFast(ClientFrame frame, Duration wait) {
    take(new Input.TooFast(frame, wait));
  }

  /** The connection is gone. */
  void end(Parting parting) {
    take(new Input.End(parting));
  }

  /** Time has passed. */
  void tick() {
    take(parts.neighbours().isWaking() ? WAKING_TICK : TICK);
  }

  /** Takes what has happened, now or after what is being carried out. */
  void take(Input input) {
    if (busy) {
      waiting.add(input);
      return;
    }
    busy = true;
    try {
      for (Input next = input; next != null; next = waiting.poll()) {
        tellDoubt();
        turn(next);
      }
    } finally {
      busy = false;
      pauseOrResume();
    }
  }

  /** A match is no news while this node does not know that it is alive. */
  private void tellDoubt() {
    if (!doubting && !parts.neighbours().isCurrent()) {
      doubting = true;
      turn(new Input.Alive(false));
      parts
          .news()
          .tell(
              () -> {
                doubting = false;
                take(new Input.Alive(true));
              });
    }
  }

  private void turn(Input input) {
    List<Effect> effects;
    try {
      effects = visit.take(input, now());
    } catch (RuntimeException | Error e) {
      broken(e);
      return;
    }
    for (Effect effect : effects) {
      try {
        carryOut(effect);
      } catch (RuntimeException | Error e) {
        broken(e);
      }
    }
  }

  private void pauseOrResume() {
    boolean awaits = visit.awaitsAnswer();
    if (awaits != paused) {
      paused = awaits;
      if (awaits) {
        connection.pause();
      } else {
        connection.resume();
      }
    }
  }

  private void broken(Throwable cause) {
    connection.broken("A visitor's step broke.", cause);
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Ask ask ->
          answers
              .to(ask.question())
              .onComplete(
                  value -> take(new Input.Answer(ask.id(), new Result.Answered<>(value))),
                  e -> take(new Input.Answer(ask.id(), failure(e))));
      case Effect.Later later -> parts.postponed().later(() -> due(later.id()));
      case Effect.Tried tried -> tried(tried);
      case Effect.Send send -> connection.send(send.frame());
      case Effect.Welcome welcome -> connection.send(answers.welcome(welcome));
      case Effect.Waits waits -> connection.send(answers.waiting(waits));
      case Effect.Matched matched -> {
        ServerFrame.Matched frame = answers.matched(matched.room());
        connection.send(matched.rewound() ? new ServerFrame.Rewound(frame) : frame);
      }
      case Effect.Pass pass -> pass(pass.relay());
      case Effect.Relay relay -> relay(relay.to(), relay.relay());
      case Effect.GiveBack back -> parts.courier().giveBack(back.relay());
      case Effect.Ping ping -> connection.ping();
      case Effect.Close close -> connection.close(close.code());
      case Effect.Deliver deliver -> {
        var unused = parts.courier().deliver(deliver.to(), deliver.event());
      }
      case Effect.LeaveRoom leave ->
          parts.departures().leave(leave.room(), self, List.of(leave.partner()), leave.reason());
      case Effect.HangUp up -> parts.departures().hangUp(up.room(), self, List.of(up.partner()));
      case Effect.GiveUp up -> parts.departures().giveUp(up.room(), self, List.of(up.partner()));
      case Effect.NoteLeft left -> parts.departures().noteLeft(self, left.note());
      case Effect.Withdraw withdraw -> parts.departures().withdraw(withdraw.lane(), visit, self);
      case Effect.Park park ->
          parts.departures().park(park.lane(), park.ticket(), self, parts.visits().grace());
      case Effect.ReadFigures figures -> {
        var unused = parts.estimates().refresh();
      }
      case Effect.Linger linger -> parts.absences().add(() -> take(new Input.DataLost()));
      case Effect.HandOver over -> parts.connected().handOver(self, parts.context().owner());
      case Effect.Deaf nothing -> deaf.run();
      case Effect.CountUndelivered lost -> parts.meters().undelivered(lost.kind());
      case Effect.CountSlowed slowed -> parts.meters().slowed();
      case Effect.CountQuality quality ->
          parts.calls().told(quality.quality(), quality.begun(), quality.moved());
      case Effect.CountRating rating -> parts.calls().rated(rating.stars());
    }
  }

  private void pass(RoomEvent.Relay relay) {
    if (!connection.sendRaw(relay.frame())) {
      parts.courier().giveBack(relay);
    }
  }

  private void relay(Address to, RoomEvent.Relay relay) {
    parts.courier().deliver(to, relay).onSuccess(handover -> handedOn(to, relay, handover));
  }

  private void handedOn(Address to, RoomEvent.Relay relay, Handover handover) {
    if (handover == Handover.TAKEN) {
      parts.meters().relayed(relay.kind(), parts.courier().isLocal(to));
    } else {
      take(new Input.NotHandedOn(to, relay, handover));
    }
  }

  private Future<Boolean> due(long id) {
    Promise<Boolean> tried = Promise.promise();
    tries.put(id, tried);
    take(new Input.Due(id));
    return tried.future();
  }

  private void tried(Effect.Tried tried) {
    Promise<Boolean> waiting = tries.remove(tried.id());
    if (waiting != null) {
      waiting.complete(tried.done());
    }
  }

  /** Only the absence of Redis is a failure that a visit knows how to go on from. */
  private Result<Object> failure(Throwable cause) {
    parts.faults().report(Part.VISIT, "Something was not done for a visitor.", cause);
    return cause instanceof RedisUnavailableException away
        ? new Result.Failed<>(true, away.retryAfter())
        : new Result.Failed<>(false, Duration.ZERO);
  }

  private Instant now() {
    return parts.clock().instant();
  }
}
