package chat.passerby;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code .ci/previous} says where there is nothing to build from. */
class PreviousBuildTest {
  private static final String ELSEWHERE = "0123456789abcdef0123456789abcdef01234567";

  @TempDir Path folder;
  private Path clone;

  private record Ended(int code, String output) {}

  @BeforeEach
  void start() throws Exception {
    assumeTrue(hasGit(), "git is not on the PATH");
    clone = Files.createDirectory(folder.resolve("clone")).toRealPath();
    Path scripts = Files.createDirectory(clone.resolve(".ci"));
    Files.copy(Path.of(".ci/previous"), scripts.resolve("previous"));
    Files.writeString(scripts.resolve("previous-build"), "# A comment.\n" + ELSEWHERE + "\n");
  }

  @Test
  void archive_withoutHistory_isSaidToHaveNone() throws Exception {
    Ended ended = previous(clone);
    assertEquals(3, ended.code, ended::output);
    assertTrue(ended.output.contains("has no history"), ended::output);
    assertEquals(1, ended.output.lines().count(), ended::output);
  }

  /** The history of a repository around it is not its own. */
  @Test
  void archive_insideAnotherRepository_isSaidToHaveNoHistory() throws Exception {
    git(folder, "init", "--quiet");
    assertEquals(3, previous(clone).code);
  }

  @Test
  void history_thatIsWhole_isSaidToLackTheCommit() throws Exception {
    commitAll();
    Ended ended = previous(clone);
    assertEquals(4, ended.code, ended::output);
    assertTrue(ended.output.contains("the history lacks commit " + ELSEWHERE), ended::output);
    assertEquals(1, ended.output.lines().count(), ended::output);
  }

  @Test
  void history_thatIsShallow_isSaidToBeShallow() throws Exception {
    commitAll();
    commitAll();
    Path shallow = folder.toRealPath().resolve("shallow");
    git(clone, "clone", "--quiet", "--depth=1", "file://" + clone, shallow.toString());
    Ended ended = previous(shallow);
    assertEquals(3, ended.code, ended::output);
    assertTrue(ended.output.contains("git fetch --unshallow"), ended::output);
    assertEquals(1, ended.output.lines().count(), ended::output);
  }

  @Test
  void jar_thatIsThere_isNotBuiltAgain() throws Exception {
    Path previous = Files.createDirectories(clone.resolve("target/previous"));
    Files.writeString(previous.resolve("commit"), ELSEWHERE + "\n");
    assertEquals(new Ended(0, ""), previous(clone));
  }

  private void commitAll() throws Exception {
    git(clone, "init", "--quiet");
    git(clone, "add", "--all");
    git(
        clone,
        "-c",
        "user.name=test",
        "-c",
        "user.email=test@localhost",
        "commit",
        "--quiet",
        "--allow-empty",
        "--message=All");
  }

  private static boolean hasGit() throws InterruptedException {
    try {
      return run(Path.of("."), List.of("git", "--version")).code == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void git(Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Ended ended = run(folder, command);
    assertEquals(0, ended.code, ended::output);
  }

  private static Ended previous(Path clone) throws Exception {
    return run(clone, List.of(clone.resolve(".ci/previous").toString()));
  }

  private static Ended run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
