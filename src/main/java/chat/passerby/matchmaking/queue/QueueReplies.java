package chat.passerby.matchmaking.queue;

import chat.passerby.room.RoomCodec;
import io.vertx.redis.client.Response;

/** Reads what the queue's scripts return. */
final class QueueReplies {
  private QueueReplies() {}

  static QueueReply read(Response reply) {
    String kind = reply.get(0).toString();
    return switch (kind) {
      case "queued" -> new QueueReply.Queued();
      case "kept" -> new QueueReply.Kept();
      case "withdrawn" -> new QueueReply.Withdrawn();
      case "absent" -> new QueueReply.Absent();
      case "outdated" -> new QueueReply.Outdated();
      case "taken" -> new QueueReply.Taken(RoomCodec.unpack(reply.get(1).toBuffer()));
      default -> throw new IllegalStateException("The queue answered " + kind + ".");
    };
  }
}
