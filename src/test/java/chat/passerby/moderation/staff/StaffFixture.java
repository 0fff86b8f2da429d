package chat.passerby.moderation.staff;

import chat.passerby.redis.RedisFixture;
import chat.passerby.session.AddressTag;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What the tests of the scripts about moderators share. */
abstract class StaffFixture extends RedisFixture {
  static final StaffName ANN = new StaffName("ann");
  static final StaffName BOB = new StaffName("bob");
  static final AddressTag HERE = new AddressTag("key.here");
  static final AddressTag THERE = new AddressTag("key.there");
  static final Instant NOW = Instant.ofEpochSecond(2_000_000_000);
  static final Duration IDLE = Duration.ofMinutes(30);

  StaffFixture(Path data) {
    super(data);
  }

  static StaffMember member(StaffName name, StaffRole role, Permission... permissions) {
    return new StaffMember(name, role, Set.of(permissions));
  }

  /** Writes an account down as it is once somebody has enrolled. */
  void active(StaffName name, StaffRole role, String id) {
    String[] fields = {"id", id, "state", "active", "role", role.wireName(), "permissions", ""};
    for (int i = 0; i < fields.length; i += 2) {
      redis.ask(Command.HSET, StaffKeys.account(name), fields[i], fields[i + 1]);
    }
    redis.ask(Command.HSET, StaffKeys.ROSTER, name.value(), role.wireName() + ":active");
  }

  Map<String, ?> account(StaffName name) {
    return redis.hash(StaffKeys.account(name));
  }

  String field(StaffName name, String field) {
    var value = redis.ask(Command.HGET, StaffKeys.account(name), field);
    return value == null ? "" : value.toString();
  }

  String inRoster(StaffName name) {
    var value = redis.ask(Command.HGET, StaffKeys.ROSTER, name.value());
    return value == null ? "" : value.toString();
  }

  void assertExpires(String key, Duration within) {
    long left = redis.number(Command.PTTL, key);
    org.junit.jupiter.api.Assertions.assertTrue(
        left > 0 && left <= within.toMillis(), () -> key + " expires after " + left + " ms");
  }
}
