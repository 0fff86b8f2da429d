package chat.passerby.redis.link;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.redis.client.impl.types.ErrorType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
  /** As vertx-redis-client 5.0.10 tells of a batch whose connection was reset. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERR [0] io.netty.channel.unix.Errors$NativeIoException: recvAddress(..) failed with"
            + " error(-104): Connection reset by peer\nERR [1] io.netty.channel.unix"
            + ".Errors$NativeIoException: recvAddress(..) failed",
        "ERR [3] java.io.IOException",
        "CONNECTION_CLOSED",
        "ERR [0] CONNECTION_CLOSED"
      })
  void connectionThatFailed_isNoReply(String message) {
    assertFalse(Failures.isReply(ErrorType.create(message)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERR unknown command",
        "ERR [0] WRONGTYPE Operation against a key holding the wrong kind of value",
        "ERR [12] ERR value is not an integer or out of range",
        "NOPERM this user has no permissions"
      })
  void wordsOfRedis_areOne(String message) {
    assertTrue(Failures.isReply(ErrorType.create(message)));
  }
}
