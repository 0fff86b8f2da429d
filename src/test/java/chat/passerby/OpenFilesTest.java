package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
  @Test
  void warning_moreConnectionsThanFiles_saysWhatFits() {
    String warning = OpenFiles.warning(50_000, 20_000).orElseThrow();
    assertTrue(warning.contains("PASSERBY_CONNECTIONS is 50000"), warning);
    assertTrue(warning.contains("only 20000 files"), warning);
    assertTrue(warning.contains("to 50256"), warning);
    assertTrue(warning.contains("to 19744 at most"), warning);
  }

  @Test
  void warning_filesForConnectionsAndTheRest_none() {
    assertEquals(Optional.empty(), OpenFiles.warning(19_744, 20_000));
    assertTrue(OpenFiles.warning(19_745, 20_000).isPresent());
  }

  @Test
  void warning_noLimitOfConnectionsOrUnknownLimitOfFiles_none() {
    assertEquals(Optional.empty(), OpenFiles.warning(0, 20_000));
    assertEquals(Optional.empty(), OpenFiles.warning(50_000, -1));
  }

  @Test
  void warning_oneConnectionOfThisProcess_none() {
    assertEquals(Optional.empty(), OpenFiles.warning(1));
  }
}
