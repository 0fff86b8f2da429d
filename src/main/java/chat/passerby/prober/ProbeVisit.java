package chat.passerby.prober;

import chat.passerby.device.DevicePools;
import chat.passerby.matchmaking.LanePlan;
import chat.passerby.telemetry.Meters;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One visit of two synthetic visitors, from the first request to the next partner. Each step is
 * bounded, and the first that does not come off ends the visit. Bound to one event loop.
 */
final class ProbeVisit {
  private static final Logger log = LoggerFactory.getLogger(ProbeVisit.class);

  /** Longer than a visit; then nothing is known of the device any more. */
  private static final Duration BOUND = Duration.ofMinutes(15);

  private final ProbeVisitor one;
  private final ProbeVisitor other;
  private final DevicePools pools;
  private final ProbeMeters meters;
  private final Duration patience;
  private final LongSupplier nanos;

  /** What only these two are interested in, and what they say: no two visits have the same. */
  private final String tag = UUID.randomUUID().toString().substring(0, 30);

  private String room = "";

  ProbeVisit(
      ProbeDoor door,
      DevicePools pools,
      ProbeMeters meters,
      Duration patience,
      LongSupplier nanos) {
    this.one = new ProbeVisitor(door);
    this.other = new ProbeVisitor(door);
    this.pools = pools;
    this.meters = meters;
    this.patience = patience;
    this.nanos = nanos;
  }

  /** Makes the visit; completes when it is over, however it went. */
  Future<Void> run() {
    return step(ProbeStep.SESSION, () -> both(open(one), open(other)))
        .compose(done -> step(ProbeStep.CONNECT, () -> both(one.connect(), other.connect())))
        .compose(done -> step(ProbeStep.MATCH, this::match))
        .compose(done -> step(ProbeStep.OFFER, () -> relay(one, other, sdp("offer"))))
        .compose(done -> step(ProbeStep.ANSWER, () -> relay(other, one, sdp("answer"))))
        .compose(done -> step(ProbeStep.CANDIDATE, this::candidates))
        .compose(done -> step(ProbeStep.CHAT, this::chat))
        .compose(done -> step(ProbeStep.RESUME, this::resume))
        .compose(done -> step(ProbeStep.NEXT, this::next))
        .otherwiseEmpty()
        .eventually(this::leave);
  }

  /** Both go, however far they have come. */
  Future<Void> leave() {
    return Future.join(one.leave(), other.leave())
        .<Void>mapEmpty()
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .otherwiseEmpty();
  }

  private Future<Void> step(ProbeStep step, Supplier<Future<?>> work) {
    long begun = nanos.getAsLong();
    // What it throws, such as on an answer that is no JSON, is a failure too.
    return Future.<Void>succeededFuture()
        .compose(go -> work.get())
        .<Void>mapEmpty()
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(done -> meters.done(step, Duration.ofNanos(nanos.getAsLong() - begun)))
        .onFailure(
            e -> {
              meters.failed(step, e);
              log.warn("A synthetic visit ended at the step {}: {}.", Meters.text(step), reason(e));
            });
  }

  /** Never what a server has sent, but for the code of an error. */
  private static String reason(Throwable e) {
    return switch (e) {
      case ProbeFailure failure -> String.valueOf(failure.getMessage());
      case TimeoutException late -> "it took too long";
      default -> e.getClass().getSimpleName();
    };
  }

  /** In the pool of synthetic visitors before anybody asks which pool it is in. */
  private Future<Void> open(ProbeVisitor visitor) {
    return visitor.open().compose(device -> pools.bind(device, LanePlan.PROBES, BOUND));
  }

  private Future<?> match() {
    JsonObject find =
        new JsonObject()
            .put("type", "find")
            .put("mode", "video")
            .put("interests", new JsonArray().add(tag))
            .put("hold", true);
    Future<JsonObject> first = one.await("matched");
    Future<JsonObject> second = other.await("matched");
    one.say(find);
    other.say(find);
    return both(first, second)
        .map(
            met -> {
              room = first.result().getString("room", "");
              if (!room.equals(second.result().getString("room"))) {
                throw new ProbeFailure("each met somebody else");
              }
              return room;
            });
  }

  private JsonObject frame(String type) {
    return new JsonObject().put("type", type).put("room", room);
  }

  private JsonObject sdp(String type) {
    return frame(type).put("sdp", "v=0\r\n");
  }

  private static Future<?> relay(ProbeVisitor from, ProbeVisitor to, JsonObject frame) {
    Future<JsonObject> heard = to.await(frame.getString("type"));
    from.say(frame);
    return heard;
  }

  private Future<?> candidates() {
    JsonObject end = frame("candidate").putNull("candidate");
    return both(relay(one, other, end), relay(other, one, end));
  }

  private Future<?> chat() {
    JsonObject ack = frame("ack").put("id", tag);
    return relay(one, other, frame("chat").put("id", tag).put("text", tag))
        .compose(shown -> relay(other, one, ack));
  }

  private Future<?> resume() {
    Future<JsonObject> back = other.await("partner-back");
    return one.drop()
        .compose(dropped -> one.connect())
        .compose(
            welcome -> {
              if (!"chatting".equals(welcome.getString("state"))) {
                return Future.failedFuture(new ProbeFailure("the chat was not resumed"));
              }
              return back;
            });
  }

  private Future<?> next() {
    Future<JsonObject> left = other.await("left");
    Future<JsonObject> waiting = one.await("waiting");
    one.say(frame("next"));
    return both(left, waiting);
  }

  private static Future<?> both(Future<?> one, Future<?> other) {
    return Future.all(one, other);
  }
}
