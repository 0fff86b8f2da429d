package chat.passerby.gateway.socket;

import chat.passerby.gateway.EventLoop;
import chat.passerby.gateway.limits.LoopLag;
import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RedisLink;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Faults.Part;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The WebSocket edge and the HTTP before it, on one event loop: it listens and makes its rounds.
 */
public final class Gateway {
  private static final long CLOSE_SECONDS = 2;

  private final EventLoop loop;
  private final RedisLink link;
  private final EvidenceLink evidence;
  private final HttpServer server;
  private final Connections connections;
  private final List<Round> rounds;
  private final LoopLag lag;
  private final Consumer<Duration> late;
  private final Faults faults;

  /** Something that is done time and again. */
  public record Round(Duration period, Runnable work) {}

  /**
   * @param link to Redis, not started
   * @param evidence the same to the Redis of reports
   * @param server not listening
   * @param late takes how late a tick of the event loop was
   */
  public Gateway(
      EventLoop loop,
      RedisLink link,
      EvidenceLink evidence,
      HttpServer server,
      Connections connections,
      List<Round> rounds,
      LoopLag lag,
      Consumer<Duration> late,
      Faults faults) {
    this.loop = loop;
    this.link = link;
    this.evidence = evidence;
    this.server = server;
    this.connections = connections;
    this.rounds = rounds;
    this.lag = lag;
    this.late = late;
    this.faults = faults;
  }

  Connections connections() {
    return connections;
  }

  Future<?> start() {
    evidence.start();
    return link.start().compose(up -> server.listen()).onSuccess(listening -> beginRounds());
  }

  /** The port in use, once started. */
  int port() {
    return server.actualPort();
  }

  private void beginRounds() {
    tickOn();
    rounds.forEach(
        round -> loop.vertx().setPeriodic(round.period().toMillis(), due -> round.work().run()));
  }

  /** Tick by tick: a periodic timer makes up for what a block has kept it from, all at once. */
  private void tickOn() {
    loop.vertx()
        .setTimer(
            LoopLag.PERIOD.toMillis(),
            tick -> {
              late.accept(lag.tick());
              tickOn();
            });
  }

  Future<?> stop() {
    connections.closeAll();
    return server
        .shutdown(CLOSE_SECONDS, TimeUnit.SECONDS)
        .eventually(evidence::close)
        .eventually(link::close)
        .onFailure(e -> faults.report(Part.NODE, "A gateway did not end in order.", e))
        .otherwiseEmpty();
  }
}
