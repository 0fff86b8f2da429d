package chat.passerby.moderation.spam;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The word rules that hold, as the operator's file has them by now. Rules that cannot be used
 * change nothing: those from before hold on. One for all event loops of a node.
 */
public final class WordRuleBook {
  /** How often to look whether the file has changed. */
  public static final Duration PERIOD = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(WordRuleBook.class);
  private static final long MOST_BYTES = 4L * WordRulesFile.MOST_CHARS;

  private final Optional<Path> path;
  private final SpamMeters meters;
  private volatile WordRules rules = WordRules.NONE;
  private @Nullable Version seen;

  /** What tells one state of the file from another. */
  private record Version(FileTime changed, long bytes) {}

  public WordRuleBook(Optional<Path> path, SpamMeters meters) {
    this.path = path;
    this.meters = meters;
    look();
  }

  public WordRules rules() {
    return rules;
  }

  /** Whether there is a file at all. */
  public boolean isKept() {
    return path.isPresent();
  }

  /** Reads the file again if it has changed; to be called where blocking is allowed. */
  public synchronized void look() {
    if (path.isEmpty()) {
      return;
    }
    Path file = path.get();
    try {
      Version now = version(file);
      if (now.equals(seen)) {
        return;
      }
      seen = now;
      rules = read(file);
      meters.rulesUsable(true);
      log.info("Read {} word rules from {}.", rules.size(), file);
    } catch (BadRulesException e) {
      meters.rulesUsable(false);
      log.error(
          "The word rules in {} cannot be used, so those from before hold on: {}",
          file,
          e.getMessage());
    } catch (IOException e) {
      if (seen != null) {
        seen = null;
        meters.rulesUsable(false);
        log.error("The word rules in {} cannot be read, so those from before hold on.", file, e);
      }
    }
  }

  /**
   * What each rule of a file does, by its name, drafts left out; to be called where blocking is
   * allowed. Empty when the file cannot be used now.
   */
  public static Optional<SortedMap<String, String>> states(Path file) {
    try {
      return Optional.of(read(file).states());
    } catch (BadRulesException e) {
      return Optional.empty();
    }
  }

  /** Reads the rules of a file; to be called where blocking is allowed. */
  public static WordRules read(Path file) throws BadRulesException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadRulesException(List.of("there are more than " + MOST_BYTES + " bytes"));
      }
      return WordRulesFile.read(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new BadRulesException(List.of("something is not UTF-8"));
    } catch (IOException e) {
      throw new BadRulesException(List.of("nothing can be read"));
    }
  }

  private static Version version(Path file) throws IOException {
    return new Version(Files.getLastModifiedTime(file), Files.size(file));
  }
}
