package chat.passerby.backup;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.audit.AuditAction;
import chat.passerby.moderation.audit.AuditKey;
import chat.passerby.moderation.audit.AuditReader;
import chat.passerby.moderation.audit.AuditVerifier;
import chat.passerby.moderation.cases.CaseFixture;
import chat.passerby.moderation.sanction.Order;
import chat.passerby.moderation.sanction.SanctionKind;
import chat.passerby.moderation.sanction.Subject;
import chat.passerby.protocol.ClientFrame.Report.Reason;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SanctionId;
import chat.passerby.redis.EvidenceLink;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.RedisLink;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lasts goes from one Redis to another. */
class BackupTest extends CaseFixture {
  private static final String HEAD = "passerby:{sanctions}:head";
  private static final String SESSION = "passerby:{staff}:session:0123";

  private final RealRedis other;
  private final Path file;

  BackupTest(@TempDir Path data) throws IOException {
    super(Files.createDirectory(data.resolve("one")));
    other = RealRedis.start(Files.createDirectory(data.resolve("other")));
    file = data.resolve("passerby.backup");
  }

  @BeforeEach
  void begin() throws IOException {
    other.clear();
    Files.deleteIfExists(file);
  }

  @AfterAll
  void end() {
    other.close();
  }

  @Test
  void everything_thatLasts_isThereAsItWas() {
    fill();
    Counts written = BackupFiles.write(file, stores(redis));
    Counts restored = BackupFiles.restore(file, stores(other), false).restored();
    assertEquals(written.toString(), restored.toString());
    List<String> lasting = redis.keys().stream().filter(key -> Kept.of(key).isPresent()).toList();
    assertEquals(lasting, other.keys());
    assertEquals(lasting.size(), written.total());
    assertFalse(other.exists(SESSION));
    for (String key : lasting) {
      Part before = part(redis.link(), key);
      Part after = part(other.link(), key);
      assertEquals(before.type(), after.type(), key);
      // Nodes are to see that these are other data.
      if (!key.equals(HEAD)) {
        assertEquals(sorted(before), sorted(after), key);
      }
      assertEquals(before.left().isPresent(), after.left().isPresent(), key);
      assertTrue(after.left().orElse(1) > 0, key);
      assertTrue(
          Math.abs(before.left().orElse(0) - after.left().orElse(0)) < 600_000,
          () -> key + " lives for " + after.left() + " and not " + before.left());
    }
    assertNotEquals(redis.hash(HEAD).get("incarnation"), other.hash(HEAD).get("incarnation"));
    assertEquals(redis.hash(HEAD).get("version"), other.hash(HEAD).get("version"));
    String verdict = verify(other);
    assertTrue(verdict.startsWith("The audit is whole: 13"), verdict);
    assertEquals(verify(redis), verdict);
  }

  private static String verify(RealRedis redis) {
    return get(new AuditVerifier(new AuditReader(redis.link()), new AuditKey(SECRET))
            .verify(List.of()))
        .sentence();
  }

  /** A ban, a decided case, an open one, an audit, and one of everything else. */
  private void fill() {
    file("anna", "bert", Reason.SPAM);
    file("carl", "bert", Reason.SPAM);
    file("anna", "dora", Reason.MINOR);
    get(
        sanctions.impose(
            new Order(
                new SanctionId("ban"),
                SanctionKind.BAN,
                List.of(Subject.of(new DeviceId("bert"))),
                Reason.SPAM,
                Optional.of(Duration.ofHours(1)),
                "mia",
                "Selling things.",
                Optional.empty())));
    get(decisions(Duration.ZERO).make(next("mia"), "mia", ban("bert")));
    for (int i = 0; i < 130; i++) {
      get(audit.append("mia", AuditAction.CASE_READ, "case" + i, Map.of()));
    }
    // More than one part holds.
    many(Command.HSET, "passerby:{staff}:roster", i -> List.of("name" + i, "moderator:active"));
    many(Command.ZADD, "passerby:device:{anna}:blocked", i -> List.of(i, "device" + i));
    many(Command.RPUSH, "passerby:{measures}:settings", i -> List.of("note" + i));
    many(Command.SADD, "passerby:{reports}:golden-seen:case", i -> List.of("name" + i));
    redis.ask(Command.PEXPIRE, "passerby:device:{anna}:blocked", 86_400_000);
    redis.ask(Command.SET, "passerby:secret:jwt", Buffer.buffer(new byte[] {0, (byte) 0xff, 10}));
    redis.ask(Command.SET, SESSION, "a door");
    redis.ask(Command.SET, "passerby:session:{anna}", "of today");
  }

  private void many(Command command, String key, IntFunction<List<Object>> items) {
    redis.ask(
        command,
        Stream.concat(
                Stream.of((Object) key),
                IntStream.range(0, 700).mapToObj(items).flatMap(List::stream))
            .toArray());
  }

