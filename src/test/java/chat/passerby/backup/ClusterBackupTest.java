package chat.passerby.backup;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RedisCluster;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.link.LinkSettings;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are on three servers. */
class ClusterBackupTest {
  private static final int DEVICES = 60;

  @Test
  void keys_ofAllServers_areBackedUpDeletedAndRestored(@TempDir Path data) {
    Vertx vertx = Vertx.vertx();
    try (RedisCluster cluster = RedisCluster.start(data)) {
      RedisLink link = RedisLink.create(vertx, cluster.endpoint(), LinkSettings.DEFAULTS, "backup");
      get(link.start());
      for (int i = 0; i < DEVICES; i++) {
        get(link.send(Request.cmd(Command.ZADD).arg(blocked(i)).arg(i).arg("somebody")));
      }
      get(link.send(Request.cmd(Command.SET).arg("passerby:{audit}:head").arg("1:a")));
      Stores stores = new Stores(link, new EvidenceLink(link, false));
      Path file = data.resolve("passerby.backup");
      String all = "61 keys (devices: 60, audit: 1)";
      assertEquals(all, BackupFiles.write(file, stores).toString());
      get(link.send(Request.cmd(Command.SET).arg("passerby:{staff}:account:mia").arg("new")));
      Restore.Outcome done = BackupFiles.restore(file, stores, true);
      assertEquals(62, done.deleted().total());
      assertEquals(all, done.restored().toString());
      for (int i = 0; i < DEVICES; i++) {
        assertEquals(
            (double) i,
            get(link.send(Request.cmd(Command.ZSCORE).arg(blocked(i)).arg("somebody"))).toDouble());
      }
      get(link.close());
    } finally {
      get(vertx.close());
    }
  }

  private static String blocked(int device) {
    return "passerby:device:{device" + device + "}:blocked";
  }
}
