package chat.passerby.matchmaking.queue;

import chat.passerby.protocol.RoomId;
import chat.passerby.room.RoomCodec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;

/** Reads what the queue's scripts return. */
final class QueueReplies {
  private QueueReplies() {}

  /** Fails with an {@link UnreadableRoomException} when the session's room is of another build. */
  static Future<QueueReply> read(Response reply) {
    String kind = reply.get(0).toString();
    return switch (kind) {
      case "queued" -> Future.succeededFuture(new QueueReply.Queued());
      case "kept" -> Future.succeededFuture(new QueueReply.Kept());
      case "withdrawn" -> Future.succeededFuture(new QueueReply.Withdrawn());
      case "absent" -> Future.succeededFuture(new QueueReply.Absent());
      case "outdated" -> Future.succeededFuture(new QueueReply.Outdated());
      case "taken" -> taken(reply.get(1).toBuffer(), new RoomId(reply.get(2).toString()));
      default -> throw new IllegalStateException("The queue answered " + kind + ".");
    };
  }

  private static Future<QueueReply> taken(Buffer packed, RoomId room) {
    try {
      return Future.succeededFuture(new QueueReply.Taken(RoomCodec.unpack(packed)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Future.failedFuture(new UnreadableRoomException(room, packed.length(), e));
    }
  }
}
