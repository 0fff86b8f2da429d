package chat.passerby.redis.cluster;

import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.RedisGroup;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which server of a Redis Cluster serves which slots, as one of its servers sees it. */
final class ClusterMap {
  private final @Nullable RedisEndpoint[] owners = new @Nullable RedisEndpoint[Slots.COUNT];
  private final Set<RedisEndpoint> servers = new LinkedHashSet<>();

  /**
   * @param slots the reply to {@code CLUSTER SLOTS}
   * @param asked who gave it, and who is meant where it names no host
   */
  static ClusterMap read(Response slots, RedisGroup cluster, RedisEndpoint asked) {
    ClusterMap map = new ClusterMap();
    for (Response range : slots) {
      int first = Integer.parseInt(range.get(0).toString());
      int last = Integer.parseInt(range.get(1).toString());
      for (int i = 2; i < range.size(); i++) {
        Response server = range.get(i);
        String host = server.get(0) == null ? "" : server.get(0).toString();
        int port = Integer.parseInt(server.get(1).toString());
        RedisEndpoint endpoint = server(cluster, asked, host, port);
        map.servers.add(endpoint);
        for (int slot = first; i == 2 && slot <= last; slot++) {
          map.owners[slot] = endpoint;
        }
      }
    }
    return map;
  }

  /** A server of a cluster as another one has named it. */
  static RedisEndpoint server(RedisGroup cluster, RedisEndpoint asked, String host, int port) {
    return cluster.server(host.isEmpty() || host.equals("?") ? asked.host() : host, port);
  }

  Optional<RedisEndpoint> owner(int slot) {
    return Optional.ofNullable(owners[slot]);
  }

  /** All that serve slots. */
  Set<RedisEndpoint> owners() {
    Set<RedisEndpoint> all = new HashSet<>();
    for (RedisEndpoint owner : owners) {
      if (owner != null) {
        all.add(owner);
      }
    }
    return all;
  }

  /** All, replicas included. */
  List<RedisEndpoint> servers() {
    return new ArrayList<>(servers);
  }

  boolean isComplete() {
    for (RedisEndpoint owner : owners) {
      if (owner == null) {
        return false;
      }
    }
    return true;
  }
}
