package chat.passerby.moderation.sanction;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.moderation.sanction.ImposeSanctionScript.Outcome;
import chat.passerby.moderation.sanction.Sanction.State;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RealRedis;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.session.AddressTag;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImposeSanctionScriptTest extends SanctionFixture {
  ImposeSanctionScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void ban_ofADay_isInEffectAndExpires() {
    RealRedis.Log heard = redis.listen(SanctionKeys.CHANNEL);
    assertEquals(Sanctions.Imposed.IN_EFFECT, impose("b1", SanctionKind.BAN, Duration.ofDays(1)));
    assertEquals(List.of(Buffer.buffer("1")), heard.soFar());
    Sanction ban = read("b1");
    assertEquals(State.ACTIVE, ban.state());
    assertEquals(List.of(ANNA, ANNAS), ban.subjects());
    assertEquals("Selling things.", ban.statement());
    assertEquals(Optional.of("case1"), ban.evidence());
    assertEquals(Duration.ofDays(1), Duration.between(ban.start(), ban.end().orElseThrow()));
    Duration kept = ImposeSanctionScript.MEMORY;
    assertExpires("passerby:{sanctions}:one:b1", kept);
    assertExpires("passerby:{sanctions}:of:session:anna", kept);
    assertExpires("passerby:{sanctions}:of:device:annas", kept);
    assertExpires(SanctionKeys.code(TOKENS.hash(ban.id())), kept);
    assertTrue(
        redis.keys().stream().noneMatch(key -> key.contains(TOKENS.code(ban.id()))),
        "a code stands in a key");
  }

  @Test
  void order_again_changesNothing() {
    impose("b1", SanctionKind.BAN, HOUR);
    Sanction first = read("b1");
    impose("b1", SanctionKind.WARNING, YEAR);
    assertEquals(first, read("b1"));
    assertEquals(List.of("b1"), listed());
  }

  @Test
  void order_twiceAtOnce_isOneSanction() {
    Sanctions other = new Sanctions(new ScriptRunner(redis.connect()), TOKENS, FAULTS);
    Order order = order("b1", SanctionKind.BAN, HOUR);
    var one = sanctions.impose(order);
    var two = other.impose(order);
    assertEquals(
        List.of(Sanctions.Imposed.IN_EFFECT, Sanctions.Imposed.IN_EFFECT),
        List.of(get(one), get(two)));
    assertEquals(List.of("b1"), listed());
    assertEquals("1", redis.answer(Command.HGET, SanctionKeys.HEAD, "version").toString());
  }

  @Test
  void ban_ofMoreThanAMonth_isPending() {
    assertEquals(Sanctions.Imposed.IN_EFFECT, impose("b1", SanctionKind.BAN, Duration.ofDays(30)));
    assertEquals(
        Sanctions.Imposed.PENDING,
        impose("b2", SanctionKind.BAN, Duration.ofDays(30).plusMillis(1)));
    assertEquals(
        Sanctions.Imposed.PENDING,
        get(sanctions.impose(order("b3", SanctionKind.BAN, Optional.empty(), List.of(ANNA)))));
    assertEquals(Sanctions.Imposed.IN_EFFECT, impose("b4", SanctionKind.RESTRICT, YEAR));
    assertEquals(State.PENDING, read("b2").state());
    assertEquals(2, redis.number(Command.ZCARD, SanctionKeys.ACTIVE));
  }

  @Test
  void mute_ofANetwork_isPending() {
    Subject network = Subject.network(new AddressTag("key.net"));
    assertEquals(
        Sanctions.Imposed.PENDING,
        get(
            sanctions.impose(
                order("b1", SanctionKind.MUTE_TEXT, Optional.of(HOUR), List.of(network)))));
  }

  @Test
  void ban_longerThanTheMemory_isKeptUntilItsEnd() {
    impose("b1", SanctionKind.BAN, YEAR);
    assertExpires("passerby:{sanctions}:one:b1", YEAR);
    impose("b2", SanctionKind.BAN, HOUR);
    assertExpires("passerby:{sanctions}:of:session:anna", YEAR);
  }

  @Test
  void sanctions_moreThanMayBe_areRefused() {
    ImposeSanctionScript script = new ImposeSanctionScript(redis.runner(), TOKENS, 2);
    List<Outcome> outcomes =
        IntStream.range(0, 3)
            .mapToObj(i -> get(script.run(order("b" + i, SanctionKind.BAN, HOUR))))
            .toList();
    assertEquals(List.of(Outcome.IMPOSED, Outcome.IMPOSED, Outcome.FULL), outcomes);
    lift("b0", "mia");
    assertEquals(Outcome.IMPOSED, get(script.run(order("b3", SanctionKind.BAN, HOUR))));
  }

  @Test
  void sanction_thatHasEnded_leavesTheSetsWithTheNext() {
    impose("b1", SanctionKind.BAN, Duration.ofMillis(1));
    redis.ask(Command.ZADD, SanctionKeys.KEPT, 1, "b1");
    Eventually.await("it has ended", () -> redis.exists(SanctionKeys.ONE + "b1") && isOver());
    impose("b2", SanctionKind.BAN, HOUR);
    assertEquals(List.of("b2"), listed());
    assertEquals(1, redis.number(Command.ZCARD, SanctionKeys.CHANGES));
    assertEquals(1, redis.number(Command.ZCARD, SanctionKeys.ACTIVE));
  }

  private boolean isOver() {
    return read("b1").state() == State.ENDED;
  }
}
