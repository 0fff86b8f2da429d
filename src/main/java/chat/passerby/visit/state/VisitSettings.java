package chat.passerby.visit.state;

import chat.passerby.matchmaking.LanePlan;
import chat.passerby.matchmaking.policy.PairingPolicy;
import chat.passerby.moderation.shield.ShieldBook;
import chat.passerby.moderation.spam.Screening;
import chat.passerby.protocol.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What all visits of an event loop share.
 *
 * @param grace how long a visitor whose connection has dropped may come back; zero: not at all
 * @param recentWindow how long recent partners are remembered; zero: not at all
 * @param random spreads what all visits do from time to time
 * @param roomIds makes the ids of rooms
 * @param helpLines for whoever reports that somebody hurts themselves
 * @param screening looks at messages before they are passed on
 * @param shield what holds off a flood, while it is raised
 */
public record VisitSettings(
    LanePlan lanes,
    PairingPolicy policy,
    Duration grace,
    Duration recentWindow,
    RandomGenerator random,
    Supplier<RoomId> roomIds,
    List<String> helpLines,
    Screening screening,
    ShieldBook shield) {}
