package chat.passerby.visit.state;

import java.time.Duration;

/**
 * What came of a {@link Question}.
 *
 * @param <T> what is answered
 */
public sealed interface Result<T> {

  /** It was answered. */
  record Answered<T>(T value) implements Result<T> {}

  /**
   * It was not answered. It may have been carried out all the same.
   *
   * @param passing whether Redis was away, so that the same may work later
   * @param retryAfter how long to wait before that
   */
  record Failed<T>(boolean passing, Duration retryAfter) implements Result<T> {}
}
