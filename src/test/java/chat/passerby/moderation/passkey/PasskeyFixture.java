package chat.passerby.moderation.passkey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.passkey.Passkey.AttestedKey;
import chat.passerby.moderation.staff.StaffKeys;
import chat.passerby.moderation.staff.StaffName;
import chat.passerby.redis.RedisFixture;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the tests of the scripts about passkeys share. */
abstract class PasskeyFixture extends RedisFixture {
  static final StaffName ANN = new StaffName("ann");
  static final StaffName BOB = new StaffName("bob");
  static final Instant NOW = Instant.ofEpochSecond(2_000_000_000);

  PasskeyFixture(Path data) {
    super(data);
  }

  void active(StaffName name, String id) {
    redis.ask(Command.HSET, StaffKeys.account(name), "id", id, "state", "active", "role", "senior");
  }

  static Passkey passkey(int number, String account, long count) {
    byte[] id = {(byte) number};
    return new Passkey(
        PasskeyId.of(id),
        account,
        "Passkey \"" + number + "\"",
        NOW,
        AttestedKey.of(id, new byte[] {1, 2, 3}),
        List.of("internal", "hybrid"),
        true,
        count,
        Optional.empty());
  }

  String owner(Passkey passkey) {
    var name = redis.ask(Command.HGET, StaffKeys.PASSKEY_OWNERS, passkey.id().value());
    return name == null ? "" : name.toString();
  }

  String field(StaffName name, String field) {
    var value = redis.ask(Command.HGET, StaffKeys.passkeys(name), field);
    return value == null ? "" : value.toString();
  }

  void assertExpires(String key, Duration within) {
    long left = redis.number(Command.PTTL, key);
    assertTrue(left > 0 && left <= within.toMillis(), () -> key + " expires after " + left + " ms");
  }
}
