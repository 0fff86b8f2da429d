package chat.passerby.moderation.staff;

import com.password4j.Argon2Function;
import com.password4j.HashUpdate;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Base64;
import java.util.Optional;

/**
 * Hashes passwords by Argon2id (RFC 9106), on threads of its own: it takes long by design. One for
 * each node.
 */
public final class Passwords {
  private static final int MEBIBYTE_KIBIBYTES = 1024;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** What OWASP's password storage guide gives as the least: 19 MiB, two passes, one lane. */
  private static final Cost COST = new Cost(19 * MEBIBYTE_KIBIBYTES, 2);

  private final SlowWork work;
  private final Cost cost;

  public Passwords(Vertx vertx) {
    this(vertx, COST);
  }

  Passwords(Vertx vertx, Cost cost) {
    this.work = new SlowWork(vertx, "passwords");
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

  /**
   * Hashes a new password.
   *
   * @return the hash with its salt and cost (PHC string format); fails with a {@link
   *     SlowWork.BusyException}
   */
  Future<String> hash(String password) {
    return work.run(
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
   * @return fails with a {@link SlowWork.BusyException}
   */
  Future<Check> check(String password, Optional<String> hash) {
    return work.run(() -> checkNow(password, hash.orElseGet(cost::ofNobody)));
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
}
