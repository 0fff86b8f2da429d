package chat.passerby.moderation.sanction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.SanctionId;
import chat.passerby.settings.Secret;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppealTokensTest {
  private static final SanctionId BAN = SanctionId.random();

  private final AppealTokens tokens = new AppealTokens(Secret.of("a secret of sixteen bytes"));

  @Test
  void token_ofAnyNodeWithTheSecret_opens() {
    String token = tokens.token(BAN);
    assertEquals(
        Optional.of(BAN), new AppealTokens(Secret.of("a secret of sixteen bytes")).open(token));
    assertTrue(token.length() <= 64, token);
  }

  @Test
  void token_forged_opensNothing() {
    AppealTokens others = new AppealTokens(Secret.of("another secret of bytes"));
    assertEquals(Optional.empty(), tokens.open(others.token(BAN)));
    assertEquals(Optional.empty(), tokens.open(BAN.value()));
    assertEquals(Optional.empty(), tokens.open("~"));
    assertEquals(Optional.empty(), tokens.open(""));
    assertEquals(Optional.empty(), tokens.open(tokens.token(BAN) + "x"));
    assertEquals(Optional.empty(), tokens.open("é" + tokens.token(BAN)));
    String token = tokens.token(SanctionId.random());
    String mac = token.substring(token.lastIndexOf('~'));
    assertEquals(Optional.empty(), tokens.open(BAN.value() + mac));
  }

  @Test
  void code_asPeopleTypeIt_isTheSame() {
    String code = tokens.code(BAN);
    assertTrue(code.matches("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}"), code);
    Optional<String> hash = Optional.of(tokens.hash(BAN));
    assertEquals(hash, tokens.hash(code.toLowerCase(Locale.ROOT)));
    assertEquals(hash, tokens.hash(" " + code.replace("-", " ") + " "));
    assertEquals(hash, tokens.hash(code.replace('0', 'o').replace('1', 'l')));
    assertEquals(hash, tokens.hash(code.replace('0', 'O').replace('1', 'i')));
  }

  @Test
  void code_ofAnother_isAnother() {
    assertNotEquals(tokens.hash(BAN), tokens.hash(SanctionId.random()));
    for (String none : new String[] {"", "12345", "12345-6789U", "12345-678901", "ééééé-ééééé"}) {
      assertEquals(Optional.empty(), tokens.hash(none), none);
    }
  }
}
