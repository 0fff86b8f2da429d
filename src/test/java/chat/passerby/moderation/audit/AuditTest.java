package chat.passerby.moderation.audit;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.audit.AuditVerifier.Verdict;
import chat.passerby.redis.RedisFixture;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain: one for several nodes, and every change of it shows. */
class AuditTest extends RedisFixture {
  private static final AuditKey KEY = new AuditKey(Secret.of("a secret of the audit"));
  private static final AuditKey OTHER = new AuditKey(Secret.of("another secret of it"));
  private static final String ENTRIES = AppendAuditScript.ENTRIES;

  private final MovableClock clock = new MovableClock();

  AuditTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void entry_isReadAsItWasWritten() {
    Audit audit = audit(KEY);
    Commitment evidence = audit.commit(Buffer.buffer("what was said"));
    get(
        audit.append(
            new AuditEntry(
                "ann",
                AuditAction.DECISION_MADE,
                "case-1",
                Map.of("outcome", "actioned", "minutes", "60"),
                Optional.of(evidence))));
    assertEquals(
        List.of(
            new AuditRecord(
                1,
                Instant.ofEpochMilli(clock.instant().toEpochMilli()),
                KEY.id(),
                "ann",
                "decision-made",
                "case-1",
                Map.of("outcome", "actioned", "minutes", "60"),
                Optional.of(evidence))),
        get(new AuditReader(redis.link()).records(0)));
    assertTrue(KEY.isOf(evidence, Buffer.buffer("what was said")));
    assertFalse(KEY.isOf(evidence, Buffer.buffer("what was not")));
    assertFalse(OTHER.isOf(evidence, Buffer.buffer("what was said")));
  }

