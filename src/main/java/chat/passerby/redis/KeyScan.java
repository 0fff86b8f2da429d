package chat.passerby.redis;

import chat.passerby.redis.link.Home;
import chat.passerby.redis.link.ServerLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/**
 * A walk through all keys of every server that match a pattern, a page at a time, so that no server
 * is held up. What is there all the time is found, perhaps twice; what comes or goes meanwhile may
 * be found or not, and so may what a cluster moves to another server meanwhile. For one caller, who
 * asks for the next page when the one before has come.
 */
public final class KeyScan {
  private static final int LOOKED_AT = 1_000;

  /** As a cursor that is sent; one that comes back says that the server has no more. */
  private static final String BEGINNING = "0";

  private final Home home;
  private final List<ServerLink> servers;
  private final String pattern;
  private volatile Place place = new Place(0, BEGINNING);

  private record Place(int server, String cursor) {}

  KeyScan(Home home, List<ServerLink> servers, String pattern) {
    this.home = home;
    this.servers = servers;
    this.pattern = pattern;
  }

  public boolean hasNext() {
    return place.server() < servers.size();
  }

  /** The next page, which may be empty; fails as {@link RedisLink#send}. */
  public Future<List<String>> next() {
    Place from = place;
    Request scan =
        Request.cmd(Command.SCAN)
            .arg(from.cursor())
            .arg("MATCH")
            .arg(pattern)
            .arg("COUNT")
            .arg(LOOKED_AT);
    return home.<Response>call(promise -> servers.get(from.server()).send(scan, promise))
        .map(
            page -> {
              String cursor = page.get(0).toString();
              place =
                  new Place(cursor.equals(BEGINNING) ? from.server() + 1 : from.server(), cursor);
              return page.get(1).stream().map(Response::toString).toList();
            });
  }
}
