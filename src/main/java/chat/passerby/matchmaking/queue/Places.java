package chat.passerby.matchmaking.queue;

import chat.passerby.matchmaking.policy.Ticket;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.Lane;
import chat.passerby.telemetry.Faults;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds the place that an earlier connection of a session has left, in whichever lane. */
public final class Places {
  private final RedisLink link;
  private final FindPlaceScript find;

  /** The lanes that one call looks in: all of them, where no lane is on a server of its own. */
  private final List<List<Lane>> together;

  public Places(RedisLink link, ScriptRunner runner, List<Lane> lanes, Faults faults) {
    this.link = link;
    this.find = new FindPlaceScript(runner, faults);
    this.together = link.isCluster() ? lanes.stream().map(List::of).toList() : List.of(lanes);
  }

  /**
   * Looks in every lane, by one call or one to each server's lane; a room counts more than a queue.
   * Fails when Redis is away.
   */
  public Future<Optional<Place>> find(SessionId session) {
    List<Future<Optional<Place>>> looks =
        together.stream().map(lanes -> find.run(lanes, session)).toList();
    return Future.all(looks)
        .map(
            done -> {
              List<Place> found = looks.stream().flatMap(look -> look.result().stream()).toList();
              return found.stream()
                  .filter(Place.InRoom.class::isInstance)
                  .findFirst()
                  .or(() -> found.stream().findFirst());
            });
  }

  /** Keeps a ticket for its session's return. */
  public Future<Void> park(Lane lane, Ticket ticket, Duration grace) {
    return link.send(
            Request.cmd(Command.SET)
                .arg(LaneKeys.parked(lane, ticket.session()))
                .arg(TicketCodec.pack(ticket))
                .arg("PX")
                .arg(grace.toMillis()))
        .mapEmpty();
  }

  /** Forgets the ticket that was kept for a session's return, since it waits again or is idle. */
  public Future<Void> forgetParked(Lane lane, SessionId session) {
    return link.send(Request.cmd(Command.DEL).arg(LaneKeys.parked(lane, session))).mapEmpty();
  }
}
