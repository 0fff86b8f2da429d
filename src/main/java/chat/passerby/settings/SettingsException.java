package chat.passerby.settings;

import java.util.List;

/**
 * The settings cannot be used. Its message is meant for the operator: one sentence for each
 * problem, a line each, naming the setting, what is wrong and what to do. It never shows a secret's
 * value.
 */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A single problem; also one that only a feature can see, such as two settings that contradict
   * each other.
   */
  public SettingsException(String problem) {
    super(problem);
  }

  /** Several problems, each a sentence. */
  public SettingsException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
