package chat.passerby.visit.chat;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.time.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChatOrderTest {
  private final MovableClock clock = new MovableClock();
  private final ChatOrder order = new ChatOrder(clock::instant);

  @Test
  void chats_withoutALoss_areAdmitted() {
    for (String id : List.of("1", "2", "3")) {
      assertTrue(order.admits(id));
      order.sent(id);
    }
  }

  @Test
  void chat_behindALostOne_waitsUntilThatComesAgain() {
    send("1", "2");
    order.lost("2");
    assertFalse(order.admits("3"));
    assertFalse(order.admits("3"));
    assertTrue(order.admits("2"));
    assertTrue(order.admits("3"));
  }

  @Test
  void chats_severalLost_beginWithTheFirst() {
    send("1", "2", "3");
    order.lost("3");
    order.lost("2");
    order.lost("3");
    assertFalse(order.admits("3"));
    assertTrue(order.admits("2"));
    assertTrue(order.admits("3"));
  }

  @Test
  void partnersReturn_makesTheFirstUnackedTheNext() {
    send("1", "2", "3");
    order.acked("1");
    order.mayBeLost();
    assertFalse(order.admits("4"));
    assertFalse(order.admits("3"));
    assertTrue(order.admits("2"));
    assertTrue(order.admits("3"));
  }

  @Test
  void partnersReturn_withEverythingAcked_holdsNothingUp() {
    send("1");
    order.acked("1");
    order.mayBeLost();
    assertTrue(order.admits("2"));
  }

  @Test
  void ack_thatComesLate_makesTheNextUnackedTheFirst() {
    send("1", "2");
    order.mayBeLost();
    order.acked("1");
    assertFalse(order.admits("3"));
    assertTrue(order.admits("2"));
  }

  @Test
  void ack_ofTheFirstLost_leavesTheOthersToComeAgain() {
    send("1", "2", "3");
    order.lost("1");
    order.lost("2");
    order.lost("3");
    order.acked("1");
    assertFalse(order.admits("4"));
    assertTrue(order.admits("2"));
    assertFalse(order.admits("4"));
    assertTrue(order.admits("3"));
    assertTrue(order.admits("4"));
  }

  @Test
  void ack_ofAChatThoughtLost_holdsNothingUp() {
    send("1", "2");
    order.lost("1");
    order.acked("1");
    assertTrue(order.admits("3"));
  }

  @Test
  void loss_ofAChatThatIsNotFollowed_holdsNothingUp() {
    send("1");
    order.lost("of an earlier room");
    assertTrue(order.admits("2"));
  }

  @Test
  void client_thatNeverSendsAgain_isHeldUpForAMomentOnly() {
    send("1");
    order.mayBeLost();
    clock.advance(ChatOrder.PATIENCE.minusMillis(1));
    assertFalse(order.admits("2"));
    clock.advance(Duration.ofMillis(1));
    assertFalse(order.admits("2"));
    clock.advance(ChatOrder.LAST_CALL);
    assertTrue(order.admits("2"));
    assertTrue(order.admits("3"));
  }

  @Test
  void node_thatWasAsleep_findsTheLostOneBehindTheLatest() {
    send("1");
    order.lost("1");
    clock.advance(ChatOrder.PATIENCE.multipliedBy(2));
    assertFalse(order.admits("2"));
    assertTrue(order.admits("1"));
    assertTrue(order.admits("2"));
  }

  @Test
  void chats_thatWereRefused_comeInTheirOrderEvenIfTheLostOneNeverDoes() {
    send("1");
    order.lost("1");
    for (String id : List.of("2", "3", "2", "3")) {
      assertFalse(order.admits(id));
    }
    clock.advance(ChatOrder.PATIENCE);
    assertFalse(order.admits("4"));
    clock.advance(ChatOrder.LAST_CALL);
    assertFalse(order.admits("4"));
    assertTrue(order.admits("2"));
    assertFalse(order.admits("4"));
    assertTrue(order.admits("3"));
    assertTrue(order.admits("4"));
  }

  @Test
  void chat_thatComesAgainAcrossItsAck_holdsNothingUpWhenItIsLost() {
    send("1");
    order.acked("1");
    assertTrue(order.admits("1"));
    send("1");
    order.lost("1");
    assertTrue(order.admits("2"));
  }

  @Test
  void partner_whoNeverAcks_takesNoMoreMemoryThanThat() {
    IntStream.rangeClosed(0, ChatOrder.MAX_UNACKED).forEach(id -> send("" + id));
    order.mayBeLost();
    assertFalse(order.admits("0"));
    assertTrue(order.admits("1"));
  }

  @Test
  void chats_behindOneThatCameTooFast_waitUntilItComesAgain() {
    send("1");
    order.tooFast("2", Duration.ofMillis(20));
    assertFalse(order.admits("3"));
    assertTrue(order.isHasty());
    assertTrue(order.admits("2"));
    send("2");
    assertFalse(order.admits("4"));
    assertTrue(order.admits("3"));
    assertTrue(order.admits("4"));
  }

  @Test
  void chatThatCameTooFast_andNeverComesAgain_holdsOthersUpForAMomentOnly() {
    order.tooFast("1", Duration.ofMillis(20));
    assertFalse(order.admits("2"));
    clock.advance(Duration.ofMillis(20));
    assertFalse(order.admits("2"));
    clock.advance(ChatOrder.LAST_CALL);
    assertTrue(order.admits("2"));
  }

  @Test
  void chatThatCameTooFast_whenItIsAckedAlready_holdsNothingUp() {
    send("1");
    order.acked("1");
    order.tooFast("1", Duration.ofMillis(20));
    assertTrue(order.admits("2"));
  }

  private void send(String... ids) {
    List.of(ids).forEach(order::sent);
  }
}
