package chat.passerby.redis.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.impl.RequestImpl;
import io.vertx.redis.client.impl.ZModem;
import java.util.List;

/** The slots of a Redis Cluster: each key and sharded channel has one, each slot has a server. */
public final class Slots {
  public static final int COUNT = 16384;

  /** What a command without a key has: any server will do. */
  public static final int NONE = -1;

  private Slots() {}

  /** The slot of a command's first key; the others must have the same. */
  static int of(Request request) {
    // Only Vert.x' own class knows where a command's keys are.
    List<byte[]> keys = ((RequestImpl) request).keys();
    return keys.isEmpty() ? NONE : ZModem.generate(keys.get(0));
  }

  /** A command that is answered only by the server with the slot of another command's first key. */
  static Request exists(Request other) {
    return Request.cmd(Command.EXISTS).arg(((RequestImpl) other).keys().get(0));
  }

  public static int of(String channel) {
    return ZModem.generate(channel);
  }

  /** A name that gets the same slot as {@code channel} when it is put in braces. */
  public static String tag(String channel) {
    int open = channel.indexOf('{');
    int close = channel.indexOf('}', open + 1);
    return open >= 0 && close > open + 1 ? channel.substring(open + 1, close) : channel;
  }
}
