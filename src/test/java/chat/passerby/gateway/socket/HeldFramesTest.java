package chat.passerby.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.cluster.NeighboursFixture;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldFramesTest {
  private static final Duration LONG = Duration.ofSeconds(8);

  private final NeighboursFixture node = new NeighboursFixture();
  private final HeldFrames frames = new HeldFrames(node.neighbours());
  private final List<String> done = new ArrayList<>();

  /** Notes down what is done with it. */
  private final Client client =
      (Client)
          Proxy.newProxyInstance(
              Client.class.getClassLoader(),
              new Class<?>[] {Client.class},
              (self, method, args) -> {
                done.add(method.getName());
                return null;
              });

  @Test
  void frame_ofANodeThatWakes_waitsAndItsClientIsNotRead() {
    node.beat();
    node.pause(LONG);
    frames.hold(client, () -> done.add("handled"));
    assertEquals(List.of("pause"), done);
    node.beat();
    frames.release();
    assertEquals(List.of("pause", "handled", "resume"), done);
  }

  /** A frame that is handled looks again at whether frames are held. */
  @Test
  void frames_whenTheNodeIsHeldUpWhileTheyAreHandled_waitOn() {
    node.beat();
    node.pause(LONG);
    frames.hold(client, this::handleAndBeHeldUp);
    node.beat();
    frames.release();
    assertEquals(List.of("pause", "handled", "pause", "resume"), done);
  }

  private void handleAndBeHeldUp() {
    done.add("handled");
    node.pause(LONG);
    frames.hold(client, this::handleAndBeHeldUp);
  }
}
