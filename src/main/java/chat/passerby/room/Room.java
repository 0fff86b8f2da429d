package chat.passerby.room;

import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Some people who were brought together, while that lasts.
 *
 * @param members in order of their waiting: the first has waited longest; from 2 to {@link
 *     #MAX_MEMBERS}
 * @param interests what all of them named
 * @param language one that all of them named
 */
public record Room(
    RoomId id, Lane lane, List<Member> members, List<String> interests, Optional<String> language) {
  /**
   * How long Redis keeps a room that nobody renews: longer than any grace and any usual outage,
   * since nobody can come back to a room that is gone.
   */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  /** How often the members have their room kept for longer. */
  public static final Duration RENEWAL = Duration.ofMillis(LIFETIME.toMillis() / 5);

  /** The most members of a room, so that bytes of another version cannot ask for more. */
  static final int MAX_MEMBERS = 16;

  public Room {
    members = List.copyOf(members);
    if (members.size() < 2 || members.size() > MAX_MEMBERS) {
      throw new IllegalArgumentException("A room has from 2 to " + MAX_MEMBERS + " members.");
    }
    for (int i = 1; i < members.size(); i++) {
      for (int before = 0; before < i; before++) {
        if (members.get(i).session().equals(members.get(before).session())) {
          throw new IllegalArgumentException("The members of a room are different sessions.");
        }
      }
    }
    interests = List.copyOf(interests);
  }

  /** The same members in another room. */
  public Room again(RoomId another) {
    return new Room(another, lane, members, interests, language);
  }

  /** The same room with these members where they are connected now. */
  public Room at(Address... now) {
    List<Address> addresses = List.of(now);
    return new Room(
        id,
        lane,
        members.stream().map(member -> member.at(addresses)).toList(),
        interests,
        language);
  }

  /**
   * The session's own entry.
   *
   * @throws IllegalArgumentException for a session that is not in the room
   */
  public Member memberOf(SessionId session) {
    return members.get(placeOf(session));
  }

  /**
   * All members but this one, in order of their waiting.
   *
   * @throws IllegalArgumentException for a session that is not in the room
   */
  public List<Member> othersThan(SessionId session) {
    List<Member> others = new ArrayList<>(members);
    others.remove(placeOf(session));
    return others;
  }

  /**
   * Whether this one yields when its offer and the other one's collide, as the polite peer of
   * perfect negotiation: it has waited longer.
   */
  public boolean isPoliteTo(SessionId session, SessionId other) {
    return placeOf(session) < placeOf(other);
  }

  private int placeOf(SessionId session) {
    for (int i = 0; i < members.size(); i++) {
      if (session.equals(members.get(i).session())) {
        return i;
      }
    }
    throw new IllegalArgumentException("The session is not in this room.");
  }
}
