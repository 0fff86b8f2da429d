package chat.passerby.moderation.sanction;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.SessionId;
import chat.passerby.redis.Eventually;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.redis.link.LinkSettings;
import chat.passerby.session.AddressTags;
import chat.passerby.settings.Secret;
import chat.passerby.time.MovableClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SanctionReaderTest extends SanctionFixture {
  private static final AddressTags TAGS = new AddressTags(Secret.of("another secret of bytes"));

  private final MovableClock clock = new MovableClock();
  private final List<Set<Subject>> told = new ArrayList<>();
  private SanctionBook book;
  private SanctionReader reader;

  SanctionReaderTest(@TempDir Path data) {
    super(data);
    book = new SanctionBook(TAGS, clock);
    reader = reader(book);
  }

  @BeforeEach
  void begin() {
    book = new SanctionBook(TAGS, clock);
    reader = reader(book);
    book.onChange(told::add);
    told.clear();
  }

  private SanctionReader reader(SanctionBook book) {
    return reader(book, redis.runner(), 10);
  }

  private SanctionReader reader(SanctionBook book, ScriptRunner runner, int most) {
    return new SanctionReader(
        new ReadSanctionsScript(runner, FAULTS, 2),
        new ImposeSanctionScript(runner, TOKENS, most),
        book,
        clock);
  }

  @Test
  void sanctions_thatWereDecided_areKnownAndTold() {
    impose("b1", SanctionKind.BAN, HOUR);
    impose("b2", SanctionKind.MUTE_TEXT, HOUR);
    impose("b3", SanctionKind.COOLDOWN, HOUR);
    get(reader.read());
    assertEquals(List.of("b2", "b3", "b1"), known("anna", "other", "192.0.2.1"));
    assertEquals(List.of("b2", "b3", "b1"), known("other", "annas", "192.0.2.1"));
    assertEquals(List.of(), known("other", "other", "192.0.2.1"));
    assertTrue(told.stream().anyMatch(subjects -> subjects.containsAll(Set.of(ANNA, ANNAS))));
    assertEquals(
        Optional.of("b1"),
        book.ban(Optional.empty(), new DeviceId("annas"), address("192.0.2.1"))
            .map(ban -> ban.id().value()));
  }

  @Test
  void ban_thatIsLifted_isForgottenAndTold() {
    impose("b1", SanctionKind.BAN, HOUR);
    get(reader.read());
    told.clear();
    lift("b1", "mia");
    get(reader.read());
    assertEquals(List.of(), known("anna", "annas", "192.0.2.1"));
    assertEquals(List.of(Set.of(ANNA, ANNAS)), told);
  }

  @Test
  void longBan_untilItIsConfirmed_isNotInEffect() {
    impose("b1", SanctionKind.BAN, YEAR);
    get(reader.read());
    assertEquals(List.of(), known("anna", "annas", "192.0.2.1"));
    confirm("b1", "tom");
    get(reader.read());
    assertEquals(List.of("b1"), known("anna", "annas", "192.0.2.1"));
  }

  @Test
  void ban_whenItsTimeIsOver_holdsNoMore() {
    impose("b1", SanctionKind.BAN, HOUR);
    get(reader.read());
    clock.advance(HOUR.plusSeconds(1));
    assertEquals(List.of(), known("anna", "annas", "192.0.2.1"));
    get(reader.read());
    assertEquals(0, book.size());
  }

  @Test
  void ban_ofAnAddress_isForItsNetworkOfOneHousehold() {
    Subject six = Subject.address(TAGS.of(address("2001:db8:1:2::1")));
    Subject range = Subject.network(TAGS.network(address("198.51.100.7")));
    get(sanctions.impose(order("b1", SanctionKind.BAN, Optional.of(HOUR), List.of(six))));
    get(sanctions.impose(order("b2", SanctionKind.BAN, Optional.of(HOUR), List.of(range))));
    confirm("b2", "tom");
    get(reader.read());
    assertEquals(List.of("b1"), known("x", "y", "2001:db8:1:2:ffff::9"));
    assertEquals(List.of(), known("x", "y", "2001:db8:1:3::1"));
    assertEquals(List.of("b2"), known("x", "y", "198.51.100.200"));
    assertEquals(List.of(), known("x", "y", "198.51.101.7"));
  }

  @Test
  void book_thatWasNotReadForAWhile_isNotFresh() {
    assertFalse(book.isFresh());
    get(reader.read());
    assertTrue(book.isFresh());
    clock.advance(Duration.ofSeconds(3));
    assertFalse(book.isFresh());
    get(reader.read());
    assertTrue(book.isFresh());
  }

  @Test
  void reading_askedForWhileOneIsUnderWay_seesWhatWasDecidedBetween() {
    Future<Void> first = reader.read();
    impose("b1", SanctionKind.BAN, HOUR);
    Future<Void> second = reader.read();
    get(first);
    get(second);
    assertEquals(List.of("b1"), known("anna", "annas", "192.0.2.1"));
  }

  @Test
  void redis_thatHasLostItsData_getsTheSanctionsBack() {
    impose("b1", SanctionKind.BAN, HOUR);
    impose("b2", SanctionKind.BAN, HOUR);
    lift("b2", "mia");
    get(reader.read());
    clear();
    SanctionReader other = reader(new SanctionBook(TAGS, clock));
    get(reader.read());
    get(other.read());
    assertEquals(List.of("b1"), known("anna", "annas", "192.0.2.1"));
    assertEquals(List.of("b1"), listed());
    get(reader.read());
    assertEquals(List.of("b1"), known("anna", "annas", "192.0.2.1"));
  }

  /** Redis answers reads while it is full, and refuses writes. */
  @Test
  void redis_thatHasLostItsDataAndRefusesIt_getsTheSanctionsBackLater() {
    impose("b1", SanctionKind.BAN, HOUR);
    get(reader.read());
    clear();
    redis.ask(Command.CONFIG, "SET", "maxmemory", "1");
    Future<Void> refused = reader.read();
    Eventually.await("the reading has ended", refused::isComplete);
    redis.ask(Command.CONFIG, "SET", "maxmemory", "0");
    assertTrue(refused.failed());
    get(reader.read());
    assertEquals(List.of("b1"), known("anna", "annas", "192.0.2.1"));
    assertEquals(List.of("b1"), listed());
  }

  @Test
  void redis_thatHasLostMoreThanALinkTakesAtOnce_getsAllBack() {
    LinkSettings narrow =
        new LinkSettings(HOUR, HOUR, Duration.ofMillis(1), Duration.ofMillis(1), 100, HOUR);
    RedisLink link = RedisLink.create(redis.vertx(), redis.endpoint(), narrow, "narrow");
    get(link.start());
    SanctionReader its = reader(book, new ScriptRunner(link), 1_000);
    for (int i = 0; i < 250; i++) {
      impose("b" + i, SanctionKind.BAN, HOUR);
    }
    get(its.read());
    clear();
    get(its.read());
    assertEquals(250, book.size());
    assertEquals(250, redis.number(Command.ZCARD, SanctionKeys.ACTIVE));
    get(link.close());
  }

  @Test
  void bans_ofOneVisitor_areToldByTheOneThatEndsLast() {
    impose("long", SanctionKind.BAN, HOUR.multipliedBy(2));
    impose("short", SanctionKind.BAN, HOUR);
    get(reader.read());
    assertEquals(List.of("short", "long"), known("anna", "annas", "192.0.2.1"));
  }

  @Test
  void node_thatWasAwayForADay_readsEverythingAnew() {
    impose("b1", SanctionKind.BAN, Duration.ofDays(7));
    impose("b2", SanctionKind.BAN, Duration.ofDays(7));
    get(reader.read());
    lift("b1", "mia");
    // As if that were long ago, and no change any more.
    redis.ask(Command.ZREM, SanctionKeys.CHANGES, "b1");
    clock.advance(Duration.ofDays(1));
    get(reader.read());
    assertEquals(List.of("b2"), known("anna", "annas", "192.0.2.1"));
  }

  private List<String> known(String session, String device, String address) {
    return book
        .of(Optional.of(new SessionId(session)), new DeviceId(device), address(address))
        .stream()
        .map(active -> active.id().value())
        .toList();
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
