package chat.passerby.moderation.passkey;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.passerby.moderation.audit.Audit;
import chat.passerby.moderation.audit.AuditKey;
import chat.passerby.moderation.passkey.RelyingParty.Site;
import chat.passerby.moderation.staff.LoginMeters;
import chat.passerby.moderation.staff.Passwords;
import chat.passerby.moderation.staff.StaffLogins;
import chat.passerby.moderation.staff.StaffLogins.Login;
import chat.passerby.moderation.staff.StaffSettings;
import chat.passerby.session.AddressTag;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasskeyLoginsTest extends PasskeyFixture {
  private static final Secret SECRET = Secret.of("a secret of the staff");
  private static final AddressTag HERE = new AddressTag("key.here");
  private static final Site SITE = new Site("chat.example.org", Set.of("https://chat.example.org"));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PasskeyLogins logins;

  PasskeyLoginsTest(@TempDir Path data) {
    super(data);
    SystemClock clock = new SystemClock();
    Audit audit = new Audit(redis.runner(), new AuditKey(SECRET), 100, clock);
    StaffSettings settings = new StaffSettings(Duration.ofHours(8), Duration.ofMinutes(30), 0, 2);
    StaffLogins staff =
        new StaffLogins(
            redis.link(),
            new Passwords(redis.vertx()),
            SECRET,
            audit,
            settings,
            clock,
            new LoginMeters(new Meters(registry)));
    logins =
        new PasskeyLogins(redis.link(), new PasskeyVerifier(redis.vertx()), staff, audit, clock);
  }

  @Test
  void attempts_areCountedByWhatCameOfThem() {
    PasskeyLogins.Begun.Yes begun =
        assertInstanceOf(PasskeyLogins.Begun.Yes.class, get(logins.begin(HERE, SITE)));
    Buffer bytes = Buffer.buffer("anything");
    Assertion unknown =
        new Assertion(Optional.of(begun.options().challenge()), bytes, bytes, bytes, bytes, bytes);
    assertEquals(new Login.Refused(), get(logins.login(unknown, HERE, SITE)));
    assertInstanceOf(PasskeyLogins.Begun.Yes.class, get(logins.begin(HERE, SITE)));
    assertInstanceOf(PasskeyLogins.Begun.TooMany.class, get(logins.begin(HERE, SITE)));
    assertEquals(1, counted("failed"));
    assertEquals(1, counted("limited"));
    assertEquals(0, counted("done"));
  }

  private double counted(String result) {
    return registry.get("passerby_logins").tag("result", result).counter().count();
  }
}
