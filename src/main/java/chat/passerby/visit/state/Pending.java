package chat.passerby.visit.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is being waited for inside a visit. Everything happens at once on the thread that
 * gives the answer: there is nothing here of time, threads or contexts.
 *
 * @param <T> the answer
 */
public final class Pending<T> {
  private final List<Consumer<Result<T>>> waiting = new ArrayList<>(1);
  private @Nullable Result<T> result;

  public static <T> Pending<T> of(T value) {
    Pending<T> answered = new Pending<>();
    answered.complete(new Result.Answered<>(value));
    return answered;
  }

  /** For what needs no answer. */
  public static Pending<?> done() {
    return of(true);
  }

  public void complete(Result<T> how) {
    if (result != null) {
      throw new IllegalStateException("answered already");
    }
    result = how;
    waiting.forEach(each -> each.accept(how));
    waiting.clear();
  }

  public Pending<T> onComplete(Consumer<Result<T>> then) {
    if (result != null) {
      then.accept(result);
    } else {
      waiting.add(then);
    }
    return this;
  }

  public Pending<T> onSuccess(Consumer<T> then) {
    return onComplete(
        how -> {
          if (how instanceof Result.Answered<T> answered) {
            then.accept(answered.value());
          }
        });
  }

  public Pending<T> onFailure(Consumer<Result.Failed<?>> then) {
    return onComplete(
        how -> {
          if (how instanceof Result.Failed<T> failed) {
            then.accept(failed);
          }
        });
  }

  public <R> Pending<R> compose(Function<T, Pending<R>> next) {
    Pending<R> composed = new Pending<>();
    onComplete(
        how -> {
          switch (how) {
            case Result.Answered<T> answered ->
                next.apply(answered.value()).onComplete(composed::complete);
            case Result.Failed<T> failed ->
                composed.complete(new Result.Failed<>(failed.passing(), failed.retryAfter()));
          }
        });
    return composed;
  }

  public <R> Pending<R> map(Function<T, R> change) {
    return compose(value -> of(change.apply(value)));
  }

  /** With this answer in place of a failure. */
  public Pending<T> otherwise(T value) {
    Pending<T> safe = new Pending<>();
    onComplete(
        how -> safe.complete(how instanceof Result.Failed<T> ? new Result.Answered<>(value) : how));
    return safe;
  }
}
