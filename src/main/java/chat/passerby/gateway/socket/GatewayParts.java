package chat.passerby.gateway.socket;

import chat.passerby.gateway.Absences;
import chat.passerby.gateway.Deadlines;
import chat.passerby.gateway.EventLoop;
import chat.passerby.gateway.GatewayMeters;
import chat.passerby.gateway.GatewaySettings;
import chat.passerby.protocol.ServerFrameWriter;
import chat.passerby.protocol.reading.ClientFrameReader;
import chat.passerby.telemetry.Faults;
import chat.passerby.time.NodeClock;

/** What the connections of one event loop share. */
record GatewayParts(
    EventLoop loop,
    GatewaySettings settings,
    Deadlines deadlines,
    Greeting greeting,
    HeldFrames frames,
    Absences absences,
    ClientFrameReader reader,
    ServerFrameWriter writer,
    GatewayMeters meters,
    Faults faults,
    HeldBytes held,
    NodeClock clock) {}
