package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChatOrderTest {
  private static final Instant NOW = Instant.EPOCH;

  private final ChatOrder order = new ChatOrder();

  @Test
  void chats_withoutALoss_areAdmitted() {
    for (String id : List.of("1", "2", "3")) {
      assertTrue(order.admits(id, NOW));
      order.sent(id);
    }
  }

  @Test
  void chat_behindALostOne_waitsUntilThatComesAgain() {
    send("1", "2");
    order.lost("2", NOW);
    assertFalse(order.admits("3", NOW));
    assertFalse(order.admits("3", NOW));
    assertTrue(order.admits("2", NOW));
    assertTrue(order.admits("3", NOW));
  }

  @Test
  void chats_severalLost_beginWithTheFirst() {
    send("1", "2", "3");
    order.lost("3", NOW);
    order.lost("2", NOW);
    order.lost("3", NOW);
    assertFalse(order.admits("3", NOW));
    assertTrue(order.admits("2", NOW));
    assertTrue(order.admits("3", NOW));
  }

  @Test
  void partnersReturn_makesTheFirstUnackedTheNext() {
    send("1", "2", "3");
    order.acked("1");
    order.mayBeLost(NOW);
    assertFalse(order.admits("4", NOW));
    assertFalse(order.admits("3", NOW));
    assertTrue(order.admits("2", NOW));
    assertTrue(order.admits("3", NOW));
  }

  @Test
  void partnersReturn_withEverythingAcked_holdsNothingUp() {
    send("1");
    order.acked("1");
    order.mayBeLost(NOW);
    assertTrue(order.admits("2", NOW));
  }

  @Test
  void ack_thatComesLate_makesTheNextUnackedTheFirst() {
    send("1", "2");
    order.mayBeLost(NOW);
    order.acked("1");
    assertFalse(order.admits("3", NOW));
    assertTrue(order.admits("2", NOW));
  }

  @Test
  void ack_ofTheFirstLost_leavesTheOthersToComeAgain() {
    send("1", "2", "3");
    order.lost("1", NOW);
    order.lost("2", NOW);
    order.lost("3", NOW);
    order.acked("1");
    assertFalse(order.admits("4", NOW));
    assertTrue(order.admits("2", NOW));
    assertFalse(order.admits("4", NOW));
    assertTrue(order.admits("3", NOW));
    assertTrue(order.admits("4", NOW));
  }

  @Test
  void ack_ofAChatThoughtLost_holdsNothingUp() {
    send("1", "2");
    order.lost("1", NOW);
    order.acked("1");
    assertTrue(order.admits("3", NOW));
  }

  @Test
  void loss_ofAChatThatIsNotFollowed_holdsNothingUp() {
    send("1");
    order.lost("of an earlier room", NOW);
    assertTrue(order.admits("2", NOW));
  }

  @Test
  void client_thatNeverSendsAgain_isHeldUpForAMomentOnly() {
    send("1");
    order.mayBeLost(NOW);
    assertFalse(order.admits("2", NOW.plus(ChatOrder.PATIENCE).minusMillis(1)));
    assertTrue(order.admits("2", NOW.plus(ChatOrder.PATIENCE)));
    assertTrue(order.admits("3", NOW));
  }

  @Test
  void partner_whoNeverAcks_takesNoMoreMemoryThanThat() {
    IntStream.rangeClosed(0, ChatOrder.MAX_UNACKED).forEach(id -> send("" + id));
    order.mayBeLost(NOW);
    assertFalse(order.admits("0", NOW));
    assertTrue(order.admits("1", NOW));
  }

  private void send(String... ids) {
    List.of(ids).forEach(order::sent);
  }
}
