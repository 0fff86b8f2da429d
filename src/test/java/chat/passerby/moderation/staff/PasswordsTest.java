package chat.passerby.moderation.staff;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private static final String PASSWORD = "walnut bicycle frost";
  private static final StaffName ANN = new StaffName("annabel");
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void end() {
    get(vertx.close());
  }

  @Test
  void hash_isArgon2idAndSalted() {
    Passwords passwords = new Passwords(vertx);
    String hash = get(passwords.hash(PASSWORD));
    assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    assertNotEquals(hash, get(passwords.hash(PASSWORD)));
    assertTrue(get(passwords.check(PASSWORD, Optional.of(hash))).right());
    assertFalse(get(passwords.check(PASSWORD + "s", Optional.of(hash))).right());
  }

  /**
   * password4j 1.8.4 compares by the cost of the function it is given: after the cost was changed,
   * it refuses every right password.
   */
  @Test
  void password_hashedWithAnotherCost_isRightAndHashedAnew() {
    Passwords before = new Passwords(vertx, new Passwords.Cost(64, 1));
    Passwords now = new Passwords(vertx, new Passwords.Cost(128, 2));
    String kept = get(before.hash(PASSWORD));
    Passwords.Check check = get(now.check(PASSWORD, Optional.of(kept)));
    assertTrue(check.right());
    String renewed = check.newHash().orElseThrow();
    assertTrue(renewed.contains("m=128,t=2"), renewed);
    assertEquals(
        new Passwords.Check(true, Optional.empty()),
        get(now.check(PASSWORD, Optional.of(renewed))));
    assertEquals(
        new Passwords.Check(false, Optional.empty()), get(now.check("wrong", Optional.of(kept))));
  }

  @Test
  void password_ofNobody_isNeverRight() {
    Passwords passwords = new Passwords(vertx, new Passwords.Cost(64, 1));
    assertFalse(get(passwords.check("a password that nobody has", Optional.empty())).right());
  }

  /** One keyboard writes é as one character, another as two. */
  @Test
  void password_writtenInAnotherForm_isTheSame() {
    Passwords passwords = new Passwords(vertx, new Passwords.Cost(64, 1));
    String hash = get(passwords.hash("caf\u00e9 walnut bicycle"));
    assertTrue(get(passwords.check("cafe\u0301 walnut bicycle", Optional.of(hash))).right());
  }

  @Test
  void passwords_tooManyAtOnce_areRefusedNotQueued() {
    Passwords passwords = new Passwords(vertx, new Passwords.Cost(1024, 1));
    List<Future<String>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(passwords.hash(PASSWORD + i));
    }
    assertTrue(all.stream().anyMatch(each -> each.cause() instanceof SlowWork.BusyException));
    get(Future.join(all).otherwiseEmpty());
    assertTrue(all.stream().anyMatch(Future::succeeded));
    get(passwords.hash(PASSWORD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "elevenchars",
        "passwordpassword",
        "aaaaaaaaaaaaaaaa",
        "123456789012345",
        "qwertyuiopasdfgh",
        "abcabcabcabcabc",
        "annabelannabel1",
        "Passerby2026",
        "zyxwvutsrqponml",
        "\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44"
      })
  void password_thatIsGuessedFirst_isWeak(String password) {
    assertTrue(PasswordRules.problem(password, ANN).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {PASSWORD, "correct horse battery staple", "X7$kq!mZ2p@w", "орех велосипед"})
  void password_thatIsLong_isTaken(String password) {
    assertEquals(Optional.empty(), PasswordRules.problem(password, ANN));
  }

  @Test
  void password_thatIsFarTooLong_isRefused() {
    assertTrue(PasswordRules.problem(PASSWORD.repeat(20), ANN).isPresent());
  }
}
