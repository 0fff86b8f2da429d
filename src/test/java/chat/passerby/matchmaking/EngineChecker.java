package chat.passerby.matchmaking;

import chat.passerby.matchmaking.VisitorStory.Ends;
import chat.passerby.matchmaking.VisitorStory.Enters;
import chat.passerby.matchmaking.VisitorStory.Entry;
import chat.passerby.matchmaking.VisitorStory.Hears;
import chat.passerby.matchmaking.VisitorStory.Idles;
import chat.passerby.matchmaking.VisitorStory.Leaves;
import chat.passerby.matchmaking.VisitorStory.Waits;
import chat.passerby.matchmaking.policy.NaiveReference;
import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.matchmaking.queue.LaneBench;
import chat.passerby.matchmaking.queue.LaneCensus;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.room.Member;
import chat.passerby.room.Room;
import chat.passerby.session.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says which invariants do not hold, from what visitors were told and what Redis holds.
 *
 * @param avoided whom each device must never meet in these stories: blocked, or met lately
 */
record EngineChecker(NaiveReference policy, Map<DeviceId, Set<DeviceId>> avoided) {

  /**
   * What was wrong already, and nothing to come can put right.
   *
   * @param rooms those that Redis has told of
   */
  List<String> wrongs(List<VisitorStory> stories, Collection<Room> rooms) {
    List<String> wrongs = new ArrayList<>();
    stories.forEach(story -> follow(story, wrongs));
    rooms.forEach(room -> checkMeeting(room, wrongs));
    return wrongs;
  }

  /** What is wrong in Redis at any instant. */
  List<String> wrongs(LaneCensus census) {
    List<String> wrongs = new ArrayList<>();
    for (SessionId session : census.tickets().keySet()) {
      if (census.isInRoom(session)) {
        wrongs.add("I1: " + session + " waits and is in a room, says Redis");
      }
    }
    return wrongs;
  }

  private static void follow(VisitorStory story, List<String> wrongs) {
    String who = story.address().session() + "/" + story.address().epoch() + " ";
    Optional<RoomId> inside = Optional.empty();
    Optional<Instant> since = Optional.empty();
    List<RoomId> left = new ArrayList<>();
    for (Entry entry : story.entries()) {
      switch (entry) {
        case Waits waits -> {
          if (inside.isPresent()) {
            wrongs.add("I1: " + who + "waits while in " + inside.get());
          }
          if (since.isPresent() && !since.get().equals(waits.since())) {
            wrongs.add("place: " + who + "waits since " + waits.since() + ", not " + since.get());
          }
          since = Optional.of(waits.since());
        }
        case Enters enters -> {
          if (inside.isPresent()) {
            wrongs.add("I1: " + who + "is told of " + enters.room() + " while in " + inside);
          }
          inside = Optional.of(enters.room());
          since = Optional.empty();
        }
        case Leaves leaves -> {
          if (!inside.equals(Optional.of(leaves.room()))) {
            wrongs.add("I5: " + who + "is told of the end of " + leaves.room() + " outside of it");
          }
          if (left.contains(leaves.room())) {
            wrongs.add("I5: " + who + "is told twice of the end of " + leaves.room());
          }
          left.add(leaves.room());
          inside = Optional.empty();
        }
        case Hears hears -> {
          if (!inside.equals(Optional.of(hears.room()))) {
            wrongs.add("I3: " + who + "hears of " + hears.room() + " while in " + inside);
          }
        }
        case Idles idles -> since = Optional.empty();
        case Ends ends -> {}
      }
    }
  }

  private void checkMeeting(Room room, List<String> wrongs) {
    SessionId older = room.members().getFirst().address().session();
    SessionId newer = room.members().getLast().address().session();
    if (older.equals(newer)) {
      wrongs.add("I2: " + older + " is alone in " + room.id());
    }
    if (avoids(room.members().getFirst(), room.members().getLast())
        || avoids(room.members().getLast(), room.members().getFirst())) {
      wrongs.add("I9: " + older + " and " + newer + " are in " + room.id());
    }
  }

  private boolean avoids(Member one, Member other) {
    return avoided.getOrDefault(one.device(), Set.of()).contains(other.device());
  }

