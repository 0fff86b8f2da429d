package chat.passerby.moderation.staff;

import static chat.passerby.redis.Eventually.await;
import static chat.passerby.redis.Eventually.failure;
import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditKey;
import chat.passerby.moderation.audit.AuditReader;
import chat.passerby.moderation.audit.AuditRecord;
import chat.passerby.moderation.staff.StaffLogins.Claim;
import chat.passerby.moderation.staff.StaffLogins.Login;
import chat.passerby.moderation.staff.StaffRoster.Ended;
import chat.passerby.moderation.staff.StaffRoster.Enrolled;
import chat.passerby.moderation.staff.StaffRoster.Invited;
import chat.passerby.redis.link.RedisUnavailableException;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the invitation to the end of an account, and what the audit has of it. */
class StaffTest extends StaffFixture {
  private static final Secret SECRET = Secret.of("a secret of the staff");
  private static final String PASSWORD = "walnut bicycle frost";
  private static final Duration STEP = Duration.ofSeconds(Totp.STEP_SECONDS);

  private final MovableClock clock = new MovableClock();
  private final Passwords passwords;
  private final Audit audit;
  private final StaffRoster roster;
  private final StaffLogins logins;

  StaffTest(@TempDir Path data) {
    super(data);
    passwords = new Passwords(redis.vertx(), new Passwords.Cost(64, 1));
    audit = new Audit(redis.runner(), new AuditKey(SECRET), 100, clock);
    roster = new StaffRoster(redis.link(), passwords, SECRET, audit, clock);
    logins = logins(4, 6);
  }

  @Test
  void moderator_isInvitedEnrolsLogsInAndOut() {
    byte[] key = enrol(ANN, StaffRole.SENIOR, Permission.MINORS);
    assertEquals(List.of(new StaffRoster.Listed(ANN, StaffRole.SENIOR, true)), get(roster.list()));
    Login.Yes in = assertInstanceOf(Login.Yes.class, login(ANN, PASSWORD, code(key)));
    assertEquals(StaffRole.SENIOR, in.role());
    assertEquals(clock.instant().plus(Duration.ofHours(8)), in.expiresAt());
    assertEquals(
        Optional.of(member(ANN, StaffRole.SENIOR, Permission.MINORS)),
        get(logins.check(in.token())));
    get(logins.logout(in.token()));
    assertEquals(Optional.empty(), get(logins.check(in.token())));
    assertEquals(
        List.of("system staff-invited ann", "ann staff-enrolled ann", "ann login ", "ann logout "),
        audited());
  }

  @Test
  void login_thatIsWrongInAnyPart_isRefusedTheSame() {
    byte[] key = enrol(ANN, StaffRole.MODERATOR);
    Login.Refused refused = new Login.Refused();
    assertEquals(refused, login(BOB, PASSWORD, code(key)));
    assertEquals(refused, login(ANN, "another password", code(key)));
    assertEquals(refused, login(ANN, PASSWORD, "000000"));
    assertEquals(refused, get(logins.login(new Claim("N o b o d y", PASSWORD, code(key)), THERE)));
    assertInstanceOf(Login.Yes.class, login(ANN, PASSWORD, code(key)));
    assertEquals(
        List.of(
            "system login-refused ",
            "system login-refused ann",
            "system login-refused ann",
            "system login-refused "),
        audited().subList(2, 6));
  }

  @Test
  void code_isTakenOnce() {
    byte[] key = enrol(ANN, StaffRole.MODERATOR);
    assertInstanceOf(Login.Yes.class, login(ANN, PASSWORD, code(key)));
    assertInstanceOf(Login.Refused.class, login(ANN, PASSWORD, code(key)));
    clock.advance(STEP);
    assertInstanceOf(Login.Yes.class, login(ANN, PASSWORD, code(key)));
  }

