package chat.passerby.protocol.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quicktheories.QuickTheory.qt;

import chat.passerby.Gens;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  @Test
  void everyLeadAndSecondByte_checked_areJudgedAsTheJdkDoes() {
    for (int lead = 0x80; lead <= 0xFF; lead++) {
      for (int second = 0; second <= 0xFF; second++) {
        for (int third : new int[] {0, 0x7F, 0x80, 0xBF, 0xC0, 0xFF}) {
          byte[] bytes = {(byte) lead, (byte) second, (byte) third, (byte) 0x80};
          String hex = HexFormat.of().formatHex(bytes);
          for (int length = 1; length <= bytes.length; length++) {
            assertEquals(jdkAccepts(bytes, length), Utf8.isWellFormed(bytes, 0, length), hex);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c080",
        "c1bf",
        "e09fbf",
        "eda080",
        "edbfbf",
        "f08fbfbf",
        "f4908080",
        "f5808080",
        "80",
        "ff",
        "f09f98",
        "e28080c2",
        "6161616161616161c2",
        "616161616161616180"
      })
  void malformedBytes_checked_areRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertFalse(Utf8.isWellFormed(bytes, 0, bytes.length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "eight888", "é", "\uFFFF", "😀", "\u007F\u0080\u07FF\u0800\uE000"})
  void text_checkedInsideALongerArray_isAccepted(String text) {
    byte[] bytes = ("\uFFFD" + text + "\uFFFD").getBytes(UTF_8);

    assertTrue(Utf8.isWellFormed(bytes, 3, bytes.length - 6));
  }

  @Test
  void bytes_checked_areJudgedAsTheJdkDoes() {
    qt().forAll(Gens.bytes(24))
        .checkAssert(
            bytes ->
                assertEquals(
                    jdkAccepts(bytes, bytes.length), Utf8.isWellFormed(bytes, 0, bytes.length)));
  }

  /**
   * The JDK's decoder replaces what is malformed, so that only well-formed bytes come back as they
   * were.
   */
  private static boolean jdkAccepts(byte[] bytes, int length) {
    byte[] back = new String(bytes, 0, length, UTF_8).getBytes(UTF_8);
    return Arrays.equals(back, 0, back.length, bytes, 0, length);
  }
}
