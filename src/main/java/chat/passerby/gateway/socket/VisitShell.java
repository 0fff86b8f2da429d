package chat.passerby.gateway.socket;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.gateway.HeldNews;
import chat.passerby.gateway.VisitLife;
import chat.passerby.gateway.levelling.Stay;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.ClientFrame.Relayed;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ServerFrame;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.session.Address;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import chat.passerby.time.NodeClock;
import chat.passerby.visit.Visit;
import chat.passerby.visit.state.Effect;
import chat.passerby.visit.state.Input;
import chat.passerby.visit.state.Parting;
import chat.passerby.visit.state.Result;
import chat.passerby.visit.state.VisitState;
import chat.passerby.visit.state.VisitState.Chatting;
import chat.passerby.visit.state.VisitState.Idle;
import chat.passerby.visit.state.VisitState.Waiting;
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
import org.jspecify.annotations.Nullable;

/**
 * Joins one {@link Visit} with the world: gives it what happens, one input after the other, and has
 * done what it answers, in order and on the event loop. What comes meanwhile waits for its turn.
 * While the visit awaits an answer the client is not read.
 */
public final class VisitShell {
  private static final Input TICK = new Input.Tick(false);
  private static final Input WAKING_TICK = new Input.Tick(true);
  private static final Input HEARD = new Input.Heard();

  private final Visit visit;
  private final Client client;
  private final Address self;
  private final DeviceId device;
  private final Stay stay;
  private final Runnable deaf;
  private final Deeds deeds;
  private final HeldNews news;
  private final VisitLife life;
  private final Faults faults;
  private final NodeClock clock;
  private final Deque<Input> waiting = new ArrayDeque<>(0);
  private final Map<Long, Promise<Boolean>> tries = new HashMap<>(0);
  private boolean busy;
  private boolean paused;
  private boolean doubting;

  /** Since when the visitor is in the chat. */
  private @Nullable Instant chatSince;

  /**
   * @param self the connection's address
   * @param device what the visitor uses
   * @param stay when it may be asked to connect elsewhere
   * @param deaf what to do once nothing can come for the visit any more
   * @param deeds does what the visit wants done
   */
  VisitShell(
      Visit visit,
      Client client,
      Address self,
      DeviceId device,
      Stay stay,
      Runnable deaf,
      Deeds deeds,
      HeldNews news,
      VisitLife life,
      Faults faults,
      NodeClock clock) {
    this.visit = visit;
    this.client = client;
    this.self = self;
    this.device = device;
    this.stay = stay;
    this.deaf = deaf;
    this.deeds = deeds;
    this.news = news;
    this.life = life;
    this.faults = faults;
    this.clock = clock;
  }

  Client client() {
    return client;
  }

  Address self() {
    return self;
  }

  DeviceId device() {
    return device;
  }

  Visit visit() {
    return visit;
  }

  /** Whether it costs the visitor nothing to connect elsewhere now. */
  boolean isFreeToMove(Instant now) {
    boolean alone = visit.state() instanceof Idle || visit.state() instanceof Waiting;
    return alone && !visit.awaitsAnswer() && stay.isFree(now);
  }

  /** Whether the visitor was asked to connect elsewhere, and may be about to. */
  boolean isLeaving(Instant now) {
    return stay.isLeaving(now);
  }

  /** Asks the visitor to connect elsewhere after a while. */
  void handOver(Duration after) {
    stay.asked(now());
    client.send(new ServerFrame.Goaway(after));
  }

