package chat.passerby.matchmaking.queue;

import chat.passerby.matchmaking.LanePlan;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the place that an earlier connection of a session has left. One call looks in all lanes,
 * except in a Redis Cluster, where a script cannot look in two lanes at once. There the lanes come
 * first that the session has by its id, then those where it was, then all others if need be.
 */
public final class Places {
  private final RedisLink link;
  private final FindPlaceScript find;
  private final LanePlan plan;
  private final List<Lane> all;

  public Places(RedisLink link, ScriptRunner runner, LanePlan plan, Faults faults) {
    this.link = link;
    this.find = new FindPlaceScript(runner, faults);
    this.plan = plan;
    this.all = plan.all();
  }

  /** Looks in every lane, as {@link #find(SessionId, Trail)} does. */
  public Future<Optional<Place>> find(SessionId session) {
    return find(session, Trail.UNKNOWN);
  }

  /**
   * Looks where a session is by its id or by its notes; a room counts more than a queue. Fails when
   * Redis is away.
   */
  public Future<Optional<Place>> find(SessionId session, Trail trail) {
    return atHome(session, Optional.empty())
        .compose(found -> beyond(session, found, trail, Optional.empty()));
  }

  /**
   * As {@link #find(SessionId, Trail)}, for a new connection of the session: takes the ticket out
   * of the queue and keeps it. Else the older connection could be matched after the look, and tell
   * the visitor so.
   *
   * @param grace for how long the ticket is kept
   */
  public Future<Optional<Place>> take(SessionId session, Trail trail, Duration grace) {
    return takeAtHome(session, grace).compose(found -> takeBeyond(session, found, trail, grace));
  }

  /** The first part of {@link #take}, for which no notes need be read. */
  public Future<Optional<Place>> takeAtHome(SessionId session, Duration grace) {
    return atHome(session, Optional.of(grace));
  }

  private Future<Optional<Place>> atHome(SessionId session, Optional<Duration> taken) {
    return look(home(session), session, taken);
  }

  /**
   * The second part.
   *
   * @param found what the first part found
   */
  public Future<Optional<Place>> takeBeyond(
      SessionId session, Optional<Place> found, Trail trail, Duration grace) {
    return beyond(session, found, trail, Optional.of(grace));
  }

  private Future<Optional<Place>> beyond(
      SessionId session, Optional<Place> found, Trail trail, Optional<Duration> taken) {
    if (found.filter(Place.InRoom.class::isInstance).isPresent()) {
      return Future.succeededFuture(found);
    }
    Set<Lane> looked = new HashSet<>(home(session));
    List<Lane> noted =
        trail.lanes().stream().flatMap(this::withCommon).filter(looked::add).toList();
    return look(noted, session, taken)
        .map(more -> best(Stream.of(more, found)))
        .compose(
            either ->
                either.isPresent() || !trail.anywhere()
                    ? Future.succeededFuture(either)
                    : look(all.stream().filter(looked::add).toList(), session, taken));
  }

  private List<Lane> home(SessionId session) {
    return link.isCluster() ? plan.ofSession(session) : all;
  }

  /** Nobody serves the lanes of a pool that the settings no longer name. */
  private Stream<Lane> withCommon(Lane lane) {
    return plan.pools().contains(lane.pool()) ? Stream.of(lane, plan.common(lane)) : Stream.empty();
  }

  private Future<Optional<Place>> look(
      List<Lane> lanes, SessionId session, Optional<Duration> taken) {
    if (lanes.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    if (!link.isCluster()) {
      return find.run(lanes, session, taken);
    }
    List<Future<Optional<Place>>> looks =
        lanes.stream().map(lane -> find.run(List.of(lane), session, taken)).toList();
    return Future.all(looks).map(done -> best(looks.stream().map(Future::result)));
  }

  private static Optional<Place> best(Stream<Optional<Place>> looks) {
    List<Place> found = looks.flatMap(Optional::stream).toList();
    return found.stream()
        .filter(Place.InRoom.class::isInstance)
        .findFirst()
        .or(() -> found.stream().findFirst());
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