  /** What is wrong when nothing is under way any more. */
  List<String> unsettled(List<VisitorStory> stories, LaneCensus census, Instant now) {
    List<String> wrongs = new ArrayList<>(wrongs(census));
    Map<Address, VisitorStory> byAddress = new HashMap<>();
    stories.forEach(story -> byAddress.put(story.address(), story));
    List<VisitorStory> waiting = new ArrayList<>();
    for (VisitorStory story : stories) {
      if (!story.isOver()) {
        story.room().ifPresent(room -> checkPartner(story, room, census, byAddress, wrongs));
        checkPlace(story, census, byAddress, wrongs);
        if (story.waitsSince().isPresent()) {
          waiting.add(story);
        }
      }
    }
    checkNoPairIsLeft(waiting, census, now, wrongs);
    checkSessionsAreOnce(stories, wrongs);
    return wrongs;
  }

  private static void checkPartner(
      VisitorStory one,
      RoomId room,
      LaneCensus census,
      Map<Address, VisitorStory> byAddress,
      List<String> wrongs) {
    Room stored = census.rooms().get(room);
    if (stored == null) {
      return; // which is wrong already
    }
    SessionId partner = stored.othersThan(one.address().session()).getFirst().session();
    VisitorStory other = byAddress.get(census.address(partner, stored));
    String who = one.address().session() + " ";
    if (other == null || !(other.entered(room) || other.diedWithItsNode())) {
      wrongs.add("I2: only " + who + "was told of " + room);
    } else if (other.left(room)) {
      wrongs.add("I5: " + who + "was not told of the end of " + room);
    } else if (other.isOver()) {
      wrongs.add("I8: " + who + "is in " + room + " with nobody");
    }
  }

  private static void checkPlace(
      VisitorStory story,
      LaneCensus census,
      Map<Address, VisitorStory> byAddress,
      List<String> wrongs) {
    SessionId session = story.address().session();
    Ticket ticket = census.tickets().get(session);
    boolean queued = ticket != null && LaneBench.address(ticket).equals(story.address());
    RoomId member = census.members().get(session);
    Room stored = member == null ? null : census.rooms().get(member);
    boolean held =
        stored != null
            && census.address(session, stored).equals(story.address())
            && !isLeftOver(story, stored, census, byAddress);
    if (story.waitsSince().isPresent()) {
      Instant since = story.waitsSince().get();
      if (!queued) {
        wrongs.add("I7: " + session + " waits and is not in the queue");
      } else if (!ticket.since().equals(since)) {
        wrongs.add("place: " + session + " waits since " + since + ", says otherwise Redis");
      }
      if (held) {
        wrongs.add("I2: " + session + " waits, but is in " + member + ", says Redis");
      }
    } else {
      if (queued) {
        wrongs.add("I1: " + session + " is in the queue and does not wait");
      }
      Optional<RoomId> room = story.room();
      if (held && !room.equals(Optional.of(member))) {
        wrongs.add("I2: " + session + " is in " + room + ", but in " + member + ", says Redis");
      }
      if (!held && room.isPresent()) {
        wrongs.add("I2: " + session + " is in " + room.get() + ", which Redis does not know");
      }
    }
  }

  /**
   * The partner hears of a leave before Redis does. A node that dies in between leaves the room
   * there, until whoever has heard of its end is matched anew, or comes back and is told once more.
   */
  private static boolean isLeftOver(
      VisitorStory story, Room room, LaneCensus census, Map<Address, VisitorStory> byAddress) {
    SessionId partner = room.othersThan(story.address().session()).getFirst().session();
    VisitorStory other = byAddress.get(census.address(partner, room));
    return story.left(room.id())
        && other != null
        && other.left(room.id())
        && other.diedWithItsNode();
  }

  private void checkNoPairIsLeft(
      List<VisitorStory> waiting, LaneCensus census, Instant now, List<String> wrongs) {
    List<Ticket> tickets =
        waiting.stream()
            .map(story -> census.tickets().get(story.address().session()))
            .filter(ticket -> ticket != null)
            .toList();
    for (int i = 0; i < tickets.size(); i++) {
      for (int j = i + 1; j < tickets.size(); j++) {
        if (policy.areCompatible(tickets.get(i), tickets.get(j), now)) {
          wrongs.add(
              "I6: " + tickets.get(i).session() + " and " + tickets.get(j).session() + " wait");
        }
      }
    }
  }

  private static void checkSessionsAreOnce(List<VisitorStory> stories, List<String> wrongs) {
    Map<SessionId, VisitorStory> active = new HashMap<>();
    for (VisitorStory story : stories) {
      boolean somewhere = story.room().isPresent() || story.waitsSince().isPresent();
      if (somewhere && active.put(story.address().session(), story) != null) {
        wrongs.add("I1: " + story.address().session() + " is in two places by two connections");
      }
    }
  }
}
