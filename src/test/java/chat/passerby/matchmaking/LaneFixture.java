package chat.passerby.matchmaking;

import chat.passerby.redis.RedisFixture;
import java.nio.file.Path;

/** What the tests of a lane's scripts share: the lane in a real Redis, empty at first. */
abstract class LaneFixture extends RedisFixture {
  final LaneBench bench;

  LaneFixture(Path data) {
    super(data);
    bench = new LaneBench(redis);
  }
}
