package chat.passerby.moderation.sanction;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisFixture;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the tests of sanctions share. */
abstract class SanctionFixture extends RedisFixture {
  static final AppealTokens TOKENS = new AppealTokens(Secret.of("a secret of sixteen bytes"));
  static final Faults FAULTS = new Faults(new Meters(new SimpleMeterRegistry()), new SystemClock());
  static final Subject ANNA = Subject.of(new SessionId("anna"));
  static final Subject ANNAS = Subject.of(new DeviceId("annas"));
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration YEAR = Duration.ofDays(365);

  final Sanctions sanctions;
  final Appeals appeals;

  SanctionFixture(Path data) {
    super(data);
    sanctions = new Sanctions(redis.runner(), TOKENS, FAULTS);
    appeals = new Appeals(redis.link(), redis.runner(), TOKENS, false, FAULTS);
  }

  static Order order(String id, SanctionKind kind, Duration span) {
    return order(id, kind, Optional.of(span), List.of(ANNA, ANNAS));
  }

  static Order order(String id, SanctionKind kind, Optional<Duration> span, List<Subject> whom) {
    return new Order(
        new SanctionId(id),
        kind,
        whom,
        Reason.SPAM,
        span,
        "mia",
        "Selling things.",
        Optional.of("case1"));
  }

  Sanctions.Imposed impose(String id, SanctionKind kind, Duration span) {
    return get(sanctions.impose(order(id, kind, span)));
  }

  Change confirm(String id, String by) {
    return get(sanctions.confirm(new SanctionId(id), by));
  }

  Change lift(String id, String by) {
    return get(sanctions.lift(new SanctionId(id), "A mistake.", by));
  }

  Appeals.Filing appeal(String id, String text) {
    return get(appeals.file(new SanctionId(id), text));
  }

  Change judge(String id, boolean overturned, String by) {
    return get(appeals.decide(new SanctionId(id), overturned, "An answer.", by));
  }

  List<String> listed() {
    return ids(get(sanctions.list(10, OptionalLong.empty())));
  }

  static List<String> ids(List<Sanction> sanctions) {
    return sanctions.stream().map(one -> one.id().value()).toList();
  }

  Sanction read(String id) {
    return get(sanctions.list(10, OptionalLong.empty())).stream()
        .filter(one -> one.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  void assertExpires(String key, Duration lifetime) {
    long expiry = redis.number(Command.PTTL, key);
    assertTrue(
        expiry > lifetime.minusMinutes(5).toMillis() && expiry <= lifetime.toMillis(),
        () -> key + " in " + expiry + " ms");
  }
}
