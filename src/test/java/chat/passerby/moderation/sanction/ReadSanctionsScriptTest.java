package chat.passerby.moderation.sanction;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.passerby.moderation.sanction.ReadSanctionsScript.News;
import chat.passerby.moderation.sanction.ReadSanctionsScript.Position;
import chat.passerby.protocol.SanctionId;
import chat.passerby.telemetry.Faults;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadSanctionsScriptTest extends SanctionFixture {
  private final ReadSanctionsScript script;

  ReadSanctionsScriptTest(@TempDir Path data) {
    super(data);
    script = new ReadSanctionsScript(redis.runner(), FAULTS, 2);
  }

  @Test
  void nothing_wasEverDecided_isTold() {
    assertEquals(new News(Position.NONE, 0, List.of()), get(script.run(Position.NONE)));
  }

  @Test
  void changes_sinceAVersion_comeInPagesAndOnce() {
    impose("b1", SanctionKind.BAN, HOUR);
    impose("b2", SanctionKind.BAN, YEAR);
    impose("b3", SanctionKind.RESTRICT, HOUR);
    News first = get(script.run(Position.NONE));
    assertEquals(List.of("b1 BAN", "b2"), words(first));
    assertEquals(false, first.isAll());
    News second = get(script.run(first.read()));
    assertEquals(List.of("b3 RESTRICT"), words(second));
    assertEquals(true, second.isAll());
    assertEquals(List.of(), words(get(script.run(second.read()))));
    confirm("b2", "tom");
    lift("b1", "tom");
    News third = get(script.run(second.read()));
    assertEquals(List.of("b2 BAN", "b1"), words(third));
  }

  @Test
  void position_ofDataThatIsLost_beginsAnew() {
    impose("b1", SanctionKind.BAN, HOUR);
    Position before = get(script.run(Position.NONE)).read();
    clear();
    assertEquals(Position.NONE, get(script.run(before)).read());
    impose("b2", SanctionKind.BAN, HOUR);
    News after = get(script.run(before));
    assertEquals(List.of("b2 BAN"), words(after));
    assertNotEquals(before.incarnation(), after.read().incarnation());
  }

  /** What is kept no longer stands among the changes until the next sanction. */
  @Test
  void sanction_thatIsKeptNoLonger_isNoFault() {
    impose("b1", SanctionKind.BAN, HOUR);
    redis.ask(Command.DEL, SanctionKeys.one(new SanctionId("b1")));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Faults faults = new Faults(new Meters(registry), new SystemClock());
    News news = get(new ReadSanctionsScript(redis.runner(), faults, 2).run(Position.NONE));
    assertEquals(List.of("b1"), words(news));
    assertEquals(
        0,
        registry.get("passerby_unreadable").counters().stream().mapToDouble(Counter::count).sum());
  }

  private static List<String> words(News news) {
    return news.changes().stream()
        .map(
            changed ->
                changed.id()
                    + Optional.of(changed)
                        .filter(one -> one.left().isPresent())
                        .flatMap(ReadSanctionsScript.Changed::packed)
                        .map(packed -> " " + packed.kind())
                        .orElse(""))
        .toList();
  }
}
