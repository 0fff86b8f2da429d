package chat.passerby.redis.cluster;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisCluster;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.RedisProcess;
import chat.passerby.redis.Script;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.pubsub.Subscriber;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links and subscribers on a real Redis Cluster whose servers and slots go. */
class RedisClusterTest {
  private static final String KEY = "{lane}:key";
  private static final String CHANNEL = "{lane}:channel";

  /** Tells a channel in the keys' slot. */
  private static final Script SHOUT =
      Script.of("shout", "return redis.call('PUBLISH', ARGV[1], ARGV[2])");

  @AutoClose private final RedisCluster cluster;
  private final Vertx vertx = Vertx.vertx();
  private final RedisLink link;
  private final ScriptRunner runner;
  private final Subscriber subscriber;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger resubscribed = new AtomicInteger();

  RedisClusterTest(@TempDir Path folder) {
    cluster = RedisCluster.start(folder);
    link = RedisLink.create(vertx, cluster.endpoint(), LinkSettings.DEFAULTS, "link");
    runner = new ScriptRunner(link);
    subscriber =
        Subscriber.create(vertx, cluster.endpoint(), LinkSettings.DEFAULTS, link, "subscriber");
    subscriber.onResubscribed(resubscribed::incrementAndGet);
    get(link.start());
    get(subscriber.start());
    get(subscriber.subscribe(CHANNEL, message -> heard.add(message.toString())));
  }

  @AfterEach
  void stop() {
    get(subscriber.close());
    get(link.close());
    get(vertx.close());
  }

  @Test
  void commands_ofAllSlots_areAnsweredInOrder() {
    List<Request> batch = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      batch.add(Request.cmd(Command.SET).arg("key" + i).arg(i));
      batch.add(Request.cmd(Command.GET).arg("key" + i));
    }
    List<Response> replies = get(link.batch(batch));
    assertEquals(
        IntStream.range(0, 100).mapToObj(Integer::toString).toList(),
        IntStream.range(0, 100).mapToObj(i -> replies.get(2 * i + 1).toString()).toList());
    assertEquals(List.of(), get(link.batch(List.of())));
    assertEquals(2, get(link.send(Request.cmd(Command.TIME))).size());
    assertTrue(
        cluster.nodes().subList(0, 3).stream()
            .allMatch(node -> !RedisCluster.ask(node, "DBSIZE").equals(List.of("0"))));
  }

  @Test
  void channel_toldByALinkOrAScript_isHeardOnceAndWhoListensIsKnown() {
    assertTrue(get(link.publish(CHANNEL, Buffer.buffer("link"))));
    assertEquals("1", get(shout("script")).toString());
    await("heard", () -> heard.size() == 2);
    assertEquals(List.of("link", "script"), heard);
    assertFalse(get(link.publish("{lane}:nobody", Buffer.buffer("lost"))));
  }

  @Test
  void commandsAndSubscriptions_masterKilled_workWithItsReplica() {
    get(set(KEY, "before"));
    RedisProcess first = cluster.owner(KEY);
    String elsewhere = keyOf(cluster.otherMaster(KEY));
    first.kill();
    await("the link is down", () -> !link.isUp());
    await("the link is up", link::isUp);
    assertNotEquals(first.port(), cluster.owner(KEY).port());
    assertEquals("OK", get(set(KEY, "after")).toString());
    assertEquals("OK", get(set(elsewhere, "after")).toString());
    await("resubscribed", () -> resubscribed.get() > 0);
    await("heard", () -> answers(shout("again"), "1") && heard.contains("again"));
  }

  @Test
  void link_madeWhileAServerIsGone_worksOnceItsSlotsAreServed() {
    cluster.owner(KEY).kill();
    RedisLink late = RedisLink.create(vertx, cluster.endpoint(), LinkSettings.DEFAULTS, "late");
    get(late.start());
    assertEquals("OK", get(late.send(Request.cmd(Command.SET).arg(KEY).arg(1))).toString());
    get(late.close());
  }

  @Test
  void slot_whileItMovesAndAfterwards_isServed() {
    get(set(KEY, "old"));
    RedisProcess target = cluster.otherMaster(KEY);
    cluster.beginMove(KEY, target);
    assertEquals("old", read(KEY));
    assertEquals("OK", get(set("{lane}:new", "new")).toString());
    assertEquals("new", read("{lane}:new"));
    cluster.finishMove(KEY, target);
    assertSame(target, cluster.owner(KEY));
    assertEquals("old", read(KEY));
    assertEquals("new", read("{lane}:new"));
    await("resubscribed", () -> resubscribed.get() > 0);
    await("heard", () -> answers(shout("moved"), "1") && heard.contains("moved"));
    assertTrue(get(link.publish(CHANNEL, Buffer.buffer("once more"))));
  }

  @Test
  void master_thatBecomesAReplica_isNotTakenForOneThatNobodyListensTo() {
    RedisProcess first = cluster.owner(KEY);
    RedisProcess replica =
        cluster.nodes().stream()
            .filter(
                node ->
                    RedisCluster.ask(node, "ROLE")
                        .subList(0, 3)
                        .equals(List.of("slave", "127.0.0.1", Integer.toString(first.port()))))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of("OK"), RedisCluster.ask(replica, "CLUSTER", "FAILOVER"));
    await("the replica is master", () -> cluster.owner(KEY) == replica);
    await("resubscribed", () -> resubscribed.get() > 0);
    // The link has heard of nothing yet; what it does not know for certain it must not say.
    assertTrue(get(link.publish(CHANNEL, Buffer.buffer("first")).otherwise(true)));
    await("heard", () -> answers(link.publish(CHANNEL, Buffer.buffer("then")), "true"));
    assertTrue(link.isUp());
  }

  private Future<Response> set(String key, String value) {
    return link.send(Request.cmd(Command.SET).arg(key).arg(value));
  }

  private String read(String key) {
    return get(link.send(Request.cmd(Command.GET).arg(key))).toString();
  }

  private Future<Response> shout(String text) {
    return runner.run(SHOUT, List.of(KEY), List.of(CHANNEL, text));
  }

  private static boolean answers(Future<?> reply, String expected) {
    return get(reply.map(Object::toString).otherwise("failed")).equals(expected);
  }

  private String keyOf(RedisProcess owner) {
    return IntStream.range(0, Slots.COUNT)
        .mapToObj(i -> "key" + i)
        .filter(key -> cluster.owner(key) == owner)
        .findFirst()
        .orElseThrow();
  }
}
