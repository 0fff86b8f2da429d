package chat.passerby.moderation.staff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final StaffName ANN = new StaffName("ann");
  private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);

  /** RFC 6238, appendix B: the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59,287082",
    "1111111109,081804",
    "1111111111,050471",
    "1234567890,005924",
    "2000000000,279037",
    "20000000000,353130"
  })
  void code_ofTheRfcsExamples_isTheRfcs(long second, String code) {
    assertEquals(code, Totp.code(KEY, Totp.step(Instant.ofEpochSecond(second))));
  }

  /** vertx-auth-otp 5.0.10 takes the current step only. */
  @ParameterizedTest
  @CsvSource({"-2,false", "-1,true", "0,true", "1,true", "2,false"})
  void code_ofAStepNextToNow_isTaken(int away, boolean taken) {
    long step = Totp.step(NOW) + away;
    OptionalLong expected = taken ? OptionalLong.of(step) : OptionalLong.empty();
    assertEquals(expected, Totp.check(KEY, Totp.code(KEY, step), NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "081805", "81804", "0818040", " 081804", "०८१८०४", "-81804", "08180a"})
  void text_thatIsNotTheCode_isRefused(String code) {
    assertEquals(OptionalLong.empty(), Totp.check(KEY, code, NOW));
  }

  @Test
  void uri_namesTheAccountAndItsKey() {
    assertEquals(
        "otpauth://totp/Passerby:ann?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Passerby"
            + "&algorithm=SHA1&digits=6&period=30",
        Totp.uri(ANN, KEY));
  }

  /** RFC 4648, section 10, without padding. */
  @ParameterizedTest
  @CsvSource({
    "f,MY",
    "fo,MZXQ",
    "foo,MZXW6",
    "foob,MZXW6YQ",
    "fooba,MZXW6YTB",
    "foobar,MZXW6YTBOI"
  })
  void base32_ofTheRfcsExamples_isTheRfcs(String text, String encoded) {
    assertEquals(encoded, Totp.base32(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void key_sealed_opensForItsNameAndSecretOnly() {
    TotpSeal seal = new TotpSeal(Secret.of("a secret of the staff"));
    String sealed = seal.seal(ANN, KEY);
    assertArrayEquals(KEY, seal.open(ANN, sealed).orElseThrow());
    assertNotEquals(sealed, seal.seal(ANN, KEY));
    assertTrue(seal.open(new StaffName("bob"), sealed).isEmpty());
    assertTrue(new TotpSeal(Secret.of("another secret of it")).open(ANN, sealed).isEmpty());
    for (String other : new String[] {"", "AAAA", "?", sealed.substring(4)}) {
      assertEquals(Optional.empty(), seal.open(ANN, other), other);
    }
  }
}
