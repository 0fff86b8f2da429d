package chat.passerby.visit.state;

import chat.passerby.matchmaking.policy.Criteria;
import chat.passerby.room.Lane;
import java.time.Instant;

/** What is searched for, and since when. */
public record Search(Lane lane, Criteria criteria, Instant since) {}
