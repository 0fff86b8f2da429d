package chat.passerby.moderation.spam;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.passerby.protocol.DeviceId;
import chat.passerby.redis.RedisFixture;
import chat.passerby.session.AddressTag;
import chat.passerby.settings.Secret;
import chat.passerby.telemetry.Meters;
import chat.passerby.time.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenerDeskTest extends RedisFixture {
  private static final Opener LURE = new Opener(List.of(1L, 2L, 3L), true, false);
  private static final Opener TALK = new Opener(List.of(4L, 5L, 6L), false, false);

  private final OpenerDesk desk =
      new OpenerDesk(
          Secret.of("a secret that only tests know"),
          redis.runner(),
          new SpamMeters(new Meters(new SimpleMeterRegistry())),
          new MovableClock());

  OpenerDeskTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void lure_theThirdOfItsLikeByAnybody_isACampaign() {
    assertEquals(OpenerVerdict.FINE, judge(LURE, 1, 1));
    assertEquals(OpenerVerdict.FINE, judge(LURE, 2, 2));
    assertEquals(OpenerVerdict.CAMPAIGN, judge(LURE, 3, 3));
    assertEquals(OpenerVerdict.FINE, judge(TALK, 3, 3));
  }

  @Test
  void lure_theSecondOfItsLikeWhenItIsDisguised_isACampaign() {
    Opener disguised = new Opener(LURE.bands(), true, true);
    assertEquals(OpenerVerdict.FINE, judge(disguised, 1, 1));
    assertEquals(OpenerVerdict.CAMPAIGN, judge(disguised, 2, 2));
    assertEquals(OpenerVerdict.CAMPAIGN, judge(LURE, 3, 3), "it counts for plain ones too");
  }

  @Test
  void talk_theTwelfthOfItsLikeByOneDevice_isRepeated() {
    assertEquals(12, firstNotFine(i -> judge(TALK, 1, i), OpenerVerdict.REPEATED));
  }

  @Test
  void talk_theThirtySixthOfItsLikeByOneAddress_isRepeated() {
    assertEquals(36, firstNotFine(i -> judge(TALK, i, 1), OpenerVerdict.REPEATED));
  }

  @Test
  void chats_theFourthBegunWithALureByOneDevice_isOneTooMany() {
    assertEquals(4, firstNotFine(i -> judge(shortLure(), 1, i), OpenerVerdict.LINKS));
  }

  @Test
  void chats_theTwelfthBegunWithALureByOneAddress_isOneTooMany() {
    assertEquals(12, firstNotFine(i -> judge(shortLure(), i, 1), OpenerVerdict.LINKS));
  }

  private static Opener shortLure() {
    return new Opener(List.of(), true, false);
  }

  private interface Judging {
    OpenerVerdict of(int number);
  }

  private static int firstNotFine(Judging judging, OpenerVerdict expected) {
    int number =
        IntStream.rangeClosed(1, 50)
            .filter(i -> judging.of(i) != OpenerVerdict.FINE)
            .findFirst()
            .orElseThrow();
    assertEquals(expected, judging.of(number));
    return number;
  }

  private OpenerVerdict judge(Opener opener, int device, int address) {
    return get(
        desk.judge(
            opener, true, new DeviceId("device-" + device), new AddressTag("key." + address)));
  }
}
