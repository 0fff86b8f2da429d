package chat.passerby.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void secret_printed_isRedacted() {
    assertEquals("[redacted]", Secret.of("0123456789abcdef").toString());
  }

  @Test
  void secrets_compareByTheirBytes() {
    Secret secret = Secret.of("0123456789abcdef");
    assertEquals(secret, new Secret(secret.bytes()));
    assertEquals(secret.hashCode(), new Secret(secret.bytes()).hashCode());
    assertNotEquals(secret, Secret.of("0123456789abcdeF"));
  }

  @Test
  void secret_whoseBytesAreChangedOutside_staysAsItWas() {
    byte[] bytes = new byte[16];
    Secret secret = new Secret(bytes);
    bytes[0] = 1;
    secret.bytes()[1] = 1;
    assertArrayEquals(new byte[16], secret.bytes());
  }

  @Test
  void secret_tooShort_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Secret(new byte[15]));
  }
}
