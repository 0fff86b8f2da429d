package chat.passerby.matchmaking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.passerby.protocol.Mode;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Lane;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanePlanTest {
  private static final LanePlan PLAN = new LanePlan(List.of("default", "quiet", "restricted"), 4);

  @Test
  void all_isEveryPoolInEveryModeInEveryShard() {
    List<Lane> lanes = PLAN.all();
    assertEquals(3 * Mode.values().length * 4, lanes.size());
    assertEquals(lanes.size(), lanes.stream().map(Lane::name).distinct().count());
  }

  @Test
  void open_isTheFirstPoolOnly() {
    assertEquals(
        Set.of("default:text", "default:audio", "default:video"),
        PLAN.open().stream().map(Lane::partition).collect(Collectors.toSet()));
  }

  @Test
  void home_withoutAPool_isEveryones() {
    assertEquals("default", home(Optional.empty()).pool());
  }

  @Test
  void home_withAPoolOfTheSettings_isThere() {
    assertEquals("quiet", home(Optional.of("quiet")).pool());
  }

  @Test
  void home_withAPoolThatIsNoMore_isTheRestrictedOne() {
    assertEquals("restricted", home(Optional.of("abolished")).pool());
  }

  @Test
  void home_ofManySessions_isInEveryShard() {
    Set<Integer> shards =
        IntStream.range(0, 200)
            .mapToObj(i -> PLAN.home(Optional.empty(), Mode.TEXT, new SessionId("s" + i)).shard())
            .collect(Collectors.toSet());
    assertEquals(Set.of(0, 1, 2, 3), shards);
  }

  @Test
  void common_ofAnyShard_isTheFirstOfTheSameLane() {
    Lane lane = new Lane("quiet", Mode.AUDIO, 3);
    assertEquals(new Lane("quiet", Mode.AUDIO, 0), PLAN.common(lane));
    assertEquals(new Lane("quiet", Mode.AUDIO, 0), PLAN.common(PLAN.common(lane)));
  }

  @Test
  void shards_ofOneLane_shareItsNameInStatusAndNoKey() {
    Lane zero = new Lane("default", Mode.TEXT);
    Lane three = new Lane("default", Mode.TEXT, 3);
    assertEquals("default:text", three.partition());
    assertEquals("passerby:{default:text}:queue", zero.key("queue"));
    assertEquals("passerby:{default:text:3}:queue", three.key("queue"));
  }

  @Test
  void plan_withoutPoolsOrShards_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LanePlan(List.of(), 1));
    assertThrows(IllegalArgumentException.class, () -> new LanePlan(List.of("default"), 0));
  }

  private static Lane home(Optional<String> pool) {
    return PLAN.home(pool, Mode.VIDEO, new SessionId("anna"));
  }
}
