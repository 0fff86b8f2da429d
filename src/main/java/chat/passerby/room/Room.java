package chat.passerby.room;

import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.session.Address;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A pair while it lasts.
 *
 * @param older the one who waited longer; the polite peer of perfect negotiation
 * @param newer the one who makes the first offer
 * @param interests what both named
 * @param language one that both named
 */
public record Room(
    RoomId id,
    Lane lane,
    Member older,
    Member newer,
    List<String> interests,
    Optional<String> language) {
  /**
   * How long Redis keeps a room that nobody renews: longer than any grace and any usual outage,
   * since nobody can come back to a room that is gone.
   */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  /** How often the members have their room kept for longer. */
  public static final Duration RENEWAL = LIFETIME.dividedBy(5);

  public Room {
    if (older.address().session().equals(newer.address().session())) {
      throw new IllegalArgumentException("A room has two different sessions.");
    }
    interests = List.copyOf(interests);
  }

  /** The same two in another room. */
  public Room again(RoomId another) {
    return new Room(another, lane, older, newer, interests, language);
  }

  /** The same room with its members where they are connected now. */
  public Room at(Address one, Address other) {
    boolean olderFirst = isOlder(one.session());
    return new Room(
        id,
        lane,
        new Member(olderFirst ? one : other, older.device()),
        new Member(olderFirst ? other : one, newer.device()),
        interests,
        language);
  }

  /** The other one of the two. */
  public Member partnerOf(SessionId session) {
    return isOlder(session) ? newer : older;
  }

  /** The session's own side. */
  public Member memberOf(SessionId session) {
    return isOlder(session) ? older : newer;
  }

  /** Whether this side yields when two offers collide. */
  public boolean polite(SessionId session) {
    return isOlder(session);
  }

  private boolean isOlder(SessionId session) {
    if (session.equals(older.address().session())) {
      return true;
    }
    if (session.equals(newer.address().session())) {
      return false;
    }
    throw new IllegalArgumentException("The session is not in this room.");
  }
}
