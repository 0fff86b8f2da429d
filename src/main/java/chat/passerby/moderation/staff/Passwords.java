package chat.passerby.moderation.staff;

import com.password4j.Argon2Function;
import com.password4j.HashUpdate;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

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
  private static final Cost COST = new Cost(19 * MEBIBYTE_KIBIBYTES, 2);

  private final WorkerExecutor workers;
  private final Cost cost;
  private final AtomicInteger waiting = new AtomicInteger();

  public Passwords(Vertx vertx) {
    this(vertx, COST);
  }

  Passwords(Vertx vertx, Cost cost) {
    this.workers = vertx.createSharedWorkerExecutor("passwords", THREADS);
    this.cost = cost;
  }

  /** How dear a hash is. */
  record Cost(int kibibytes, int passes) {
    Argon2Function function() {
      return Argon2Function.getInstance(kibibytes, passes, 1, HASH_BYTES, Argon2.ID);
    }

    /** The form of a hash of this cost, which no password has. */
    String ofNobody() {
      Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
      return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
          .formatted(
              kibibytes,
              passes,
              base64.encodeToString(new byte[SALT_BYTES]),
              base64.encodeToString(new byte[HASH_BYTES]));
    }
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
    return blocking(
        () ->
            Password.hash(PasswordRules.normal(password))
                .addRandomSalt(SALT_BYTES)
                .with(cost.function())
                .getResult());
  }

  /**
   * Compares a password.
   *
   * @param hash empty when there is nobody to compare with, which takes as long and is never right
   * @return fails with a {@link BusyException}
   */
  Future<Check> check(String password, Optional<String> hash) {
    return blocking(() -> checkNow(password, hash.orElseGet(cost::ofNobody)));
  }

  private Check checkNow(String password, String kept) {
    // password4j 1.8.4 compares by the cost of the function that it is given, not by the hash's.
    HashUpdate update =
        Password.check(PasswordRules.normal(password), kept)
            .andUpdate()
            .with(Argon2Function.getInstanceFromHash(kept), cost.function());
    return new Check(
        update.isVerified(),
        update.isVerified() && update.isUpdated()
            ? Optional.of(update.getHash().getResult())
            : Optional.empty());
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
