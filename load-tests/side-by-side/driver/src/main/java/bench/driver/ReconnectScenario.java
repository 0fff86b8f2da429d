package bench.driver;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Pairs talk at a steady rate across several nodes; then the last node is drained or killed, and its people come back to
 * the others. How long is it until everybody is back and messages are as fast as before? A message counts from the moment
 * at which it was due, however long its sender or the partner was away, and is sent again until it is acknowledged.
 */
final class ReconnectScenario extends Pairs {
    private static final int LEVEL_SECONDS = 3;
    private static final double LEVEL_RATIO = 2;
    private static final double LEVEL_SLACK_MICROS = 5_000;
    private static final long FIRST_DELAY_MS = 250;
    private static final long LONGEST_DELAY_MS = 5_000;

    private final int rate;
    private final int nodes;
    private final int victim;
    private final String victimPid;
    private final String signal;
    private final double limit;
    private final Random random = new Random(7);
    private final Latency second = new Latency();
    private final Latency during = new Latency();
    private final Latency back = new Latency();
    private final JsonArray timeline = new JsonArray();
    private final List<Double> calm = new ArrayList<>();
    private long startedAt;
    private long harmedAt;
    private long lastBackAt;
    private long due;
    private long again;
    private long delivered;
    private long refused;
    private long deliveredBefore;
    private int away;
    private int mostAway;
    private int mostAwayThisSecond;
    private int ended;
    private int levelFor;
    private double levelAfter = -1;

    ReconnectScenario(Fleet fleet, Machine machine, Options options) {
        super(fleet, machine, options);
        rate = options.number("message-rate", 2000);
        nodes = options.list("urls").size();
        victim = nodes - 1;
        victimPid = options.text("victim");
        signal = options.text("signal");
        limit = options.seconds("limit", 90);
    }

    @Override
    public boolean needsMatching() {
        return true;
    }

    @Override
    void start() {
        fleet.expectLosses();
        startedAt = System.nanoTime();
        fleet.vertx().setPeriodic(1, this::tick);
        fleet.vertx().setPeriodic(1_000, this::second);
    }

    private void tick(long timer) {
        if (!running) {
            fleet.vertx().cancelTimer(timer);
            return;
        }
        long last = (System.nanoTime() - startedAt) * rate / 1_000_000_000L;
        for (; due < last; due++) {
            Peer peer = fleet.peers().get((int) (due % fleet.peers().size()));
            peer.underWay.add(startedAt + due * 1_000_000_000L / rate);
            flush(peer);
        }
    }

    /** Sends what is due, unless one of the two is away. */
    private void flush(Peer peer) {
        while (canTalk(peer) && !peer.underWay.isEmpty()) {
            long dueAt = peer.underWay.poll();
            String id = newId();
            peer.unacked.put(id, dueAt);
            say(peer, id, dueAt);
        }
        if (peer.room == null) {
            peer.underWay.clear();
        }
    }

    private static boolean canTalk(Peer peer) {
        return peer.ready && !peer.partnerAway && !peer.holding && peer.room != null;
    }

    private void sendAgain(Peer peer) {
        if (canTalk(peer)) {
            peer.unacked.forEach((id, dueAt) -> say(peer, id, dueAt));
            again += peer.unacked.size();
        }
    }

    @Override
    public void chat(Peer peer, String frame, int textAt) {
        String id = Protocol.value(frame, "\"id\":\"");
        long number = Long.parseLong(id, 36);
        if (peer.room != null) {
            fleet.protocol().ack(peer, id);
        }
        if (number > peer.lastShown) {
            peer.lastShown = number;
            super.chat(peer, frame, textAt);
        }
    }

    @Override
    public void acked(Peer peer, String id) {
        peer.unacked.remove(id);
    }

    @Override
    void delivered(Peer peer, long stamp) {
        long took = System.nanoTime() - stamp;
        delivered++;
        second.add(took);
        if (harmedAt != 0) {
            during.add(took);
        }
    }

    // Who is away, and back

    @Override
    public void goaway(Peer peer, long afterMillis) {
        if (!peer.moving) {
            peer.moving = true;
            comeBackIn(afterMillis, peer, 0);
        }
    }

    @Override
    public void closed(Peer peer, Short code) {
        lose(peer);
        if (!peer.moving) {
            peer.moving = true;
            comeBackIn(jittered(FIRST_DELAY_MS), peer, 0);
        } else if (peer.attempting) {
            retry(peer, peer.connections);
        }
    }

    private void comeBackIn(long millis, Peer peer, int tries) {
        fleet.vertx().setTimer(Math.max(1, millis), timer -> {
            lose(peer);
            peer.attempting = true;
            peer.tries = tries;
            var attempt = fleet.reconnect(peer, victim + 1 + peer.index % (nodes - 1));
            int connection = peer.connections;
            attempt.onFailure(failure -> retry(peer, connection));
        });
    }

