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
import java.util.List;
import java.util.Optional;

/** The sessions as Redis keeps them, for whichever connection comes next. */
public final class KeptSessions {
  /**
   * How long a session is remembered after its last connection: longer than anybody who means to
   * come back is away, and far shorter than a token lasts.
   */
  public static final Duration MEMORY = Duration.ofHours(1);

  /** What the names of fields begin with that hold the end of a chat; the room's id follows. */
  private static final String LEFT = "left:";

  private final RedisLink link;
  private final NoteSessionScript note;
  private final NoteLeftScript noteLeft;

  public KeptSessions(RedisLink link, ScriptRunner runner) {
    this.link = link;
    this.note = new NoteSessionScript(runner, MEMORY);
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

  /** Says that a connection still holds its session. */
  public Future<Outcome> keep(Address self) {
    return note.run(self, List.of());
  }

  /** Notes down what a connection last searched for. */
  public Future<Outcome> search(Address self, Buffer search) {
    return note.run(self, List.of("search", search));
  }

  /** Notes down the last rooms that a connection, or one before it, was in. */
  public Future<Outcome> past(Address self, Buffer rooms) {
    return note.run(self, List.of("past", rooms));
  }

  /**
   * Notes down the last rooms. The newest has ended, and the visitor may not have read of that yet.
   *
   * @param left the end, for the next connection
   */
  public Future<Outcome> ended(Address self, Buffer rooms, RoomId room, Buffer left) {
    return note.run(self, List.of("past", rooms, left(room), left));
  }

  /** Forgets the end of a chat: the visitor has read of it. */
  public Future<Void> forgetLeft(SessionId session, RoomId room) {
    return link.send(Request.cmd(Command.HDEL).arg(OpenSessionScript.key(session)).arg(left(room)))
        .mapEmpty();
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
