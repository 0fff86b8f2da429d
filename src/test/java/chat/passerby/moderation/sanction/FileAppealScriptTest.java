package chat.passerby.moderation.sanction;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.sanction.Appeals.Filing;
import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.Eventually;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAppealScriptTest extends SanctionFixture {
  private static final SanctionId BAN = new SanctionId("b1");

  FileAppealScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void appeal_first_isKeptAndOpen() {
    impose("b1", SanctionKind.BAN, HOUR);
    assertEquals(Filing.FILED, appeal("b1", "It was not me."));
    Appeal read = get(appeals.read(BAN)).orElseThrow().appeal().orElseThrow();
    assertEquals(Appeal.State.OPEN, read.state());
    assertEquals("It was not me.", read.text());
    assertEquals(Optional.empty(), read.answer());
    assertExpires("passerby:{sanctions}:appeal:b1", ImposeSanctionScript.MEMORY);
    assertExpires("passerby:{sanctions}:one:b1", ImposeSanctionScript.MEMORY);
  }

  @Test
  void appeal_again_isKnownUnlessItSaysTheSame() {
    impose("b1", SanctionKind.BAN, HOUR);
    appeal("b1", "It was not me.");
    assertEquals(Filing.FILED, appeal("b1", "It was not me."));
    assertEquals(Filing.KNOWN, appeal("b1", "Really."));
    judge("b1", false, "tom");
    assertEquals(Filing.KNOWN, appeal("b1", "Really."));
    assertEquals(1, redis.number(Command.HGET, SanctionKeys.HEAD, "appeals"));
  }

  @Test
  void appeal_againstWhatIsNot_isRefused() {
    assertEquals(Filing.ABSENT, appeal("b1", "Why?"));
    impose("b1", SanctionKind.BAN, YEAR);
    assertEquals(Filing.ABSENT, appeal("b1", "Why?"));
    assertEquals(Optional.empty(), get(appeals.read(BAN)));
    confirm("b1", "tom");
    lift("b1", "tom");
    assertEquals(Filing.OVER, appeal("b1", "Why?"));
  }

  @Test
  void appeal_afterTheSanctionHasEnded_isTaken() {
    impose("b1", SanctionKind.BAN, Duration.ofMillis(1));
    Eventually.await("it has ended", () -> read("b1").state() == Sanction.State.ENDED);
    assertEquals(Filing.FILED, appeal("b1", "Why?"));
  }

  @Test
  void appeal_afterMoreThanSixMonths_isLate() {
    impose("b1", SanctionKind.RESTRICT, YEAR);
    long start = redis.number(Command.HGET, SanctionKeys.ONE + "b1", "start");
    long justNow = Appeal.WINDOW.minusMinutes(5).toMillis();
    redis.ask(Command.HSET, SanctionKeys.ONE + "b1", "start", start - justNow);
    assertEquals(Filing.FILED, appeal("b1", "Why?"));
    redis.ask(Command.DEL, SanctionKeys.APPEAL + "b1");
    redis.ask(Command.HSET, SanctionKeys.ONE + "b1", "start", start - Appeal.WINDOW.toMillis() - 1);
    assertEquals(Filing.LATE, appeal("b1", "Why?"));
  }

  @Test
  void sanction_isFoundByTokenAndByCode() {
    impose("b1", SanctionKind.BAN, HOUR);
    assertEquals(Optional.of(BAN), get(appeals.find(TOKENS.token(BAN))));
    String code = TOKENS.code(BAN).toLowerCase(Locale.ROOT).replace("-", "");
    assertEquals(Optional.of(BAN), get(appeals.find(code)));
    assertEquals(Optional.empty(), get(appeals.find(TOKENS.code(new SanctionId("another")))));
    assertEquals(Optional.empty(), get(appeals.find("b1")));
  }
}
