package chat.passerby.gateway.socket;

import chat.passerby.cluster.Neighbours;
import chat.passerby.delivery.ConnectedSessions;
import chat.passerby.delivery.Courier;
import chat.passerby.device.DeviceMemory;
import chat.passerby.gateway.Absences;
import chat.passerby.gateway.CallMeters;
import chat.passerby.gateway.Deadlines;
import chat.passerby.gateway.Departures;
import chat.passerby.gateway.GatewayMeters;
import chat.passerby.gateway.GatewaySettings;
import chat.passerby.gateway.HeldNews;
import chat.passerby.gateway.LossWatch;
import chat.passerby.gateway.Postponed;
import chat.passerby.gateway.Settling;
import chat.passerby.gateway.WaitingEstimates;
import chat.passerby.gateway.http.IceServers;
import chat.passerby.gateway.limits.Paces;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.Places;
import chat.passerby.matchmaking.rewind.Rewinds;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.protocol.NodeId;
import chat.passerby.protocol.ServerFrameWriter;
import chat.passerby.protocol.reading.ClientFrameReader;
import chat.passerby.room.KeptRooms;
import chat.passerby.session.AddressTags;
import chat.passerby.session.KeptSessions;
import chat.passerby.session.OpenSessionScript;
import chat.passerby.session.SessionTokens;
import chat.passerby.telemetry.Faults;
import chat.passerby.time.NodeClock;
import chat.passerby.visit.state.VisitSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** What the connections of one event loop share. */
record GatewayParts(
    Context context,
    NodeId self,
    GatewaySettings settings,
    Deadlines deadlines,
    SessionTokens tokens,
    OpenSessionScript openSession,
    ConnectedSessions connected,
    Courier courier,
    Neighbours neighbours,
    HeldNews news,
    HeldFrames frames,
    LaneQueue queue,
    WaitingEstimates estimates,
    VisitSettings visits,
    Places places,
    KeptRooms rooms,
    KeptSessions sessions,
    LossWatch losses,
    Settling settling,
    Absences absences,
    Departures departures,
    Paces paces,
    DeviceMemory devices,
    Rewinds rewinds,
    ReportDesk reports,
    AddressTags addresses,
    Postponed postponed,
    IceServers iceServers,
    ClientFrameReader reader,
    ServerFrameWriter writer,
    GatewayMeters meters,
    CallMeters calls,
    Faults faults,
    HeldBytes held,
    NodeClock clock) {

  /** Does something once this turn of the event loop, and what it has put off, is done. */
  <T> Future<T> afterThisTurn(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(
        turn -> {
          try {
            work.get().onComplete(done);
          } catch (RuntimeException e) {
            done.fail(e);
          }
        });
    return done.future();
  }
}
