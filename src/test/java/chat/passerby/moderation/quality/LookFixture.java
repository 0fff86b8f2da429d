package chat.passerby.moderation.quality;

import static chat.passerby.redis.Eventually.get;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.moderation.cases.CaseFixture;
import chat.passerby.moderation.cases.Decisions;
import chat.passerby.moderation.cases.Ruling;
import chat.passerby.protocol.CaseId;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;

/** What the tests of looks share: every decided case is looked at once more, as soon as asked. */
abstract class LookFixture extends CaseFixture {
  static final Duration SPAN = Duration.ofMinutes(10);

  final Looks looks;

  LookFixture(Path data) {
    super(data);
    looks = looks(100, 0);
    sampling = looks;
  }

  Looks looks(int second, int golden) {
    return new Looks(redis.link(), new QualitySettings(second, golden), Duration.ZERO, () -> 0);
  }

  /** A case that was decided. */
  CaseId decided(String about, String by, Ruling ruling) {
    CaseId id = caseOf(file("anna", about, Reason.SPAM));
    Decisions atOnce = decisions(Duration.ZERO);
    get(atOnce.make(id, by, ruling));
    return id;
  }

  long counted(String field) {
    String month =
        redis.keys().stream()
            .filter(key -> key.contains("{reports}:month:"))
            .findFirst()
            .orElseThrow();
    Response count = redis.ask(Command.HGET, month, field);
    return count == null ? 0 : count.toLong();
  }

  long waiting() {
    return redis.number(Command.ZCARD, ReportKeys.LOOKS);
  }
}
