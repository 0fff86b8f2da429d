package chat.passerby.gateway.socket;

import chat.passerby.delivery.Courier;
import chat.passerby.delivery.UntoldEnds;
import chat.passerby.device.DeviceMemory;
import chat.passerby.gateway.Absences;
import chat.passerby.gateway.Departures;
import chat.passerby.gateway.EventLoop;
import chat.passerby.gateway.HeldNews;
import chat.passerby.gateway.LossWatch;
import chat.passerby.gateway.Postponed;
import chat.passerby.gateway.Returning;
import chat.passerby.gateway.Settling;
import chat.passerby.gateway.VisitorStores;
import chat.passerby.gateway.WaitingEstimates;
import chat.passerby.gateway.http.IceServers;
import chat.passerby.gateway.limits.HasteLimits;
import chat.passerby.matchmaking.policy.PairingPolicy;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.Places;
import chat.passerby.matchmaking.rewind.Rewinds;
import chat.passerby.moderation.ReportDesk;
import chat.passerby.protocol.Limits;
import chat.passerby.protocol.RoomId;
import chat.passerby.redis.RedisLink;
import chat.passerby.redis.ScriptRunner;
import chat.passerby.room.KeptRooms;
import chat.passerby.room.LeaveRoomScript;
import chat.passerby.session.AddressTags;
import chat.passerby.session.KeptSessions;
import chat.passerby.session.OpenSessionScript;
import chat.passerby.session.SessionTokens;
import chat.passerby.visit.state.VisitSettings;
import java.util.SplittableRandom;

/** Puts together what welcomes the visitors of one event loop and carries out their visits. */
record VisitAssembly(
    GatewayVerticle.Shared shared, EventLoop loop, RedisLink link, ScriptRunner runner) {

  Greeting greeting(
      Courier courier,
      LaneQueue queue,
      SessionTokens tokens,
      Places places,
      KeptSessions kept,
      HeldNews news,
      LossWatch losses,
      WaitingEstimates estimates,
      Absences absences) {
    DeviceMemory devices =
        new DeviceMemory(runner, shared.matchmaking().policy().recentWindow(), shared.clock());
    VisitorStores stores =
        new VisitorStores(
            queue, places, new KeptRooms(runner), kept, devices, new Rewinds(link, runner));
    Departures departures =
        new Departures(
            new Postponed(loop.context(), link, shared.faults()),
            new LeaveRoomScript(runner),
            new UntoldEnds(kept, courier),
            queue,
            places,
            courier,
            shared.sessions().grace());
    Arrivals arrivals =
        new Arrivals(
            shared.self(),
            loop,
            new OpenSessionScript(runner, KeptSessions.MEMORY),
            shared.connected(),
            courier,
            shared.faults());
    Deeds deeds =
        new Deeds(
            new Answers(
                loop,
                stores,
                estimates,
                courier,
                new ReportDesk(runner, shared.moderation(), shared.reportMeters()),
                new AddressTags(shared.addressSecret())),
            new VisitFrames(
                new IceServers(
                    shared.settings().turnUris(),
                    shared.settings().turnSecret(),
                    shared.jwtSecret(),
                    shared.clock()),
                new Limits(
                    Limits.FRAME_BYTES,
                    Limits.TEXT_CHARS,
                    shared.settings().framesPerSecond(),
                    shared.settings().nextPerMinute(),
                    shared.sessions().grace()),
                estimates,
                shared.clock()),
            courier,
            departures,
            arrivals,
            new Postponed(loop.context(), link, shared.faults()),
            absences,
            shared.meters(),
            shared.callMeters());
    return new Greeting(
        tokens,
        shared.neighbours(),
        new Settling(loop, link, shared.links(), kept, shared.neighbours(), shared.clock()),
        arrivals,
        new Returning(loop, places, stores.rooms(), losses, departures, shared.faults()),
        devices,
        new Visits(
            settings(),
            new HasteLimits(
                shared.paces(),
                shared.settings().look(),
                shared.settings().nextPerMinute(),
                shared.clock()),
            deeds,
            news,
            shared.faults(),
            shared.clock()),
        shared.faults());
  }

  private VisitSettings settings() {
    return new VisitSettings(
        shared.matchmaking().lanes(),
        new PairingPolicy(shared.matchmaking().policy()),
        shared.sessions().grace(),
        shared.matchmaking().policy().recentWindow(),
        new SplittableRandom(),
        RoomId::random);
  }
}
