package chat.passerby.moderation.staff;

import com.password4j.Argon2Function;
import com.password4j.HashUpdate;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords by Argon2id (RFC 9106), on threads of its own: it takes long by design. One for
 * each node.
 */
public final class Passwords {
  private static final int THREADS = 2;

  /** How many may wait; at two threads and 50 ms each, the last one waits less than a second. */
  private static final int WAITING = 32;

  private static final int MEBIBYTE_KIBIBYTES = 1024;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** What OWASP's password storage guide gives as the least: 19 MiB, two passes, one lane. */
  static final Argon2Function COST = cost(19 * MEBIBYTE_KIBIBYTES, 2);

  private final WorkerExecutor workers;
  private final Argon2Function cost;
  private @Nullable String nobody;
  private final AtomicInteger waiting = new AtomicInteger();

  public Passwords(Vertx vertx) {
    this(vertx, COST);
  }

  Passwords(Vertx vertx, Argon2Function cost) {
    this.workers = vertx.createSharedWorkerExecutor("passwords", THREADS);
    this.cost = cost;
  }

  static Argon2Function cost(int kibibytes, int passes) {
    return Argon2Function.getInstance(kibibytes, passes, 1, HASH_BYTES, Argon2.ID);
  }

  /**
   * What came of a comparison.
   *
   * @param newHash of the same password, when the kept one was made with another cost
   */
  record Check(boolean right, Optional<String> newHash) {}

  /** Too many wait already. */
  static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException() {
      super("Too many passwords wait to be hashed.", null, false, false);
    }
  }

  /**
   * Hashes a new password.
   *
   * @return the hash with its salt and cost (PHC string format); fails with a {@link BusyException}
   */
  Future<String> hash(String password) {
    return blocking(() -> hashNow(password, cost));
  }

  /**
   * Compares a password.
   *
   * @param hash empty when there is nobody to compare with, which takes as long and is never right
   * @return fails with a {@link BusyException}
   */
  Future<Check> check(String password, Optional<String> hash) {
    return blocking(
        () -> {
          // Whatever the name is, so that the time it takes tells nothing.
          String dummy = nobody();
          Check check = checkNow(password, hash.orElse(dummy));
          return hash.isPresent() ? check : new Check(false, Optional.empty());
        });
  }

  /**
   * What is compared with for a name that nobody has. Made at the first login, on a hashing thread:
   * at the start of a node it would hold the first page up.
   */
  private synchronized String nobody() {
    String made = nobody;
    if (made == null) {
      made = hashNow("a password that nobody has", cost);
      nobody = made;
    }
    return made;
  }

  private Check checkNow(String password, String kept) {
    // password4j 1.8.4 compares by the cost of the function that it is given, not by the hash's.
    HashUpdate update =
        Password.check(PasswordRules.normal(password), kept)
            .andUpdate()
            .with(Argon2Function.getInstanceFromHash(kept), cost);
    return new Check(
        update.isVerified(),
        update.isVerified() && update.isUpdated()
            ? Optional.of(update.getHash().getResult())
            : Optional.empty());
  }

  private static String hashNow(String password, Argon2Function cost) {
    return Password.hash(PasswordRules.normal(password))
        .addRandomSalt(SALT_BYTES)
        .with(cost)
        .getResult();
  }

  private <T> Future<T> blocking(Callable<T> work) {
    if (waiting.incrementAndGet() > WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(new BusyException());
    }
    return workers
        .executeBlocking(work, false)
        .map(Objects::requireNonNull)
        .onComplete(done -> waiting.decrementAndGet());
  }
}
