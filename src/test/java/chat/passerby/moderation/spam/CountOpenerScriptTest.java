package chat.passerby.moderation.spam;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.spam.CountOpenerScript.Group;
import chat.passerby.redis.RedisFixture;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountOpenerScriptTest extends RedisFixture {
  private static final Instant NOW = Instant.ofEpochMilli(1_767_312_000_000L);

  private final CountOpenerScript count = new CountOpenerScript(redis.runner());

  CountOpenerScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void group_tellsTheSecondLargestOrTheOnlyOne() {
    run(NOW, List.of(new Group(true, List.of(1, 2, 3))));
    run(NOW, List.of(new Group(true, List.of(1, 2))));
    Group all = new Group(true, List.of(1, 2, 3));
    assertEquals(
        List.of(3, 1, 0),
        run(NOW, List.of(all, new Group(true, List.of(9)), new Group(true, List.of()))));
    run(NOW, List.of(new Group(true, List.of(1))));
    assertEquals(List.of(3), run(NOW, List.of(new Group(false, List.of(1, 2, 3)))));
  }

  @Test
  void group_thatOnlyLooks_countsNothing() {
    Group look = new Group(false, List.of(5));
    assertEquals(List.of(0), run(NOW, List.of(look)));
    assertEquals(List.of(0), run(NOW, List.of(look)));
  }

  @Test
  void counts_areOfTwoWindows() {
    Group group = new Group(true, List.of(7));
    run(NOW, List.of(group));
    assertEquals(List.of(2), run(NOW.plus(CountOpenerScript.WINDOW), List.of(group)));
    assertEquals(
        List.of(1), run(NOW.plus(CountOpenerScript.WINDOW.multipliedBy(3)), List.of(group)));
  }

  @Test
  void counters_stayWithinAByteAndTheTableWithinItsSize() {
    Group group = new Group(true, List.of(CountOpenerScript.COUNTERS - 1));
    for (int i = 0; i < 256; i++) {
      run(NOW, List.of(group));
    }
    assertEquals(List.of(255), run(NOW, List.of(group)));
    String key = CountOpenerScript.key(NOW.toEpochMilli() / CountOpenerScript.WINDOW.toMillis());
    assertEquals(
        CountOpenerScript.COUNTERS, Integer.parseInt(redis.ask(Command.STRLEN, key).toString()));
    long left = Long.parseLong(redis.ask(Command.PTTL, key).toString());
    assertTrue(0 < left && left <= Duration.ofMinutes(10).toMillis(), () -> left + " ms");
  }

  private List<Integer> run(Instant now, List<Group> groups) {
    return get(count.run(now, groups));
  }
}
