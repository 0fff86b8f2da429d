package chat.passerby.redis;

/** Nobody knows where a server of Redis is; the message is the second half of a sentence. */
final class RedisAbsence extends RuntimeException {
  RedisAbsence(String message) {
    super(message, null, false, false);
  }
}
