package chat.passerby.matchmaking.pairing;

import static chat.passerby.matchmaking.queue.LaneBench.LANE;
import static chat.passerby.matchmaking.queue.LaneBench.room;
import static chat.passerby.matchmaking.queue.LaneBench.ticket;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.LaneFixture;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.room.Room;
import chat.passerby.room.RoomKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimPairsScriptTest extends LaneFixture {
  private static final Ticket ANNA = ticket("anna", 3, 1_000);
  private static final Ticket BEN = ticket("ben", 1, 2_000);
  private static final Ticket CLEO = ticket("cleo", 7, 3_000);
  private static final Ticket DAN = ticket("dan", 2, 4_000);
  private static final Room ROOM = room("room", ANNA, BEN);

  ClaimPairsScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void pair_waiting_getsARoomAndLeavesTheQueue() {
    bench.enqueue(ANNA, BEN, CLEO);
    assertEquals(List.of(0), claim(ROOM));
    assertEquals(Map.of("cleo", CLEO), bench.waiting());
    assertEquals(Optional.of(ROOM), bench.stored(ROOM.id()));
    assertEquals(Optional.of(ROOM.id()), bench.roomOf(ANNA.session()));
    assertEquals(Optional.of(ROOM.id()), bench.roomOf(BEN.session()));
  }

  @Test
  void room_thatNobodyRenews_expires() {
    bench.enqueue(ANNA, BEN);
    claim(ROOM);
    long lifetime = Room.LIFETIME.toMillis();
    long left = bench.redis().number(Command.PTTL, RoomKeys.room(LANE, ROOM.id()));
    assertTrue(left > lifetime - 60_000 && left <= lifetime, "it lives for " + left);
  }

  @Test
  void pair_ofWhomOneIsGone_isNotClaimedAndTheOtherWaitsOn() {
    bench.enqueue(BEN);
    assertEquals(List.of(ClaimPairsScript.OLDER_GONE), claim(ROOM));
    assertEquals(Map.of("ben", BEN), bench.waiting());
    clear();
    bench.enqueue(ANNA);
    assertEquals(List.of(ClaimPairsScript.NEWER_GONE), claim(ROOM));
    assertEquals(Map.of("anna", ANNA), bench.waiting());
    clear();
    assertEquals(List.of(ClaimPairsScript.OLDER_GONE + ClaimPairsScript.NEWER_GONE), claim(ROOM));
    assertEquals(List.of(), bench.redis().keys());
  }

  @Test
  void pair_ofWhomOneHasANewerConnection_isNotClaimed() {
    Ticket newer = ticket("anna", 30, 1_000);
    bench.enqueue(newer, BEN);
    assertEquals(List.of(ClaimPairsScript.OLDER_GONE), claim(ROOM));
    assertEquals(Map.of("anna", newer, "ben", BEN), bench.waiting());
    assertEquals(0, bench.rooms());
  }

  @Test
  void pairs_inOneCall_areEachJudgedAlone() {
    bench.enqueue(ANNA, BEN, CLEO);
    Room others = room("others", CLEO, DAN);
    assertEquals(List.of(ClaimPairsScript.NEWER_GONE, 0), claim(others, ROOM));
    assertEquals(Map.of("cleo", CLEO), bench.waiting());
    assertEquals(1, bench.rooms());
  }

  @Test
  void pairs_aFullBatch_areAllClaimed() {
    List<Room> rooms = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      Ticket older = ticket("older" + i, i, i);
      Ticket newer = ticket("newer" + i, i, 1_000 + i);
      bench.enqueue(older, newer);
      rooms.add(room("room" + i, older, newer));
    }
    assertEquals(
        IntStream.range(0, 256).mapToObj(i -> 0).toList(), claim(rooms.toArray(Room[]::new)));
    assertEquals(Map.of(), bench.waiting());
    assertEquals(256, bench.rooms());
    assertEquals(Optional.of(rooms.get(200)), bench.stored(rooms.get(200).id()));
  }

  @Test
  void session_inTwoProposedPairs_getsOneRoom() {
    bench.enqueue(ANNA, BEN, CLEO);
    Room second = room("second", ANNA, CLEO);
    assertEquals(List.of(0, ClaimPairsScript.OLDER_GONE), claim(ROOM, second));
    assertEquals(Optional.of(ROOM.id()), bench.roomOf(ANNA.session()));
    assertEquals(Optional.empty(), bench.roomOf(CLEO.session()));
    assertEquals(Map.of("cleo", CLEO), bench.waiting());
  }

  @Test
  void claim_repeated_isClaimedAgainAndChangesNothing() {
    bench.enqueue(ANNA, BEN);
    claim(ROOM);
    assertEquals(List.of(0), claim(ROOM));
    assertEquals(Optional.of(ROOM), bench.stored(ROOM.id()));
    assertEquals(1, bench.rooms());
  }

  @Test
  void claim_repeatedAfterTheEndOfTheRoom_isRefused() {
    bench.enqueue(ANNA, BEN);
    claim(ROOM);
    get(new LeaveRoomScript(bench.runner()).run(ROOM, ROOM.members().getFirst().address()));
    assertEquals(List.of(ClaimPairsScript.OLDER_GONE + ClaimPairsScript.NEWER_GONE), claim(ROOM));
    assertEquals(List.of(), bench.redis().keys());
  }

  @Test
  void claim_ofAPairWithARoomAlready_isRefused() {
    bench.enqueue(ANNA, BEN);
    claim(ROOM);
    Room another = room("another", ANNA, BEN);
    assertEquals(
        List.of(ClaimPairsScript.OLDER_GONE + ClaimPairsScript.NEWER_GONE), claim(another));
    assertEquals(Optional.of(ROOM.id()), bench.roomOf(ANNA.session()));
    assertFalse(bench.redis().exists(RoomKeys.room(LANE, another.id())));
  }

  @Test
  void claimers_atOnce_giveNobodyTwoRooms() {
    ClaimPairsScript one = new ClaimPairsScript(bench.runner());
    ClaimPairsScript two = new ClaimPairsScript(new ScriptRunner(bench.redis().connect()));
    List<Ticket> circle =
        IntStream.range(0, 60).mapToObj(i -> ticket("session" + i, 1, i)).toList();
    circle.forEach(bench::enqueue);
    List<Room> rooms = new ArrayList<>();
    List<Future<List<Integer>>> claims = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      // Each with the next: everybody is wanted twice, and never by the same claimer.
      rooms.add(room("room" + i, circle.get(i), circle.get((i + 1) % 60)));
      claims.add((i % 2 == 0 ? one : two).run(LANE, List.of(rooms.get(i))));
    }
    List<SessionId> inRooms = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      if (get(claims.get(i)).equals(List.of(0))) {
        inRooms.add(rooms.get(i).members().getFirst().address().session());
        inRooms.add(rooms.get(i).members().getLast().address().session());
      }
    }
    assertEquals(inRooms.size(), inRooms.stream().distinct().count());
    assertEquals(60, inRooms.size() + bench.waiting().size());
    assertEquals(inRooms.size() / 2, bench.rooms());
  }

  private List<Integer> claim(Room... rooms) {
    return get(new ClaimPairsScript(bench.runner()).run(LANE, List.of(rooms)));
  }
}