  @Test
  void code_shownAtOnceToSeveralNodes_isTakenByOne() {
    byte[] key = enrol(ANN, StaffRole.MODERATOR);
    Claim claim = new Claim("ann", PASSWORD, code(key));
    List<Future<Login>> all =
        IntStream.range(0, 4).mapToObj(each -> logins(0, 0).login(claim, HERE)).toList();
    get(Future.all(all));
    assertEquals(1, all.stream().filter(each -> each.result() instanceof Login.Yes).count());
  }

  @Test
  void attempts_tooManyForAName_areRefusedHoweverRight() {
    byte[] key = enrol(ANN, StaffRole.MODERATOR);
    for (int i = 0; i < 4; i++) {
      assertInstanceOf(Login.Refused.class, login(ANN, PASSWORD, "000000"));
    }
    Login.TooMany answer = assertInstanceOf(Login.TooMany.class, login(ANN, PASSWORD, code(key)));
    assertTrue(answer.retryAfter().isPositive());
  }

  @Test
  void attempts_atOnce_areNotMoreThanTheLimit() {
    enrol(ANN, StaffRole.MODERATOR);
    Claim claim = new Claim("ann", PASSWORD, "000000");
    List<Future<Login>> all =
        IntStream.range(0, 12).mapToObj(each -> logins(4, 0).login(claim, HERE)).toList();
    get(Future.all(all));
    assertEquals(4, all.stream().filter(each -> each.result() instanceof Login.Refused).count());
  }

  @Test
  void account_thatEnds_takesItsTokensAlong() {
    byte[] key = enrol(ANN, StaffRole.MODERATOR);
    Login.Yes in = assertInstanceOf(Login.Yes.class, login(ANN, PASSWORD, code(key)));
    assertEquals(Ended.YES, get(roster.end(ANN, "root")));
    assertEquals(Optional.empty(), get(logins.check(in.token())));
    clock.advance(STEP);
    assertInstanceOf(Login.Refused.class, login(ANN, PASSWORD, code(key)));
    enrol(ANN, StaffRole.ADMIN);
    assertEquals(Optional.empty(), get(logins.check(in.token())), "of the account before");
    assertEquals(Ended.UNKNOWN, get(roster.end(BOB, "root")));
  }

  @Test
  void invitation_toSomebodyWhoIsThere_isRefused() {
    enrol(ANN, StaffRole.MODERATOR);
    assertInstanceOf(
        Invited.Exists.class, get(roster.invite(member(ANN, StaffRole.ADMIN), "root")));
  }

  @Test
  void enrolment_withAWeakPassword_leavesTheInvitationGood() {
    Optional<StaffToken> invite = Optional.of(invite(ANN, StaffRole.MODERATOR));
    assertInstanceOf(Enrolled.WeakPassword.class, get(roster.enrol(invite, "annannannann")));
    assertInstanceOf(Enrolled.Yes.class, get(roster.enrol(invite, PASSWORD)));
    assertInstanceOf(Enrolled.BadInvite.class, get(roster.enrol(invite, PASSWORD)));
    assertInstanceOf(Enrolled.BadInvite.class, get(roster.enrol(Optional.empty(), PASSWORD)));
  }

  @Test
  void logins_areCountedByWhatCameOfThem() {
    byte[] key = enrol(ANN, StaffRole.MODERATOR);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    StaffLogins limited = logins(2, 0, registry);
    String wrong = "wrong wrong wrong";
    for (String password : List.of(PASSWORD, wrong, wrong, wrong)) {
      get(limited.login(new Claim("ann", password, code(key)), HERE));
    }
    Map.of("done", 1, "failed", 2, "limited", 1, "busy", 0)
        .forEach(
            (result, count) ->
                assertEquals(
                    (double) count,
                    registry.get("passerby_logins").tag("result", result).counter().count(),
                    result));
  }

  @Test
  void key_sealedWithAnotherSecret_letsNobodyIn() {
    byte[] key = enrol(ANN, StaffRole.MODERATOR);
    StaffLogins other =
        new StaffLogins(
            redis.link(),
            passwords,
            Secret.of("another secret of it"),
            audit,
            settings(0, 0),
            clock,
            new LoginMeters(new Meters(new SimpleMeterRegistry())));
    assertInstanceOf(
        Login.Refused.class, get(other.login(new Claim("ann", PASSWORD, code(key)), HERE)));
    String ofNoKey = Totp.code(new byte[Totp.KEY_BYTES], Totp.step(clock.wall()));
    assertInstanceOf(
        Login.Refused.class, get(other.login(new Claim("ann", PASSWORD, ofNoKey), HERE)));
  }