  /** Takes the visitor's next frame. */
  public void frame(ClientFrame frame, Buffer raw) {
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
  public void event(RoomEvent event) {
    if (!busy && event instanceof RoomEvent.Relay relay && visit.passes(relay, now())) {
      deeds.pass(relay, client);
    } else {
      take(new Input.Event(event));
    }
  }

  /** Whether a frame is taken even when the visitor is over its limit. */
  public boolean mustBeHeard(ClientFrame frame) {
    // Nearly all are relayed, and none of those is.
    return !(frame instanceof Relayed) && visit.mustBeHeard(frame, now());
  }

  /** The client has read everything that was sent before the last ping. */
  public void heard() {
    take(HEARD);
  }

  /** A frame came too fast and was refused for so long. */
  public void tooFast(ClientFrame frame, Duration wait) {
    take(new Input.TooFast(frame, wait));
  }

  /** The connection is gone. */
  public void end(Parting parting) {
    take(new Input.End(parting));
  }

  /** Time has passed. */
  public void tick() {
    take(news.isWaking() ? WAKING_TICK : TICK);
  }

  /** Takes what has happened, now or after what is being carried out. */
  public void take(Input input) {
    if (busy) {
      waiting.add(input);
      return;
    }
    busy = true;
    try {
      for (Input next = input; next != null; next = waiting.poll()) {
        // Whoever is told that the node is alive hears of a new doubt behind that.
        if (!(next instanceof Input.Alive)) {
          tellDoubt();
        }
        turn(next);
      }
    } finally {
      busy = false;
      pauseOrResume();
    }
  }

  /** A match is no news while this node does not know that it is alive. */
  private void tellDoubt() {
    if (!doubting && news.isInDoubt()) {
      doubting = true;
      turn(new Input.Alive(false));
      news.tell(
          () -> {
            doubting = false;
            take(new Input.Alive(true));
          });
    }
  }

  private void turn(Input input) {
    List<Effect> effects;
    VisitState before = visit.state();
    Instant now = now();
    try {
      effects = visit.take(input, now);
    } catch (RuntimeException | Error e) {
      moved(before, now);
      broken(e);
      return;
    }
    moved(before, now);
    for (Effect effect : effects) {
      try {
        deeds.carryOut(effect, this);
      } catch (RuntimeException | Error e) {
        broken(e);
      }
    }
  }

  /** Also of a step that broke: it may have got as far as a new state. */
  private void moved(VisitState before, Instant now) {
    VisitState after = visit.state();
    if (after != before) {
      if (before instanceof Chatting) {
        stay.chatted(now);
      }
      chatSince = life.moved(self.session(), before, after, chatSince, now);
    }
  }

  private void pauseOrResume() {
    boolean awaits = visit.awaitsAnswer();
    if (awaits != paused) {
      paused = awaits;
      if (awaits) {
        client.pause();
      } else {
        client.resume();
      }
    }
  }

  private void broken(Throwable cause) {
    client.broken("A visitor's step broke.", cause);
  }

  void answered(long id, Object value) {
    take(new Input.Answer(id, new Result.Answered<>(value)));
  }

  void failed(long id, Throwable cause) {
    take(new Input.Answer(id, failure(cause)));
  }

  /** Sends the visitor's frame to the partner at that address. */
  void relay(Address to, RoomEvent.Relay relay) {
    deeds.relay(to, relay).onSuccess(handover -> handedOn(to, relay, handover));
  }

  private void handedOn(Address to, RoomEvent.Relay relay, Handover handover) {
    if (handover == Handover.TAKEN) {
      deeds.relayed(to, relay.kind());
    } else {
      take(new Input.NotHandedOn(to, relay, handover));
    }
  }

  /** Nothing can come for the visit any more. */
  void deafen() {
    deaf.run();
  }

  /** What was put off may work now; completes with whether it did. */
  Future<Boolean> due(long id) {
    Promise<Boolean> tried = Promise.promise();
    tries.put(id, tried);
    take(new Input.Due(id));
    return tried.future();
  }

  void tried(Effect.Tried tried) {
    Promise<Boolean> waiting = tries.remove(tried.id());
    if (waiting != null) {
      waiting.complete(tried.done());
    }
  }

  /** Only the absence of Redis is a failure that a visit knows how to go on from. */
  private Result<Object> failure(Throwable cause) {
    faults.report(Part.VISIT, "Something was not done for a visitor.", cause);
    return cause instanceof RedisUnavailableException away
        ? new Result.Failed<>(true, away.retryAfter())
        : new Result.Failed<>(false, Duration.ZERO);
  }

  private Instant now() {
    return clock.instant();
  }
}