    private void retry(Peer peer, int connection) {
        if (connection == peer.connections && peer.attempting) {
            peer.attempting = false;
            int tries = peer.tries + 1;
            comeBackIn(jittered(Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS << Math.min(tries, 10))), peer, tries);
        }
    }

    private long jittered(long millis) {
        return (long) (millis * (0.5 + random.nextDouble()));
    }

    private void lose(Peer peer) {
        if (peer.lostAt == 0) {
            peer.lostAt = System.nanoTime();
            peer.ready = false;
            mostAway = Math.max(mostAway, ++away);
            mostAwayThisSecond = Math.max(mostAwayThisSecond, away);
        }
    }

    @Override
    public void welcomed(Peer peer, String frame) {
        peer.ready = true;
        if (peer.lostAt == 0) {
            return;
        }
        lastBackAt = System.nanoTime();
        back.add(lastBackAt - peer.lostAt);
        away--;
        peer.lostAt = 0;
        peer.moving = false;
        peer.attempting = false;
        peer.partnerAway = false;
        peer.holding = false;
        if (!frame.contains("\"state\":\"chatting\"")) {
            end(peer);
        }
        sendAgain(peer);
        flush(peer);
    }

    @Override
    public void partner(Peer peer, boolean isAway) {
        peer.partnerAway = isAway;
        if (!isAway) {
            sendAgain(peer);
        }
        flush(peer);
    }

    @Override
    public void left(Peer peer) {
        end(peer);
    }

    private void end(Peer peer) {
        if (peer.room != null && running) {
            peer.room = null;
            ended++;
        }
    }

    @Override
    public void error(Peer peer, String what) {
        if (what.contains("\"code\":\"partner-away\"")) {
            peer.partnerAway = true; // until "partner-back" or the own return
        } else if (what.contains("\"code\":\"unavailable\"")) {
            refused++;
            if (!peer.holding) {
                peer.holding = true;
                fleet.vertx().setTimer(jittered(FIRST_DELAY_MS), timer -> {
                    peer.holding = false;
                    sendAgain(peer);
                    flush(peer);
                });
            }
        } else if (!what.contains("\"code\":\"stale-room\"")) {
            fleet.error(what);
        }
    }

    // Figures

    private void second(long timer) {
        if (!running) {
            fleet.vertx().cancelTimer(timer);
            return;
        }
        double p99 = second.micros(99);
        double since = harmedAt == 0 ? 0 : (System.nanoTime() - harmedAt) / 1e9;
        if (measuring) {
            timeline.add(new JsonObject()
                    .put("at", Window.round(harmedAt == 0 ? calm.size() - seconds : since))
                    .put("p50us", second.micros(50))
                    .put("p99us", p99)
                    .put("away", mostAwayThisSecond)
                    .put("messages", delivered - deliveredBefore));
        }
        deliveredBefore = delivered;
        mostAwayThisSecond = away;
        second.clear();
        if (measuring && harmedAt == 0) {
            calm.add(p99);
        } else if (harmedAt != 0) {
            boolean level = away == 0 && onVictim() == 0 && p99 <= levelMicros();
            levelFor = level ? levelFor + 1 : 0;
            if (levelFor == LEVEL_SECONDS && levelAfter < 0) {
                levelAfter = Math.max(since - LEVEL_SECONDS, (lastBackAt - harmedAt) / 1e9);
            }
        }
    }

    private long onVictim() {
        return fleet.peers().stream().filter(peer -> fleet.isAt(peer, victim)).count();
    }

    private double levelMicros() {
        double before = calm.stream().sorted().skip(calm.size() / 2).findFirst().orElse(0.0);
        return Math.max(before * LEVEL_RATIO, before + LEVEL_SLACK_MICROS);
    }

    @Override
    JsonObject measure() {
        fleet.call(() -> measuring = true);
        Fleet.sleep(seconds);
        long moved = fleet.call(() -> {
            harmedAt = System.nanoTime();
            return onVictim();
        });
        kill();
        for (double waited = 0; waited < limit && fleet.call(() -> levelAfter < 0); waited += 0.5) {
            Fleet.sleep(0.5);
        }
        JsonObject json = fleet.call(() -> {
            running = false;
            measuring = false;
            JsonObject told = new JsonObject()
                    .put("signal", signal)
                    .put("messageRate", rate)
                    .put("moved", moved)
                    .put("mostAway", mostAway)
                    .put("backSeconds", lastBackAt == 0 ? null : Window.round((lastBackAt - harmedAt) / 1e9))
                    .put("levelSeconds", levelAfter < 0 ? null : Window.round(Math.max(0, levelAfter)))
                    .put("levelBelowUs", levelMicros())
                    .put("chatSidesEnded", ended)
                    .put("messagesRefused", refused)
                    .put("messagesSentAgain", again)
                    .put("messagesLeft", fleet.peers().stream().mapToLong(peer -> peer.unacked.size()).sum())
                    .put("timeline", timeline);
            JsonObject away = new JsonObject();
            back.into(away);
            during.into(told);
            return told.put("away", away);
        });
        Fleet.sleep(0.3);
        return json;
    }

    private void kill() {
        try {
            new ProcessBuilder("kill", "-" + signal, victimPid).inheritIO().start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
