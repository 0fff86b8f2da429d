package chat.passerby.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.cluster.NeighboursFixture;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldMessagesTest {
  private final NeighboursFixture node = new NeighboursFixture();
  private final List<String> handled = new ArrayList<>();
  private final HeldMessages messages =
      new HeldMessages(node.neighbours(), message -> handled.add(message.toString()));

  @Test
  void message_whileTheNodeIsCurrent_isHandledAtOnce() {
    node.beat();
    take("one");
    assertEquals(List.of("one"), handled);
  }

  @Test
  void messages_afterAPause_waitInOrderUntilTheNodeIsCurrent() {
    node.beat();
    node.neighbours().onCurrent(messages::release);
    node.pause(Duration.ofSeconds(8));
    take("one");
    take("two");
    node.answerFromBefore(Duration.ofSeconds(8));
    take("three");
    assertEquals(List.of(), handled);
    node.beat();
    assertEquals(List.of("one", "two", "three"), handled);
    take("four");
    assertEquals(List.of("one", "two", "three", "four"), handled);
  }

  @Test
  void messages_moreThanAreHeld_areHandledAllTheSameTheOldestFirst() {
    node.beat();
    node.pause(Duration.ofSeconds(8));
    String half = "x".repeat(HeldMessages.MAX_BYTES / 2);
    take(half);
    take(half);
    assertEquals(0, handled.size());
    take("x");
    assertEquals(List.of(half), handled);
    node.beat();
    messages.release();
    assertEquals(List.of(half, half, "x"), handled);
  }

  @Test
  void messages_whenTheNodeIsHeldUpWhileTheyAreHandled_waitOn() {
    HeldMessages slow =
        new HeldMessages(
            node.neighbours(),
            message -> {
              handled.add(message.toString());
              node.pause(Duration.ofSeconds(8));
            });
    node.beat();
    node.pause(Duration.ofSeconds(8));
    slow.take(Buffer.buffer("one"));
    slow.take(Buffer.buffer("two"));
    node.beat();
    slow.release();
    assertEquals(List.of("one"), handled);
    node.beat();
    slow.release();
    assertEquals(List.of("one", "two"), handled);
  }

  private void take(String message) {
    messages.take(Buffer.buffer(message));
  }
}
