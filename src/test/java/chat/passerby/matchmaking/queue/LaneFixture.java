package chat.passerby.matchmaking.queue;

import chat.passerby.redis.RedisFixture;
import java.nio.file.Path;

/** What the tests of a lane's scripts share: the lane in a real Redis, empty at first. */
public abstract class LaneFixture extends RedisFixture {
  public final LaneBench bench;

  public LaneFixture(Path data) {
    super(data);
    bench = new LaneBench(redis);
  }
}
