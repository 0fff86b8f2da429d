package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  @Test
  void launcher_runsOnJava8() throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            Objects.requireNonNull(Launcher.class.getResourceAsStream("Launcher.class")))) {
      assertEquals(0xCAFEBABE, in.readInt());
      in.readUnsignedShort();
      assertEquals(52, in.readUnsignedShort());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8", "9", "11", "17", "20"})
  void java_before21_isNotEnough(String version) {
    assertFalse(Launcher.isEnough(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"21", "25", "100"})
  void java_from21On_isEnough(String version) {
    assertTrue(Launcher.isEnough(version));
  }
}
