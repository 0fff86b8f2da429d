package chat.passerby.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Whether a client reads what is on its way to it. Bound to the channel's event loop. */
final class AnswerProgress {
  private long last;

  /** Whether it has read something since the last look, or there is nothing to read. */
  boolean moves(Channel channel) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    if (buffer == null || buffer.isEmpty()) {
      return true;
    }
    long before = last;
    last = buffer.totalPendingWriteBytes() - buffer.currentProgress();
    return last != before;
  }
}
