package chat.passerby.redis.pubsub;

import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.LinkMeters;
import chat.passerby.redis.link.LinkSettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Proves again and again that a subscriber connection still receives. A connection can be dead
 * without a sign: its other end is gone, or Redis has dropped the subscription, and silence looks
 * the same as nothing to say. A {@code PING} is no way out, since Vert.x' client loses its reply.
 *
 * <p>So each round publishes its number, over another connection, to a channel of this subscriber
 * alone, and waits for it. If Redis says that nobody received it, the connection is deaf. As long
 * as other messages arrive the connection lives, and the number may still be behind them.
 *
 * <p>Used on one event loop only.
 */
final class ReceiveProbe {
  private final ContextInternal loop;
  private final long intervalMillis;
  private final long deadlineMillis;
  private final RedisLink publisher;
  private final Consumer<String> onDeaf;
  private final String channel;
  private final LinkMeters meters;

  private LinkMeters.@Nullable Probe proof;
  private boolean running;
  private long round;
  private long pushes;

  /**
   * @param channel of this subscriber alone
   * @param onDeaf called with a reason when nothing arrives; not when {@code publisher} cannot
   *     publish, which proves nothing
   */
  ReceiveProbe(
      ContextInternal loop,
      LinkSettings settings,
      String channel,
      RedisLink publisher,
      Consumer<String> onDeaf) {
    this.loop = loop;
    this.intervalMillis = settings.probeInterval().toMillis();
    this.deadlineMillis = settings.commandTimeout().toMillis();
    this.channel = channel;
    this.meters = settings.meters();
    this.publisher = publisher;
    this.onDeaf = onDeaf;
  }

  /** The channel to subscribe to. */
  String channel() {
    return channel;
  }

  /** The subscriber is connected. */
  void begin() {
    running = true;
    if (proof == null) {
      proof = meters.probe();
    }
    schedule(++round);
  }

  /** The subscriber is not connected any more; rounds under way lead to nothing. */
  void end() {
    running = false;
  }

  /** The subscriber is closed for good. */
  void close() {
    if (proof != null) {
      proof.end();
    }
  }

  /** Anything arrived at all. */
  void heard() {
    pushes++;
  }

  /** A message arrived on {@link #channel()}. */
  void received(Buffer message) {
    if (isCurrent(Long.parseLong(message.toString()))) {
      if (proof != null) {
        proof.heard();
      }
      schedule(++round);
    }
  }

  private void schedule(long number) {
    loop.setTimer(
        intervalMillis,
        id -> {
          if (isCurrent(number)) {
            publish(number);
          }
        });
  }

  private void publish(long number) {
    publisher
        .tell(channel, Buffer.buffer(Long.toString(number)))
        .onComplete(
            received -> {
              if (!isCurrent(number)) {
                return;
              }
              if (!received) {
                onDeaf.accept("Redis has forgotten a subscription");
              } else {
                await(number, pushes);
              }
            },
            failure -> {
              if (isCurrent(number)) {
                schedule(++round);
              }
            });
  }

  private void await(long number, long pushesBefore) {
    loop.setTimer(
        deadlineMillis,
        id -> {
          if (!isCurrent(number)) {
            return;
          }
          if (pushes != pushesBefore) {
            await(number, pushes);
          } else {
            onDeaf.accept("a subscriber connection receives nothing any more");
          }
        });
  }

  private boolean isCurrent(long number) {
    return running && number == round;
  }
}
