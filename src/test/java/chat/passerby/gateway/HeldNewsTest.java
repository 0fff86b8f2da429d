package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.cluster.NeighboursFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldNewsTest {
  private static final Duration LONG = Duration.ofSeconds(8);

  private final NeighboursFixture node = new NeighboursFixture();
  private final List<String> told = new ArrayList<>();
  private final HeldNews news = new HeldNews(node.neighbours());

  @Test
  void news_whileTheNodeIsInDoubt_waitInOrderUntilItIsNot() {
    node.beat();
    news.tell(() -> told.add("one"));
    node.pause(LONG);
    news.tell(() -> told.add("two"));
    node.beat();
    news.tell(() -> told.add("three"));
    assertEquals(List.of("one"), told);
    news.release();
    assertEquals(List.of("one", "two", "three"), told);
  }

  /** The loop that tells them may be held up itself, and each of them looks at the doubt again. */
  @Test
  void news_whenTheNodeIsHeldUpWhileTheyAreTold_waitOn() {
    node.beat();
    node.pause(LONG);
    news.tell(this::tellAndBeHeldUp);
    node.beat();
    news.release();
    assertEquals(List.of("told"), told);
    node.beat();
    news.release();
    assertEquals(List.of("told", "told"), told);
  }

  private void tellAndBeHeldUp() {
    told.add("told");
    node.pause(LONG);
    news.tell(this::tellAndBeHeldUp);
  }
}
