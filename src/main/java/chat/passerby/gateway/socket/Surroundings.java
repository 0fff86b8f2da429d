package chat.passerby.gateway.socket;

import chat.passerby.gateway.EventLoop;
import chat.passerby.gateway.GatewayMeters;
import chat.passerby.protocol.ServerFrameWriter;
import chat.passerby.protocol.reading.ClientFrameReader;
import chat.passerby.telemetry.Faults;
import chat.passerby.time.NodeClock;

/** What surrounds the connections of one event loop. */
public record Surroundings(
    EventLoop loop,
    ConnectionLimits limits,
    ClientFrameReader reader,
    ServerFrameWriter writer,
    HeldFrames frames,
    Flushes flushes,
    Greeting greeting,
    GatewayMeters meters,
    Faults faults,
    NodeClock clock) {}
