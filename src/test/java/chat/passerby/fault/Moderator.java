package chat.passerby.fault;

import chat.passerby.moderation.sanction.AppealTokens;
import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Sanctions;
import chat.passerby.moderation.sanction.Sanctions.Imposed;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.SanctionId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Decides as moderators do, by Redis alone: the nodes of a run come and go. */
final class Moderator {
  /** What the nodes sign tokens with. */
  static final String SECRET = "a secret of one run of the fault suite";

  private static final Duration SPAN = Duration.ofHours(1);

  private static final long AGAIN_MILLIS = 100;

  private final Vertx vertx;
  private final Sanctions sanctions;

  private Moderator(Vertx vertx, RedisLink link) {
    this.vertx = vertx;
    Faults faults = new Faults(new Meters(new SimpleMeterRegistry()), new SystemClock());
    sanctions = new Sanctions(new ScriptRunner(link), new AppealTokens(Secret.of(SECRET)), faults);
  }

  /** Completes when Redis is there. */
  static Future<Moderator> on(Vertx vertx, RedisEndpoint redis) {
    RedisLink link = RedisLink.create(vertx, redis, LinkSettings.DEFAULTS, "moderator");
    return link.start().map(up -> new Moderator(vertx, link));
  }

  /**
   * Bans a session; completes when that is in effect. A link takes a moment to notice that Redis is
   * back after a fault, so an order is given again until then.
   */
  Future<?> ban(String session) {
    return impose(
        new Order(
            SanctionId.random(),
            SanctionKind.BAN,
            List.of(Subject.of(new SessionId(session))),
            Reason.SPAM,
            Optional.of(SPAN),
            "moderator",
            "",
            Optional.empty()));
  }

  private Future<Imposed> impose(Order order) {
    return sanctions
        .impose(order)
        .recover(
            e ->
                e instanceof RedisUnavailableException
                    ? vertx
                        .timer(AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                        .compose(passed -> impose(order))
                    : Future.failedFuture(e));
  }
}