  @Test
  void entries_ofSeveralNodesAtOnce_areOneChain() {
    List<Audit> nodes = List.of(audit(KEY), audit(KEY), audit(KEY));
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(append(nodes.get(i % 3), "case-" + i));
    }
    get(Future.all(all));
    assertEquals(new Verdict(true, "The audit is whole: 300 entries."), verify());
    List<String> subjects = new ArrayList<>();
    for (long after = 0; after < 300; after = subjects.size()) {
      get(new AuditReader(redis.link()).records(after))
          .forEach(each -> subjects.add(each.subject()));
    }
    assertEquals(300, subjects.stream().distinct().count());
  }

  @Test
  void audit_thatIsEmpty_isWhole() {
    assertEquals(new Verdict(true, "The audit is whole: 0 entries."), verify());
  }

  @Test
  void audit_longerThanAPage_isReadToItsEnd() {
    write(450);
    assertEquals(new Verdict(true, "The audit is whole: 450 entries."), verify());
  }

  @Test
  void entry_thatWasChanged_shows() {
    write(3);
    Buffer entry = get(new AuditReader(redis.link()).page(1)).get(0).entry();
    String mac = get(new AuditReader(redis.link()).page(1)).get(0).mac().hex();
    byte[] bytes = entry.getBytes();
    bytes[bytes.length - 5] ^= 1;
    rewrite(2, Buffer.buffer(bytes), mac);
    assertFalse(verify().whole());
    rewrite(2, entry, mac);
    assertTrue(verify().whole());
    rewrite(2, entry, mac.replace(mac.charAt(0), mac.charAt(0) == '0' ? '1' : '0'));
    assertEquals("Entry 2 was changed, or one before it was.", verify().sentence());
  }

  @Test
  void entry_thatWasTakenOut_shows() {
    write(3);
    redis.ask(Command.XDEL, ENTRIES, "2-0");
    assertEquals(new Verdict(false, "Entry 2 is missing: the next one there is 3."), verify());
  }

  @Test
  void end_thatWasCutOff_shows() {
    write(3);
    redis.ask(Command.XDEL, ENTRIES, "3-0");
    assertEquals(
        new Verdict(false, "The audit ends with entry 2, but its head is entry 3."), verify());
  }

  @Test
  void end_thatWasCutOffWithItsHead_showsByACheckpoint() {
    Audit audit = audit(KEY);
    get(append(audit, "one"));
    String head = redis.answer(Command.GET, AppendAuditScript.HEAD).toString();
    get(append(audit, "two"));
    Checkpoint checkpoint = checkpoint();
    redis.ask(Command.XDEL, ENTRIES, "2-0");
    redis.ask(Command.SET, AppendAuditScript.HEAD, head);
    assertEquals(new Verdict(true, "The audit is whole: 1 entries."), verify());
    assertEquals(
        new Verdict(false, "The audit ends with entry 1, but there is a checkpoint of entry 2."),
        verify(checkpoint));
  }

  @Test
  void audit_thatWasErased_showsByACheckpoint() {
    write(2);
    Checkpoint checkpoint = Checkpoint.parse(checkpoint().toString());
    assertTrue(verify(checkpoint).whole());
    redis.clear();
    write(2);
    assertEquals(
        new Verdict(false, "Entry 2 is another than its checkpoint says."), verify(checkpoint));
  }

  @Test
  void checkpoint_thatIsForged_isRefused() {
    write(1);
    Checkpoint made = checkpoint();
    assertEquals(
        new Verdict(false, "The checkpoint of entry 9 was not signed with this secret."),
        verify(new Checkpoint(9, made.mac(), made.signature())));
  }

  @Test
  void chain_ofAnotherSecret_isNotWhole() {
    get(append(audit(OTHER), "forged"));
    assertEquals(
        new Verdict(
            false, "Entry 1 was written with another secret than PASSERBY_AUDIT_SECRET is now."),
        verify());
  }

  @Test
  void entry_whileRedisIsAway_failsAndTheChainGoesOnAfterwards() {
    RedisLink link = redis.connect();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    AuditMeters meters = new AuditMeters(new Meters(registry));
    Audit audit = new Audit(new ScriptRunner(link), KEY, 100, clock, meters);
    get(append(audit, "before"));
    redis.process().kill();
    failure(RedisUnavailableException.class, append(audit, "meanwhile"));
    redis.process().restart();
    await("Redis is back", () -> link.isUp() && redis.link().isUp());
    get(append(audit, "after"));
    assertEquals(2, registry.get("passerby_audit_entries").counter().count());
    assertEquals(1, registry.get("passerby_audit_failed").counter().count());
    assertTrue(verify().whole(), () -> verify().sentence());
  }

  @Test
  void texts_thatAreTooLong_areRefused() {
    String long65 = "x".repeat(65);
    assertThrows(IllegalArgumentException.class, () -> entry(long65, "subject", Map.of()));
    assertThrows(IllegalArgumentException.class, () -> entry("ann", "x".repeat(129), Map.of()));
    assertThrows(
        IllegalArgumentException.class, () -> entry("ann", "", Map.of("why", "x".repeat(4_097))));
  }

  @Test
  void wireNames_ofActions_areKebabCase() {
    assertTrue(
        Arrays.stream(AuditAction.values())
            .allMatch(each -> each.wireName().matches("[a-z]+(-[a-z]+)*")));
  }

  private static AuditEntry entry(String actor, String subject, Map<String, String> details) {
    return new AuditEntry(actor, AuditAction.LOGIN, subject, details, Optional.empty());
  }

  private Audit audit(AuditKey key) {
    return new Audit(new ScriptRunner(redis.connect()), key, 100, clock);
  }

  private void write(int entries) {
    Audit audit = audit(KEY);
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      all.add(append(audit, "case-" + i + " of " + System.nanoTime()));
    }
    get(Future.all(all));
  }

  private static Future<Void> append(Audit audit, String subject) {
    return audit.append("ann", AuditAction.CASE_READ, subject, Map.of());
  }

  private Checkpoint checkpoint() {
    return Checkpoint.of(
        AuditHead.parse(redis.answer(Command.GET, AppendAuditScript.HEAD).toString()), KEY);
  }

  private Verdict verify(Checkpoint... checkpoints) {
    return get(new AuditVerifier(new AuditReader(redis.link()), KEY).verify(List.of(checkpoints)));
  }

  /** Redis changes no entry of a stream, so all are written anew. */
  private void rewrite(long number, Buffer entry, String mac) {
    List<AuditReader.Stored> all = get(new AuditReader(redis.link()).page(0));
    redis.ask(Command.DEL, ENTRIES);
    for (AuditReader.Stored each : all) {
      boolean changed = each.number() == number;
      redis.ask(
          Command.XADD,
          ENTRIES,
          each.number() + "-0",
          "entry",
          changed ? entry : each.entry(),
          "mac",
          changed ? mac : each.mac().hex());
    }
  }
}