  @Test
  void file_isItsOwnersAlone_andTakesThePlaceOfAnOlderOneWhenItIsWhole() throws IOException {
    Files.writeString(file, "the one before");
    redis.ask(Command.XADD, "passerby:{audit}:entries", "1-0", "entry", "a");
    redis.ask(Command.SET, "passerby:{audit}:head", "1:a");
    RedisLink gone = redis.connect();
    get(gone.close());
    BackupException refusal =
        assertThrows(
            BackupException.class,
            () -> BackupFiles.write(file, new Stores(gone, new EvidenceLink(gone, false))));
    assertTrue(
        String.valueOf(refusal.getMessage()).startsWith("Redis could not go on: "),
        refusal::getMessage);
    assertEquals("the one before", Files.readString(file));
    BackupFiles.write(file, stores(redis));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertTrue(files.noneMatch(each -> each.toString().endsWith(".part")));
    }
    assertEquals(2, BackupFiles.restore(file, stores(other), false).restored().total());
  }

  @Test
  void file_thatIsNotWhole_isRefusedAndNothingIsWritten() throws IOException {
    redis.ask(Command.SET, "passerby:{audit}:head", "1:a");
    redis.ask(Command.SET, "passerby:{staff}:account:mia", "an account");
    BackupFiles.write(file, stores(redis));
    byte[] whole = Files.readAllBytes(file);
    for (int length : List.of(12, 40, whole.length / 2, whole.length - 1)) {
      assertRefused(Arrays.copyOf(whole, length), "was cut off or changed");
    }
    byte[] changed = whole.clone();
    changed[whole.length / 2] ^= 1;
    assertRefused(changed, "was cut off or changed");
    assertRefused(Arrays.copyOf(whole, whole.length + 1), "was cut off or changed");
    assertRefused("REDIS0011".getBytes(StandardCharsets.US_ASCII), "is not a");
    assertRefused(new byte[0], "is not a backup of Passerby");
    byte[] newer = whole.clone();
    newer[BackupReader.MAGIC.length + 3] = 2;
    assertRefused(newer, "of version 2, and this build reads version 1");
  }

  @Test
  void redis_thatIsNotEmpty_isLeftAloneUnlessItIsToBeReplaced() throws IOException {
    redis.ask(Command.SET, "passerby:{audit}:head", "1:a");
    BackupFiles.write(file, stores(redis));
    other.ask(Command.SET, "passerby:session:{anna}", "of today");
    other.ask(Command.SET, "passerby:{staff}:account:mia", "another");
    assertTrue(refusal(Files.readAllBytes(file)).contains("it has 1 key (moderators: 1)"));
    assertFalse(other.exists("passerby:{audit}:head"));
    Restore.Outcome done = BackupFiles.restore(file, stores(other), true);
    assertEquals("1 key (moderators: 1)", done.deleted().toString());
    assertEquals("1 key (audit: 1)", done.restored().toString());
    assertEquals(List.of("passerby:session:{anna}", "passerby:{audit}:head"), other.keys());
  }

  @Test
  void reports_withARedisOfTheirOwn_goThereAndNowhereElse() {
    redis.ask(Command.SET, "passerby:{audit}:head", "1:a");
    other.ask(Command.SET, "passerby:{reports}:head", "a seal");
    Stores two = new Stores(redis.link(), new EvidenceLink(other.link(), true));
    assertEquals(2, BackupFiles.write(file, two).total());
    redis.clear();
    other.clear();
    BackupFiles.restore(file, two, false);
    assertEquals(List.of("passerby:{audit}:head"), redis.keys());
    assertEquals(List.of("passerby:{reports}:head"), other.keys());
  }

  /** More than a link takes at a time. */
  @Test
  void keys_thatAreSmallAndMany_areAllWrittenBack() {
    for (int page = 0; page < 20; page++) {
      List<Object> words = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        words.add("passerby:{staff}:account:" + page + "-" + i);
        words.add("1");
      }
      redis.ask(Command.MSET, words.toArray());
    }
    BackupFiles.write(file, stores(redis));
    assertEquals(10_000, BackupFiles.restore(file, stores(other), false).restored().total());
    assertEquals(10_000, other.number(Command.DBSIZE));
  }

  @Test
  void backup_ofNothing_isOne() {
    assertEquals("0 keys", BackupFiles.write(file, stores(redis)).toString());
    assertEquals("0 keys", BackupFiles.restore(file, stores(other), false).restored().toString());
  }

  private void assertRefused(byte[] content, String why) {
    String refusal = refusal(content);
    assertTrue(refusal.contains(why), refusal);
    assertEquals(List.of(), other.keys());
  }

  private String refusal(byte[] content) {
    return String.valueOf(
        assertThrows(
                BackupException.class,
                () -> BackupFiles.restore(new ByteArrayInputStream(content), stores(other), false))
            .getMessage());
  }

  private static Part part(RedisLink link, String key) {
    return get(new ReadKeysScript(link).run(List.of(key))).get(0);
  }

  /** Sets and hashes have no order. */
  private static List<String> sorted(Part part) {
    return part.items().stream().map(Buffer::toString).sorted().toList();
  }

  private static Stores stores(RealRedis redis) {
    return new Stores(redis.link(), new EvidenceLink(redis.link(), false));
  }
}
