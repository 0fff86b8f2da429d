package chat.passerby.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.NodeProcess;
import chat.passerby.PreviousBuild;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node goes, by the book or not, and whoever talked on it talks on. */
class NodeGoesIT {
  private static final int CHATS = 60;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final long seed = Long.getLong("passerby.fault.seed", new Random().nextLong());

  @Test
  void nodes_replacedOneAfterTheOther_endNoChatAndLoseNothing(@TempDir Path folder) {
    try (FaultRun run = new FaultRun(seed, folder, 3, GRACE)) {
      Findings findings = Scenarios.rollingRestart(run, CHATS);
      System.out.println("Rolling restart, seed " + seed + ": " + findings.tally);
      run.assertKept(findings);
      assertEquals(CHATS, findings.tally.chats, "a chat ended and others began");
    }
  }

  /** The build before is replaced by this one, which is rolled back on the other node. */
  @Test
  void nodes_replacedByAnotherBuildAndBack_endNoChatAndLoseNothing(@TempDir Path folder) {
    List<Path> builds = List.of(PreviousBuild.jar(), NodeProcess.jar());
    try (FaultRun run = new FaultRun(seed, folder, GRACE, builds, builds.reversed())) {
      Findings findings = Scenarios.rollingRestart(run, CHATS);
      System.out.println("Another build and back, seed " + seed + ": " + findings.tally);
      run.assertKept(findings);
      assertEquals(CHATS, findings.tally.chats, "a chat ended and others began");
    }
  }

  @Test
  void node_killed_isNoticedAndItsVisitorsComeBack(@TempDir Path folder) {
    try (FaultRun run = new FaultRun(seed, folder, 3, GRACE)) {
      Findings findings = Scenarios.kill(run, CHATS);
      System.out.println("A node killed, seed " + seed + ": " + findings.tally);
      run.assertKept(findings);
      assertTrue(findings.tally.bereft > 0, "nobody was on the node");
      assertTrue(100 * findings.tally.rescued >= 99 * findings.tally.bereft);
    }
  }
}
