package chat.passerby.visit.state;

import chat.passerby.delivery.Handover;
import chat.passerby.delivery.RoomEvent;
import chat.passerby.device.Acquaintances;
import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.NodeId;
import chat.passerby.session.Address;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Set;

/** Everything that can happen to a visit. */
public sealed interface Input {

  /**
   * The visit begins: the visitor is to be welcomed.
   *
   * @param found what an earlier connection of the session has left
   */
  record Begin(Found found) implements Input {}

  /**
   * The visitor's next frame.
   *
   * @param raw the frame as it came, for the partner
   */
  record Frame(ClientFrame frame, Buffer raw) implements Input {
    @Override
    public String toString() {
      return "Frame[" + frame + ", " + raw.length() + " bytes]";
    }
  }

  /** A frame came too fast and was refused for so long. */
  record TooFast(ClientFrame frame, Duration time) implements Input {}

  /** The client has read everything that was sent before the last ping. */
  record Heard() implements Input {}

  /** Something that happened elsewhere. */
  record Event(RoomEvent event) implements Input {}

  /**
   * A relayed frame has not arrived, or perhaps has not.
   *
   * @param to where it was sent
   * @param handover anything but {@code TAKEN}
   */
  record NotHandedOn(Address to, RoomEvent.Relay relay, Handover handover) implements Input {}

  /** What was remembered of the visitor's device when it said {@code hello}. */
  record Remembered(Acquaintances known) implements Input {}

  /**
   * The answer to an {@link Effect.Ask}.
   *
   * @param id the question's
   */
  record Answer(long id, Result<?> result) implements Input {}

  /**
   * What was put off by an {@link Effect.Later} may work now.
   *
   * @param id that effect's
   */
  record Due(long id) implements Input {}

  /**
   * Time has passed.
   *
   * @param waking whether this node was paused and has not read everything yet that came meanwhile
   */
  record Tick(boolean waking) implements Input {}

  /** Whether this node knows that it is alive. A visit assumes so until it is told otherwise. */
  record Alive(boolean current) implements Input {}

  /**
   * Time to repair what a message or Redis may have lost.
   *
   * @param lost whether there is a reason to think so
   */
  record Refresh(boolean lost) implements Input {}

  /** Redis has lost its data. */
  record DataLost() implements Input {}

  /** Nodes have died, perhaps with the partner. */
  record NodesDied(Set<NodeId> nodes) implements Input {}

  /** The connection is gone. */
  record End(Parting parting) implements Input {}
}
