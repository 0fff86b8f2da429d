package chat.passerby.redis.cluster;

import chat.passerby.redis.link.Backoff;
import chat.passerby.redis.link.Failures;
import chat.passerby.redis.link.Home;
import chat.passerby.redis.link.Inquiry;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.Redirection;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.RedisGroup;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.redis.link.ServerLink;
import chat.passerby.redis.link.Whereabouts;
import io.vertx.core.Closeable;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Request;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links to the servers of a Redis Cluster that have slots, kept as the cluster is.
 *
 * <p>A lost server, a moved slot and a cluster that says it is down each start a survey. Surveys
 * follow one another, ever more slowly, until all slots are served again; only then the links count
 * as up. Slots whose servers are there are served all the time.
 *
 * <p>Used on one event loop only, except {@link #isUp}.
 */
public final class ClusterLinks {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterLinks.class);

  private final Home home;
  private final RedisGroup cluster;
  private final LinkSettings settings;
  private final String name;
  private final Runnable onUp;
  private final Runnable onMoved;
  private final ClusterSurvey survey;
  private final Backoff backoff;
  private final Promise<Void> started = Promise.promise();
  private final Closeable closeHook = this::closeWithContext;

  private final @Nullable Member[] bySlot = new @Nullable Member[Slots.COUNT];
  private final Map<RedisEndpoint, Member> members = new HashMap<>();
  private Set<RedisEndpoint> owners = Set.of();

  /** Whether the latest survey found every slot, and nothing has contradicted it since. */
  private boolean trusted;

  private boolean surveying;
  private boolean again;
  private volatile boolean closed;
  private volatile boolean up;
  private String trouble = "Redis was not connected yet";

  /**
   * @param onMoved called when a slot has another server than before
   */
  public ClusterLinks(
      Home home,
      RedisGroup cluster,
      LinkSettings settings,
      String name,
      Runnable onUp,
      Runnable onMoved) {
    this.home = home;
    this.cluster = cluster;
    this.settings = settings;
    this.name = name;
    this.onUp = onUp;
    this.onMoved = onMoved;
    this.survey = new ClusterSurvey(cluster, new Inquiry(home, settings, name));
    this.backoff =
        new Backoff(settings.backoffFloor(), settings.backoffCeiling(), new SplittableRandom());
    home.owner().addCloseHook(closeHook);
  }

  /** A server and the link to it. */
  record Member(RedisEndpoint endpoint, ServerLink link) {}

  void start() {
    if (!surveying && !closed) {
      surveying = true;
      survey();
    }
  }

  Future<Void> started() {
    return started.future();
  }

  boolean isUp() {
    return up;
  }

  /** Who has a slot, connected or not; for {@link Slots#NONE} anybody who is connected. */
  @Nullable Member owner(int slot) {
    return slot == Slots.NONE ? anybody() : bySlot[slot];
  }

  /** The server that a redirection names. */
  Member target(Member from, Redirection to) {
    Member target = member(ClusterMap.server(cluster, from.endpoint(), to.host(), to.port()));
    if (to.lasting()) {
      bySlot[to.slot()] = target;
      onMoved.run();
      surveySoon();
    }
    return target;
  }

  RedisUnavailableException unavailable(boolean mayHaveRun) {
    return new RedisUnavailableException(trouble, backoff.bound(), mayHaveRun);
  }

  /** Ends for good. */
  Future<Void> close() {
    closed = true;
    home.owner().removeCloseHook(closeHook);
    trouble = "this node closed its connection to Redis";
    started.tryFail(unavailable(false));
    List<Future<Void>> closing =
        List.copyOf(members.values()).stream().map(member -> member.link().close()).toList();
    check();
    return Future.join(closing).mapEmpty();
  }

  private void closeWithContext(Completable<Void> completion) {
    closed = true;
    home.loop().runOnContext(v -> close().onComplete(completion));
  }

  /** Sends a command to every server that has slots; fails when any of them does not do it. */
  Future<Void> ask(Request request) {
    if (!up) {
      return Future.failedFuture(unavailable(false));
    }
    return Future.join(
            connected(owners.stream()).map(member -> member.link().ask(request)).toList())
        .mapEmpty();
  }

  /** The links to all servers that have slots; none while any of them is away. */
  List<ServerLink> each() {
    return up ? connected(owners.stream()).map(Member::link).toList() : List.of();
  }

  private @Nullable Member anybody() {
    return connected(owners.stream()).findAny().orElse(null);
  }

  private Stream<Member> connected(Stream<RedisEndpoint> servers) {
    return servers.flatMap(
        server -> Stream.ofNullable(members.get(server)).filter(member -> member.link().isUp()));
  }

  private Member member(RedisEndpoint endpoint) {
    Member known = members.get(endpoint);
    if (known != null) {
      return known;
    }
    ServerLink link =
        new ServerLink(
            home,
            Whereabouts.fixed(endpoint),
            settings,
            name + ":" + endpoint.address().replaceAll("[^\\w:.-]", "-"),
            this::check,
            this::lost,
            (its, refusal) -> refused(refusal));
    Member member = new Member(endpoint, link);
    members.put(endpoint, member);
    link.start();
    return member;
  }

  private void refused(Throwable refusal) {
    if (Failures.isPassingReply(refusal, "CLUSTERDOWN")) {
      trusted = false;
      trouble = "the Redis Cluster is down";
      check();
      surveySoon();
    }
  }

  private void lost() {
    if (!closed) {
      trouble = "a server of the Redis Cluster was lost";
      check();
      surveySoon();
    }
  }

  /** A survey after a wait; trouble that comes up before it ends starts another one. */
  private void surveySoon() {
    if (surveying || closed) {
      again = true;
      return;
    }
    surveying = true;
    home.loop().setTimer(backoff.next().toMillis(), id -> survey());
  }

  private void survey() {
    if (closed) {
      return;
    }
    again = false;
    survey
        .read()
        .onComplete(
            map -> {
              if (!closed) {
                adopt(map);
              }
            },
            failure -> {
              String reason = Failures.describe(failure);
              if (!reason.equals(trouble)) {
                LOG.warn("{}: {}; asking again until it works", name, reason);
                trouble = reason;
              }
            })
        .onComplete(
            done -> {
              surveying = false;
              if (again || !up) {
                surveySoon();
              }
            });
  }

  private void adopt(ClusterMap map) {
    boolean moved = false;
    owners = map.owners();
    trusted = map.isComplete();
    if (!trusted) {
      trouble = "a slot of the Redis Cluster has no server";
    }
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      Member owner = map.owner(slot).map(this::member).orElse(null);
      moved |= bySlot[slot] != null && !bySlot[slot].equals(owner);
      bySlot[slot] = owner;
    }
    if (moved) {
      onMoved.run();
    }
    Set<RedisEndpoint> others = new HashSet<>(members.keySet());
    others.removeAll(owners);
    for (RedisEndpoint other : others) {
      Member member = members.remove(other);
      if (member != null) {
        member.link().close().onFailure(e -> LOG.debug("{}: a link did not close", name));
      }
    }
    check();
  }

  private void check() {
    boolean now = trusted && !closed && connected(owners.stream()).count() == owners.size();
    if (now == up) {
      return;
    }
    up = now;
    if (now) {
      // As with a single connection, only one that lasts proves anything.
      home.loop()
          .setTimer(
              settings.backoffCeiling().toMillis(),
              id -> {
                if (up) {
                  backoff.reset();
                }
              });
      onUp.run();
      started.tryComplete();
    }
  }
}
