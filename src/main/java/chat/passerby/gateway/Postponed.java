package chat.passerby.gateway;

import chat.passerby.redis.RedisLink;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Work that nobody waits for: what Redis cannot do now is done as soon as Redis is there. */
final class Postponed {
  /** What is over this is given up, and left to the expiry of the keys. */
  private static final int MAX = 10_000;

  private final Deque<Supplier<Future<?>>> works = new ArrayDeque<>();

  Postponed(RedisLink link) {
    link.onUp(this::catchUp);
  }

  /**
   * Does it now or, when that fails, later.
   *
   * @param work may be done twice
   */
  void attempt(Supplier<Future<?>> work) {
    work.get()
        .onFailure(
            e -> {
              if (works.size() < MAX) {
                works.add(work);
              }
            });
  }

  private void catchUp() {
    for (int left = works.size(); left > 0; left--) {
      attempt(works.remove());
    }
  }
}
