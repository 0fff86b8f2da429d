package chat.passerby.session;

import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.RoomId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.Replies;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sessions as Redis keeps them, for whichever connection comes next. */
public final class KeptSessions {
  /**
   * How long a session is remembered after its last connection: longer than anybody who means to
   * come back is away, and far shorter than a token lasts.
   */
  public static final Duration MEMORY = Duration.ofHours(1);

  /** How many past rooms are kept for a session's next connection. */
  public static final int PAST_ROOMS = 4;

  /** What the names of fields begin with that hold the end of a chat; the room's id follows. */
  private static final String LEFT = "left:";

  private final RedisLink link;
  private final ForgetEndScript forgetEnd;
  private final NoteSessionScript note;
  private final NoteEndScript noteEnd;
  private final NoteLeftScript noteLeft;

  public KeptSessions(RedisLink link, ScriptRunner runner) {
    this.link = link;
    this.forgetEnd = new ForgetEndScript(runner);
    this.note = new NoteSessionScript(runner, MEMORY);
    this.noteEnd = new NoteEndScript(runner, MEMORY, PAST_ROOMS);
    this.noteLeft = new NoteLeftScript(runner, MEMORY);
  }

  /** What became of a note. */
  public sealed interface Outcome {}

  /** It is written down. */
  public record Noted() implements Outcome {}

  /**
   * It is written down, and so is the session, which Redis had lost in whole or in part.
   *
   * @param older the connection that Redis took for the session's; it may not know that it is not
   */
  public record Restored(Optional<Address> older) implements Outcome {}

  /**
   * It is not written down.
   *
   * @param connection a newer one of the session
   */
  public record Newer(Address connection) implements Outcome {}

  /** The connection that holds a session, or held it last; empty when nobody knows the session. */
  public Future<Optional<Address>> latest(SessionId session) {
    return link.send(
            Request.cmd(Command.HMGET).arg(OpenSessionScript.key(session)).arg("epoch").arg("node"))
        .map(
            known ->
                known.get(0) == null || known.get(1) == null
                    ? Optional.empty()
                    : Optional.of(
                        new Address(
                            session,
                            Replies.number(known.get(0)),
                            new NodeId(known.get(1).toString()))));
  }

  /**
   * Where a session comes from, as far as is known.
   *
   * @param address where it connected from last
   * @param began when it connected first, by Redis' clock
   */
  public record Origin(Optional<AddressTag> address, Optional<Instant> began) {}

  /** Reads where a session comes from. */
  public Future<Origin> origin(SessionId session) {
    return link.send(
            Request.cmd(Command.HMGET)
                .arg(OpenSessionScript.key(session))
                .arg("address")
                .arg("began"))
        .map(
            known ->
                new Origin(
                    known.get(0) == null
                        ? Optional.empty()
                        : Optional.of(new AddressTag(known.get(0).toString())),
                    known.get(1) == null
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(Replies.number(known.get(1))))));
  }

  /**
   * Says that a connection still holds its session.
   *
   * @param from where it connects from, which Redis may have lost
   */
  public Future<Outcome> keep(Address self, AddressTag from) {
    return note.run(self, List.of("address", from.value()));
  }

  /** Notes down what a connection last searched for. */
  public Future<Outcome> search(Address self, Buffer search) {
    return note.run(self, List.of("search", search));
  }

  /**
   * Notes down the last rooms that a connection, or one before it, was in.
   *
   * @param over their ids, the newest first, for whoever asks whether their end is known
   */
  public Future<Outcome> past(Address self, Buffer rooms, List<RoomId> over) {
    String ids = over.stream().map(room -> room.value() + " ").collect(Collectors.joining());
    return note.run(self, List.of("past", rooms, "over", ids));
  }

  /**
   * Notes down that a room is the latest of the last ones. The visitor may not have read yet that
   * it has ended.
   *
   * @param past the room as one of the last ones
   * @param left the end, for the next connection
   */
  public Future<Outcome> ended(Address self, RoomId room, Buffer past, Buffer left) {
    return noteEnd.run(self, room, past, left);
  }

  /** Forgets the end of a chat: the visitor has read of it. */
  public Future<Void> forgetLeft(SessionId session, RoomId room) {
    return forgetEnd.run(session, left(room));
  }

  /**
   * Notes down the end of a chat for a session, unless one of its connections has heard of it.
   *
   * @return where the session was connected last; empty when it has heard, or nobody knows
   */
  public Future<Optional<Address>> noteLeft(SessionId session, RoomId room, Buffer left) {
    return noteLeft.run(session, room, left);
  }

  /** The rooms of whose end a session has yet to hear. */
  public Future<List<RoomId>> ends(SessionId session) {
    return link.send(Request.cmd(Command.HKEYS).arg(OpenSessionScript.key(session)))
        .map(
            fields ->
                fields.stream()
                    .map(Response::toString)
                    .filter(field -> field.startsWith(LEFT))
                    .map(field -> new RoomId(field.substring(LEFT.length())))
                    .toList());
  }

  private static String left(RoomId room) {
    return LEFT + room.value();
  }
}
