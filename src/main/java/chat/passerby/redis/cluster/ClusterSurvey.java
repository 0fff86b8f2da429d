package chat.passerby.redis.cluster;

import chat.passerby.redis.link.Inquiry;
import chat.passerby.redis.link.RedisAbsence;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.RedisGroup;
import chat.passerby.redis.link.Whereabouts;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which server has which slots. Each survey begins with another server than the one
 * before. Only a server that sees the cluster in good order is believed: one that was cut off from
 * the others does not know what has changed.
 *
 * <p>Used on one event loop only.
 */
public final class ClusterSurvey {
  private final RedisGroup cluster;
  private final Inquiry inquiry;
  private List<RedisEndpoint> known;
  private int next;
  private @Nullable Future<ClusterMap> underWay;

  public ClusterSurvey(RedisGroup cluster, Inquiry inquiry) {
    this.cluster = cluster;
    this.inquiry = inquiry;
    this.known = cluster.known();
  }

  /** The slots now; calls made while a survey runs share its answer. */
  Future<ClusterMap> read() {
    Future<ClusterMap> present = underWay;
    if (present != null) {
      return present;
    }
    Future<ClusterMap> survey = ask(next++, known.size());
    underWay = survey;
    survey.onComplete(done -> underWay = null);
    return survey;
  }

  /** Where a channel's or key's slot is. */
  public Whereabouts owner(int slot) {
    return () ->
        read()
            .map(
                map ->
                    map.owner(slot)
                        .orElseThrow(
                            () -> new RedisAbsence("a slot of the Redis Cluster has no server")));
  }

  private Future<ClusterMap> ask(int number, int left) {
    RedisEndpoint server = known.get(Math.floorMod(number, known.size()));
    return inquiry
        .ask(
            server,
            List.of(
                Request.cmd(Command.CLUSTER).arg("INFO"),
                Request.cmd(Command.CLUSTER).arg("SLOTS")))
        .map(answers -> believe(server, answers.get(0), answers.get(1)))
        .recover(e -> left > 1 ? ask(number + 1, left - 1) : Future.failedFuture(e));
  }

  private ClusterMap believe(RedisEndpoint asked, Response info, Response slots) {
    if (!info.toString().contains("cluster_state:ok")) {
      throw new RedisAbsence("the Redis Cluster is down");
    }
    ClusterMap map = ClusterMap.read(slots, cluster, asked);
    // Those in the setting are asked first: they may be names that stay while addresses change.
    Set<RedisEndpoint> all = new LinkedHashSet<>(cluster.known());
    all.addAll(map.servers());
    known = new ArrayList<>(all);
    return map;
  }
}
