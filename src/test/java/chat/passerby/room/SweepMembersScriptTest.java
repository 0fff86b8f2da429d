package chat.passerby.room;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.LaneFixture;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepMembersScriptTest extends LaneFixture {
  private static final Ticket ANNA = ticket("anna", 1, 1_000);
  private static final Ticket BEN = ticket("ben", 1, 2_000);

  SweepMembersScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void member_ofARoom_stays() {
    bench.enqueue(ANNA, BEN);
    Room room = bench.claim("room", ANNA, BEN);
    sweep();
    assertEquals(Optional.of(room.id()), bench.roomOf(ANNA.session()));
    assertEquals(Optional.of(room.id()), bench.roomOf(BEN.session()));
  }

  @Test
  void member_whoseRoomIsNoMore_isForgotten() {
    bench.enqueue(ANNA, BEN);
    Room room = bench.claim("room", ANNA, BEN);
    bench.redis().ask(Command.DEL, RoomKeys.room(LANE, room.id()));
    sweep();
    assertEquals(Optional.empty(), bench.roomOf(ANNA.session()));
    assertEquals(Optional.empty(), bench.roomOf(BEN.session()));
  }

  @Test
  void members_ofManyRooms_areLookedAtInSteps() {
    for (int i = 0; i < 5_000; i++) {
      bench.redis().ask(Command.HSET, RoomKeys.members(LANE), "session" + i, "room" + i);
    }
    assertTrue(sweep() > 1, "in one step");
    assertEquals(0, bench.redis().number(Command.HLEN, RoomKeys.members(LANE)));
  }

  /** Sweeps to the end; returns in how many steps. */
  private int sweep() {
    SweepMembersScript script = new SweepMembersScript(bench.runner());
    int steps = 0;
    String cursor = SweepMembersScript.BEGIN;
    do {
      cursor = get(script.run(LANE, cursor));
      steps++;
    } while (!cursor.equals(SweepMembersScript.BEGIN));
    return steps;
  }
}
