package chat.passerby.moderation.audit;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.moderation.audit.AppendAuditScript.Chained;
import chat.passerby.moderation.audit.AppendAuditScript.Outcome;
import chat.passerby.redis.RedisFixture;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendAuditScriptTest extends RedisFixture {
  private static final AuditHead ONE = head(1, "m1");

  private final AppendAuditScript script;

  AppendAuditScriptTest(@TempDir Path data) {
    super(data);
    script = new AppendAuditScript(redis.runner());
  }

  @Test
  void entries_first_areKeptForGoodInOrder() {
    assertEquals(
        new Outcome(true, head(2, "m2")),
        run(AuditHead.NONE, chained("one", "m1"), chained("two", "m2")));
    assertEquals(List.of("passerby:{audit}:entries", "passerby:{audit}:head"), redis.keys());
    redis.keys().forEach(key -> assertEquals(-1, redis.number(Command.PTTL, key), key));
    assertEquals(
        List.of(stored(1, "one", "m1"), stored(2, "two", "m2")),
        get(new AuditReader(redis.link()).page(0)));
  }

  @Test
  void entries_behindAnotherHead_areNotWritten() {
    run(AuditHead.NONE, chained("one", "m1"));
    assertEquals(new Outcome(false, ONE), run(AuditHead.NONE, chained("other", "x1")));
    assertEquals(new Outcome(false, ONE), run(head(1, "x1"), chained("other", "x2")));
    assertEquals(List.of(stored(1, "one", "m1")), get(new AuditReader(redis.link()).page(0)));
  }

  @Test
  void entries_sentAgain_areFoundThereAlsoWhenMoreHaveCome() {
    Chained[] both = {chained("one", "m1"), chained("two", "m2")};
    run(AuditHead.NONE, both);
    assertEquals(new Outcome(true, head(2, "m2")), run(AuditHead.NONE, both));
    run(head(2, "m2"), chained("three", "m3"));
    assertEquals(new Outcome(true, head(3, "m3")), run(AuditHead.NONE, both));
    assertEquals(3, redis.number(Command.XLEN, AppendAuditScript.ENTRIES));
  }

  private Outcome run(AuditHead head, Chained... entries) {
    return get(script.run(head, List.of(entries)));
  }

  private static AuditHead head(long number, String mac) {
    return new AuditHead(number, new ChainMac(mac));
  }

  private static Chained chained(String entry, String mac) {
    return new Chained(Buffer.buffer(entry), new ChainMac(mac));
  }

  private static AuditReader.Stored stored(long number, String entry, String mac) {
    return new AuditReader.Stored(number, Buffer.buffer(entry), new ChainMac(mac));
  }
}
