package chat.passerby.gateway;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.RedisCluster;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.SentinelGroup;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on a Redis that loses a master: who talks talks on, and strangers meet again. */
class FailoverTest {
  /** A node that has not subscribed again yet looks like one that is dead. */
  private static final Map<String, String> GRACE = Map.of("PASSERBY_GRACE", "PT20S");

  @Test
  void visitors_ofASentinelGroup_talkOnAndMeetAgain(@TempDir Path folder) {
    try (SentinelGroup group = SentinelGroup.start(folder)) {
      loseMaster(group.endpoint(), () -> group.master().kill());
    }
  }

  @Test
  void visitors_ofACluster_talkOnAndMeetAgain(@TempDir Path folder) {
    try (RedisCluster cluster = RedisCluster.start(folder)) {
      loseMaster(cluster.endpoint(), () -> cluster.owner("passerby:{default:text}:tickets").kill());
    }
  }

  private static void loseMaster(RedisEndpoint redis, Runnable kill) {
    try (LocalNode near = LocalNode.start(redis, GRACE);
        LocalNode far = LocalNode.start(redis, GRACE);
        Visitor one = Visitor.welcomed(near.port());
        Visitor other = Visitor.welcomed(near.port());
        Visitor here = Visitor.welcomed(near.port());
        Visitor there = Visitor.welcomed(far.port());
        Visitor third = Visitor.welcomed(near.port());
        Visitor fourth = Visitor.welcomed(far.port());
        Inboxes inboxes = new Inboxes(redis)) {
      Visitor.match(one, other);
      Visitor.match(here, there);
      talk(here, there);
      talk(there, here);
      third.find("patience");
      third.await("waiting");
      await("both nodes are known", () -> inboxes.count() == 2);

      kill.run();
      talk(one, other);
      talk(other, one);

      await("both nodes listen again", inboxes::listen);
      fourth.findUntilTaken("patience");
      assertEquals(third.awaitMatch(), fourth.awaitMatch(), third::story);
      talkAgain(third, fourth);
      talkAgain(here, there);
      talkAgain(there, here);
    }
  }

  private static void talk(Visitor from, Visitor to) {
    String id = UUID.randomUUID().toString();
    from.chat(id, "t");
    to.await("chat", chat -> chat.path("id").asText().equals(id));
  }

  /** As a client does, which sends again what is not acknowledged. */
  private static void talkAgain(Visitor from, Visitor to) {
    String id = UUID.randomUUID().toString();
    await(
        "a chat arrives",
        () -> {
          from.chat(id, "t");
          return to.typesSoFar().contains("chat");
        });
  }

  /** Whether the nodes can be reached, as another node would see it. */
  private static final class Inboxes implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final RedisLink link;
    private List<String> nodes = List.of();

    Inboxes(RedisEndpoint redis) {
      link = RedisLink.create(vertx, redis, LinkSettings.DEFAULTS, "test");
      get(link.start());
    }

    int count() {
      Request all = Request.cmd(Command.ZRANGE).arg("passerby:{nodes}").arg(0).arg(-1);
      nodes = get(link.send(all)).stream().map(Response::toString).toList();
      return nodes.size();
    }

    /** Sends each a batch of nothing. */
    boolean listen() {
      return nodes.stream()
          .map(node -> link.publish("passerby:node:" + node, Buffer.buffer()))
          .allMatch(heard -> get(heard.otherwise(false)));
    }

    @Override
    public void close() {
      get(link.close());
      get(vertx.close());
    }
  }
}
