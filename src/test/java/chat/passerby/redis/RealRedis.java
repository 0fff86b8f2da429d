package chat.passerby.redis;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.get;

import chat.passerby.redis.link.LinkSettings;
import chat.passerby.redis.link.RedisEndpoint;
import chat.passerby.redis.link.Replies;
import chat.passerby.redis.pubsub.Subscriber;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real Redis with a link to it, for the tests of what stands on them. */
public final class RealRedis implements AutoCloseable {
  private final RedisProcess process;
  private final Vertx vertx = Vertx.vertx();
  private final List<RedisLink> links = new ArrayList<>();
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final RedisLink link;

  private RealRedis(RedisProcess process) {
    this.process = process;
    this.link = connect();
  }

  /** Starts a server with its files in {@code data}, such as a {@code @TempDir}. */
  public static RealRedis start(Path data) {
    return new RealRedis(RedisProcess.start(data));
  }

  public RedisProcess process() {
    return process;
  }

  public RedisEndpoint endpoint() {
    return process.endpoint();
  }

  public Vertx vertx() {
    return vertx;
  }

  public RedisLink link() {
    return link;
  }

  public ScriptRunner runner() {
    return new ScriptRunner(link);
  }

  /** One more link, for a caller who competes with others. */
  public RedisLink connect() {
    RedisLink created = RedisLink.create(vertx, endpoint(), LinkSettings.DEFAULTS, "test");
    links.add(created);
    get(created.start());
    return created;
  }

  /** Forgets everything that Redis holds. */
  public void clear() {
    ask(Command.FLUSHALL);
  }

  /** What Redis answers; null for nil. */
  public @Nullable Response ask(Command command, Object... args) {
    Request request = Request.cmd(command);
    for (Object arg : args) {
      if (arg instanceof Buffer bytes) {
        request.arg(bytes);
      } else {
        request.arg(arg.toString());
      }
    }
    return get(link.send(request));
  }

  /** What Redis answers, which must not be nil. */
  public Response answer(Command command, Object... args) {
    Response response = ask(command, args);
    if (response == null) {
      throw new AssertionError(command + " was answered by nil");
    }
    return response;
  }

  public long number(Command command, Object... args) {
    return Replies.number(answer(command, args));
  }

  public boolean exists(String key) {
    return number(Command.EXISTS, key) == 1;
  }

  /** How many bytes Redis uses, as it counts them for {@code maxmemory}. */
  public long usedMemory() {
    return answer(Command.INFO, "memory")
        .toString()
        .lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  /** All keys, sorted. */
  public List<String> keys() {
    return answer(Command.KEYS, "*").stream().map(Response::toString).sorted().toList();
  }

  /** A hash, sorted by field. */
  public Map<String, Buffer> hash(String key) {
    Response all = answer(Command.HGETALL, key);
    Map<String, Buffer> hash = new TreeMap<>();
    all.getKeys().forEach(field -> hash.put(field, all.get(field).toBuffer()));
    return hash;
  }

  /** Begins to write down what is published on a channel. */
  public Log listen(String channel) {
    Subscriber subscriber =
        Subscriber.create(vertx, endpoint(), LinkSettings.DEFAULTS, link, "test");
    subscribers.add(subscriber);
    get(subscriber.start());
    Log log = new Log(channel);
    get(subscriber.subscribe(channel, log::write));
    return log;
  }

  @Override
  public void close() {
    subscribers.forEach(subscriber -> get(subscriber.close()));
    links.forEach(each -> get(each.close()));
    get(vertx.close());
    process.close();
  }

  /** What has been published on a channel. */
  public final class Log {
    private static final String MARK = "mark ";
    private final String channel;
    private final List<Buffer> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger marks = new AtomicInteger();
    private int marked;

    private Log(String channel) {
      this.channel = channel;
    }

    /** Everything that was published before this call, in order. */
    public List<Buffer> soFar() {
      marked++;
      ask(Command.PUBLISH, channel, MARK + marked);
      await("the mark arrives", () -> marks.get() == marked);
      return List.copyOf(messages);
    }

    private void write(Buffer message) {
      if (message.toString().equals(MARK + (marks.get() + 1))) {
        marks.incrementAndGet();
      } else {
        messages.add(message);
      }
    }
  }
}
