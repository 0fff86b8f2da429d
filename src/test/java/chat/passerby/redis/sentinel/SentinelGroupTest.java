package chat.passerby.redis.sentinel;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static chat.passerby.redis.Eventually.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisLink;
import chat.passerby.redis.RedisProcess;
import chat.passerby.redis.SentinelGroup;
import chat.passerby.redis.Wire;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.redis.pubsub.Subscriber;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links and subscribers on a real Sentinel group whose master goes. */
class SentinelGroupTest {
  @AutoClose private final SentinelGroup group;
  private final Vertx vertx = Vertx.vertx();
  private final RedisLink link;
  private final Subscriber subscriber;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger resubscribed = new AtomicInteger();

  SentinelGroupTest(@TempDir Path folder) {
    group = SentinelGroup.start(folder);
    link = RedisLink.create(vertx, group.endpoint(), LinkSettings.DEFAULTS, "link");
    subscriber =
        Subscriber.create(vertx, group.endpoint(), LinkSettings.DEFAULTS, link, "subscriber");
    subscriber.onResubscribed(resubscribed::incrementAndGet);
    get(link.start());
    get(subscriber.start());
    get(subscriber.subscribe("channel", message -> heard.add(message.toString())));
  }

  @AfterEach
  void stop() {
    get(subscriber.close());
    get(link.close());
    get(vertx.close());
  }

  @Test
  void commandsAndSubscriptions_masterKilled_workWithTheNewOne() {
    RedisProcess first = group.master();
    get(set("before"));
    assertTrue(get(publish("one")));
    await("heard", () -> heard.contains("one"));
    // Two can agree, and the third must not be waited for.
    group.sentinels().get(0).kill();
    first.kill();
    await("the link is down", () -> !link.isUp());
    await("the link is up", link::isUp);
    assertNotEquals(first.port(), group.master().port());
    assertEquals("OK", get(set("after")).toString());
    await("resubscribed", () -> resubscribed.get() > 0);
    await("heard", () -> get(publish("two").otherwise(false)) && heard.contains("two"));

    // The old one comes back as a replica, and nobody goes there.
    first.restart();
    await("the old master follows", () -> roleOf(first).equals("slave"));
    assertEquals("OK", get(set("again")).toString());
  }

  /** A sentinel that makes a server a replica also cuts who is connected to it. */
  private static String roleOf(RedisProcess server) {
    try {
      return String.valueOf(SentinelGroup.ask(server, "ROLE").get(0));
    } catch (UncheckedIOException e) {
      return "unknown";
    }
  }

  @Test
  void link_whoseMasterBecomesAReplicaUnderIt_leavesIt() {
    RedisProcess master = group.master();
    // Nobody cuts its connections, as a sentinel would that had seen to it.
    RedisProcess other =
        group.servers().stream().filter(server -> server != master).findFirst().orElseThrow();
    SentinelGroup.ask(master, "REPLICAOF", "127.0.0.1", Integer.toString(other.port()));
    RedisUnavailableException refusal = failure(RedisUnavailableException.class, set("lost"));
    assertTrue(message(refusal).contains("READONLY"), message(refusal));
    await("the link has left the replica", () -> !link.isUp());
    RedisLink late = RedisLink.create(vertx, group.endpoint(), LinkSettings.DEFAULTS, "late");
    late.start().onFailure(e -> {});
    await("refused", () -> refusal(late).contains("no master yet"));
    get(late.close());
    SentinelGroup.ask(master, "REPLICAOF", "NO", "ONE");
    await("the link is up", link::isUp);
    assertEquals("OK", get(set("kept")).toString());
  }

  @Test
  void master_frozen_isLeftForTheNewOneForGood() {
    RedisProcess first = group.master();
    first.pause();
    await("a new master", () -> group.sentinels().stream().noneMatch(s -> names(s, first)));
    await("the link is up", () -> get(set("later").map(r -> true).otherwise(false)));
    await("heard", () -> get(publish("later").otherwise(false)) && heard.contains("later"));
    first.resume();
    await("the old master follows", () -> roleOf(first).equals("slave"));
    assertEquals("later", get(link.send(Request.cmd(Command.GET).arg("key"))).toString());
  }

  private static boolean names(RedisProcess sentinel, RedisProcess master) {
    try {
      return Wire.ask(sentinel.port(), "", "SENTINEL", "GET-MASTER-ADDR-BY-NAME", "passerby")
          .get(1)
          .equals(Integer.toString(master.port()));
    } catch (IOException e) {
      return true;
    }
  }

  private static String refusal(RedisLink link) {
    return message(failure(RedisUnavailableException.class, link.send(Request.cmd(Command.PING))));
  }

  private Future<Response> set(String value) {
    return link.send(Request.cmd(Command.SET).arg("key").arg(value));
  }

  private Future<Boolean> publish(String text) {
    return link.publish("channel", Buffer.buffer(text));
  }
}
