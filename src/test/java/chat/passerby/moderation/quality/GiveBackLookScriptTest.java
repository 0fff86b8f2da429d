package chat.passerby.moderation.quality;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.ReportKeys;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GiveBackLookScriptTest extends LookFixture {
  GiveBackLookScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void look_givenBack_isForSomebodyElseAtOnce() {
    decided("ben", "mia", ban("ben"));
    Look look = get(looks.next("tom", true)).orElseThrow();
    get(looks.giveBack(look, "zoe"));
    assertEquals(Optional.of(look), get(looks.atDesk("tom")), "it is not hers to give");
    get(looks.giveBack(look, "tom"));
    assertEquals(Optional.empty(), get(looks.atDesk("tom")));
    assertEquals(Optional.empty(), get(looks.next("tom", true)));
    assertEquals(look.id(), get(looks.next("zoe", true)).orElseThrow().id());
    get(looks.giveBack(look, "zoe"));
    assertEquals(Optional.empty(), get(looks.next("tom", true)), "both have given it back");
    assertEquals(Optional.empty(), get(looks.next("zoe", true)));
  }

  @Test
  void lookOfBefore_givenBackFromAnOldTab_leavesTheDeskAsItIs() {
    decided("ben", "mia", ban("ben"));
    decided("cleo", "mia", ban("cleo"));
    Look before = get(looks.next("tom", true)).orElseThrow();
    redis.ask(Command.DEL, ReportKeys.AT_DESK + "tom");
    Look now = get(looks.next("tom", true)).orElseThrow();
    get(looks.giveBack(before, "tom"));
    assertEquals(Optional.of(now), get(looks.atDesk("tom")));
  }

  @Test
  void look_thatWasDecided_isNotGivenBack() {
    decided("ben", "mia", ban("ben"));
    Look look = get(looks.next("tom", true)).orElseThrow();
    get(looks.judge(look, "tom", dismissal()));
    get(looks.giveBack(look, "tom"));
    assertEquals(0, waiting());
    assertEquals(1, redis.number(Command.ZCARD, ReportKeys.JUDGED));
  }
}
