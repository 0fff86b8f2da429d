package chat.passerby.gateway;

import chat.passerby.device.DeviceMemory;
import chat.passerby.matchmaking.queue.LaneQueue;
import chat.passerby.matchmaking.queue.Places;
import chat.passerby.matchmaking.rewind.Rewinds;
import chat.passerby.room.KeptRooms;
import chat.passerby.session.KeptSessions;

/** What Redis keeps of visitors, as one event loop reaches it. */
public record VisitorStores(
    LaneQueue queue,
    Places places,
    KeptRooms rooms,
    KeptSessions sessions,
    DeviceMemory devices,
    Rewinds rewinds) {}
