package chat.passerby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.cluster.peer.PeerSettings;
import chat.passerby.redis.Eventually;
import io.netty.channel.unix.Errors.NativeIoException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sentences for what the system says on bind; some of it cannot be had as root. */
class NoListeningTest {
  /** Netty's errors read their numbers from its native library, which nothing else here loads. */
  @BeforeAll
  static void loadNativeLibrary() {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    Eventually.get(vertx.close());
  }

  private static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new BindException("Address already in use"), "PASSERBY_PORT"),
        Arguments.of(
            new NativeIoException("bind", -98, false), "stop what uses it, or set PASSERBY_PORT"),
        Arguments.of(new NativeIoException("bind", -13, false), "from 1024 on"),
        Arguments.of(new SocketException("Permission denied"), "from 1024 on"),
        Arguments.of(new NativeIoException("bind", -99, false), "PASSERBY_HOST"),
        Arguments.of(new BindException("Cannot assign requested address"), "PASSERBY_HOST"),
        Arguments.of(new BindException("Can't assign requested address"), "PASSERBY_HOST"),
        Arguments.of(new UnknownHostException("nowhere"), "PASSERBY_HOST"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failure_ofTheSystem_isSaidInASentenceThatNamesTheSetting(Throwable failure, String named) {
    Throwable cause = explained(new IllegalStateException(failure));
    assertTrue(cause instanceof StartException, cause::toString);
    assertTrue(String.valueOf(cause.getMessage()).contains(named), cause::toString);
  }

  @Test
  void address_fromASettingOfItsOwn_isToBeSetThere() {
    Future<Void> explained =
        NoListening.explain(
            new BindException("Cannot assign requested address"),
            new PeerSettings(Optional.of("192.0.2.1"), 0));
    assertEquals(
        "192.0.2.1 is no address of this machine: set PASSERBY_LINK_HOST to one.",
        explained.cause().getMessage());
  }

  @Test
  void failure_ofOurs_staysWhatItIs() {
    Throwable ours = new IllegalStateException("a fault");
    assertSame(ours, explained(ours));
  }

  /** What listens is started in steps, and each may explain what the one inside it has. */
  @Test
  void sentence_thatIsThere_staysAsItIs() {
    Future<Void> links =
        NoListening.explain(
            new BindException("Address already in use"),
            new PeerSettings(Optional.of("127.0.0.1"), 7_000));
    Throwable inner = links.cause();
    assertSame(inner, explained(inner));
  }

  private static Throwable explained(Throwable failure) {
    Future<Void> explained = NoListening.explain(failure, "nowhere", 80, "PASSERBY_PORT");
    return explained.cause();
  }
}
