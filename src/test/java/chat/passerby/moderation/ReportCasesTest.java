package chat.passerby.moderation;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.passerby.redis.RedisFixture;
import chat.passerby.session.AddressTag;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How reports join their cases. */
class ReportCasesTest extends RedisFixture {
  private static final AddressTag HERE = new AddressTag("key.here");

  private final ReportDesk desk;

  ReportCasesTest(@TempDir Path data) {
    super(data);
    desk =
        new ReportDesk(
            redis.runner(),
            new ModerationSettings(0, 0, 0, 0, 0, 100),
            new ReportMeters(new Meters(new SimpleMeterRegistry()), new SystemClock()));
  }

  @Test
  void reports_aboutOneDevice_joinOneCaseOnce() {
    String first = file("s1");
    String second = file("s2");
    assertEquals(second, file("s2"), "sent again");
    String its = Reports.field(redis, first, "case").toString();
    assertEquals(its, Reports.field(redis, second, "case").toString());
    assertEquals("2", redis.answer(Command.HGET, ReportKeys.CASE + its, "reports").toString());
    assertEquals(2, redis.number(Command.HLEN, ReportKeys.CASE_REPORTS + its));
    assertEquals("open", redis.answer(Command.HGET, ReportKeys.CASE + its, "state").toString());
  }

  @Test
  void cases_thatAreForgotten_leaveTheListsWithTheNextReport() {
    redis.ask(Command.ZADD, ReportKeys.AGES, 1, "old");
    redis.ask(Command.ZADD, ReportKeys.CASES, 1, "old");
    redis.ask(Command.ZADD, ReportKeys.QUEUE, 1, "old");
    redis.ask(Command.SADD, ReportKeys.UNRANKED, "old");
    file("s1");
    assertEquals(0, redis.number(Command.ZCARD, ReportKeys.CASES));
    assertEquals(0, redis.number(Command.ZCARD, ReportKeys.QUEUE));
    assertEquals(1, redis.number(Command.SCARD, ReportKeys.UNRANKED));
  }

  private String file(String session) {
    ReportDesk.Answer answer =
        get(desk.file(Reports.from(session, "room"), HERE, Circumstances.at(HERE)));
    return assertInstanceOf(ReportDesk.Taken.class, answer).report().value();
  }
}