  @Test
  void refusals_ofAFlood_areCountedInFewEntries() {
    Refusals refusals = new Refusals(audit, clock);
    for (int i = 0; i < Refusals.MOST + 12; i++) {
      get(refusals.append(""));
    }
    assertEquals(Refusals.MOST, audited().size());
    clock.advance(Refusals.WINDOW);
    get(refusals.append("ann"));
    List<AuditRecord> all = get(new AuditReader(redis.link()).records(Refusals.MOST));
    assertEquals("12", all.get(0).details().get("not-written"));
  }

  @Test
  void login_whileRedisIsAway_failsForeseen() {
    byte[] key = enrol(ANN, StaffRole.MODERATOR);
    Login.Yes in = assertInstanceOf(Login.Yes.class, login(ANN, PASSWORD, code(key)));
    redis.process().kill();
    failure(
        RedisUnavailableException.class, logins.login(new Claim("ann", PASSWORD, code(key)), HERE));
    failure(RedisUnavailableException.class, logins.check(in.token()));
    failure(RedisUnavailableException.class, roster.end(ANN, "root"));
    redis.process().restart();
    await("Redis is back", () -> redis.link().isUp());
    assertTrue(get(logins.check(in.token())).isPresent());
  }

  @Test
  void secrets_areNotPrinted() {
    StaffToken token = StaffToken.random(ANN);
    assertFalse(String.valueOf(token).contains(token.reveal()));
    assertEquals("Claim[redacted]", new Claim("ann", PASSWORD, "123456").toString());
    String enrolled = new Enrolled.Yes(member(ANN, StaffRole.ADMIN), "otpauth://secret").toString();
    assertFalse(enrolled.contains("otpauth"), enrolled);
  }

  @Test
  void token_read_isTheSame() {
    StaffToken token = StaffToken.random(ANN);
    assertEquals(token.hash(), StaffToken.read(token.reveal()).orElseThrow().hash());
    for (String other : new String[] {"", "~", "ann", "ann~short", token.reveal() + "A"}) {
      assertTrue(StaffToken.read(other).isEmpty(), other);
    }
  }

  private StaffToken invite(StaffName name, StaffRole role, Permission... permissions) {
    Invited invited = get(roster.invite(member(name, role, permissions), "system"));
    return assertInstanceOf(Invited.Yes.class, invited).invite();
  }

  private byte[] enrol(StaffName name, StaffRole role, Permission... permissions) {
    Optional<StaffToken> invite = Optional.of(invite(name, role, permissions));
    Enrolled enrolled = get(roster.enrol(invite, PASSWORD));
    return OneTimeCode.key(assertInstanceOf(Enrolled.Yes.class, enrolled).totp());
  }

  private String code(byte[] key) {
    return Totp.code(key, Totp.step(clock.wall()));
  }

  private Login login(StaffName name, String password, String code) {
    return get(logins.login(new Claim(name.value(), password, code), HERE));
  }

  private StaffLogins logins(int perName, int perAddress) {
    return logins(perName, perAddress, new SimpleMeterRegistry());
  }

  private StaffLogins logins(int perName, int perAddress, SimpleMeterRegistry registry) {
    return new StaffLogins(
        redis.link(),
        passwords,
        SECRET,
        audit,
        settings(perName, perAddress),
        clock,
        new LoginMeters(new Meters(registry)));
  }

  private static StaffSettings settings(int perName, int perAddress) {
    return new StaffSettings(Duration.ofHours(8), Duration.ofMinutes(30), perName, perAddress);
  }

  private List<String> audited() {
    return get(new AuditReader(redis.link()).records(0)).stream()
        .map(each -> each.actor() + " " + each.action() + " " + each.subject())
        .toList();
  }
}
