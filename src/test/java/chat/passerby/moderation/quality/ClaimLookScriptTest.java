package chat.passerby.moderation.quality;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.ReportKeys;
import chat.passerby.protocol.CaseId;
import chat.passerby.time.SystemClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimLookScriptTest extends LookFixture {
  private final ClaimLookScript script;

  ClaimLookScriptTest(@TempDir Path data) {
    super(data);
    script = new ClaimLookScript(redis.runner());
  }

  @Test
  void secondLook_isNeverGivenToWhoHasDecided() {
    CaseId about = decided("ben", "mia", ban("ben"));
    assertEquals(Optional.empty(), claim(Look.Kind.SECOND, "mia"));
    CaseId look = claim(Look.Kind.SECOND, "tom").orElseThrow();
    assertNotEquals(about, look);
    assertEquals(about, get(looks.find(look, "tom")).orElseThrow().about());
    assertEquals(Optional.empty(), get(looks.find(look, "mia")));
  }

  @Test
  void secondLook_thatTwoAskForAtOnce_isGivenToOne_andFallsBack() {
    decided("ben", "mia", ban("ben"));
    List<Future<Optional<CaseId>>> asked =
        Stream.of("tom", "ada", "eve").map(by -> script.run(Look.Kind.SECOND, by, SPAN)).toList();
    get(Future.all(asked));
    CaseId look =
        asked.stream().flatMap(each -> each.result().stream()).reduce((a, b) -> null).orElseThrow();
    makeDue(ReportKeys.LOOKS, look.value());
    assertEquals(Optional.of(look), claim(Look.Kind.SECOND, "zoe"));
  }

  @Test
  void goldenCase_isGivenOnceToEachButWhoHasDecidedIt() {
    CaseId about = decided("ben", "mia", ban("ben"));
    GoldenCases golden = new GoldenCases(redis.link(), new SystemClock());
    assertTrue(get(golden.keep(about, "mia", "spam", NOW)));
    assertEquals(Optional.empty(), claim(Look.Kind.GOLDEN, "mia"));
    CaseId toms = claim(Look.Kind.GOLDEN, "tom").orElseThrow();
    assertEquals(Optional.empty(), claim(Look.Kind.GOLDEN, "tom"));
    assertNotEquals(toms, claim(Look.Kind.GOLDEN, "ada").orElseThrow());
    assertTrue(get(golden.drop(about)));
    assertEquals(Optional.empty(), claim(Look.Kind.GOLDEN, "eve"));
  }

  @Test
  void look_whoseCaseIsGone_isDropped() {
    CaseId about = decided("ben", "mia", ban("ben"));
    get(new GoldenCases(redis.link(), new SystemClock()).keep(about, "mia", "spam", NOW));
    redis.ask(Command.DEL, ReportKeys.of(about));
    assertEquals(Optional.empty(), claim(Look.Kind.SECOND, "tom"));
    assertEquals(Optional.empty(), claim(Look.Kind.GOLDEN, "tom"));
    assertEquals(0, waiting());
    assertEquals(0, redis.number(Command.ZCARD, ReportKeys.GOLDEN));
  }

  private Optional<CaseId> claim(Look.Kind kind, String by) {
    return get(script.run(kind, by, SPAN));
  }
}
