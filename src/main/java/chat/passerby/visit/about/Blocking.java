package chat.passerby.visit.about;

import chat.passerby.protocol.ClientFrame;
import chat.passerby.protocol.DeviceId;
import chat.passerby.protocol.ServerFrame.Left;
import chat.passerby.room.Room;
import chat.passerby.visit.chat.Conversation;
import chat.passerby.visit.search.Searching;
import chat.passerby.visit.state.Refusals;
import chat.passerby.visit.state.Standing;
import chat.passerby.visit.state.VisitState.Chatting;
import java.util.Optional;

/** The part of a visit that sees to it that two devices never meet again. */
public final class Blocking {
  private final Standing at;
  private final Searching searching;
  private final Conversation conversation;
  private final Rewinding rewinding;

  public Blocking(
      Standing at, Searching searching, Conversation conversation, Rewinding rewinding) {
    this.at = at;
    this.searching = searching;
    this.conversation = conversation;
    this.rewinding = rewinding;
  }

  /** Whether this would block a device that this visit has not blocked yet. */
  public boolean isNew(ClientFrame.Block block) {
    return at.recall(block.room())
        .map(at::partnerDevice)
        .filter(device -> !device.equals(at.known().self()) && at.known().mayBlock(device))
        .filter(device -> !at.known().isBlockedHere(device))
        .isPresent();
  }

  public void block(ClientFrame.Block block) {
    Optional<Room> named = at.recall(block.room());
    if (named.isEmpty()) {
      at.effects().send(Refusals.forgottenRoom(block));
      return;
    }
    DeviceId device = at.partnerDevice(named.get());
    if (device.equals(at.known().self())) {
      at.effects().send(Refusals.ownDevice(block));
    } else if (!at.known().mayBlock(device)) {
      at.effects().send(Refusals.tooManyBlocks(block));
    } else {
      at.known().block(device, () -> undone(block));
      rewinding.takeBack(device);
      apply(named.get(), device);
    }
  }

  /** The chat that is blocked from within goes on until someone leaves. */
  private void apply(Room named, DeviceId device) {
    if (at.state() instanceof Chatting chatting
        && !at.isIn(named.id())
        && at.partnerDevice(chatting.room()).equals(device)) {
      conversation.leaveRoom(chatting, Left.Reason.LEFT);
      at.idle();
    } else {
      searching.refresh();
    }
  }

  private void undone(ClientFrame.Block block) {
    at.effects().send(Refusals.tooManyBlocks(block));
    searching.refresh();
  }
}
