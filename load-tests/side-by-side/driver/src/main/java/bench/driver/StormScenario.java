package bench.driver;

import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;

/** Everybody looks for somebody at the same moment, time and again: how long until the last has been matched? */
final class StormScenario extends FleetScenario {
    private static final int LONGEST_STORM = 60;
    private static final double CALM = 0.3;

    private final Machine machine;
    private final int clients;
    private final int warmUps;
    private final double seconds;
    private final Latency waited = new Latency();
    private final Latency whole = new Latency();
    private boolean measuring;
    private boolean storming;
    private Promise<Void> allMatched = Promise.promise();
    private Promise<Void> allIdle = Promise.promise();
    private int matched;
    private int idle;

    StormScenario(Fleet fleet, Machine machine, Options options) {
        super(fleet);
        this.machine = machine;
        clients = options.number("clients", 2000) / 2 * 2;
        warmUps = options.number("storm-warm-ups", 3);
        seconds = options.seconds("seconds", 4);
    }

    @Override
    public boolean needsMatching() {
        return true;
    }

    @Override
    public void matched(Peer peer, String room) {
        peer.room = room;
        if (measuring) {
            waited.add(System.nanoTime() - peer.findAt);
        }
        if (++matched == clients) {
            allMatched.complete();
        }
    }

    @Override
    public void left(Peer peer) {
        gone(peer);
    }

    @Override
    public void idle(Peer peer) {
        gone(peer);
    }

    private void gone(Peer peer) {
        if (!storming && peer.room != null) {
            peer.room = null;
            if (++idle == clients) {
                allIdle.complete();
            }
        }
    }

    @Override
    public JsonObject run() {
        fleet.create(clients, this);
        fleet.connect();
        for (int i = 0; i < warmUps; i++) {
            storm();
        }
        measuring = true;
        Window window = fleet.call(() -> Window.open(machine));
        long matches = 0;
        int storms = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (storms == 0 || System.nanoTime() < end) {
            whole.add(storm());
            matches += clients / 2;
            storms++;
        }
        long total = matches;
        int count = storms;
        return fleet.call(() -> {
            JsonObject json = window.close(total).put("clients", clients).put("storms", count).put("matches", total);
            // The calm between storms is no work: the rate is that of the storms alone.
            json.put("perSecond", Window.round(clients / 2 / (whole.micros(50) / 1e6)));
            json.put("stormP50us", whole.micros(50)).put("stormMaxUs", whole.micros(100));
            waited.into(json);
            return json;
        });
    }

    /** Returns how long it took until the last was matched, in nanoseconds. */
    private long storm() {
        Promise<Void> everyoneMatched = Promise.promise();
        Promise<Void> everyoneIdle = Promise.promise();
        long start = fleet.call(() -> {
            allMatched = everyoneMatched;
            allIdle = everyoneIdle;
            matched = 0;
            idle = 0;
            storming = true;
            long now = System.nanoTime();
            for (Peer peer : fleet.peers()) {
                peer.findAt = now;
                fleet.protocol().find(peer);
            }
            return now;
        });
        Fleet.await(everyoneMatched.future(), LONGEST_STORM);
        long took = System.nanoTime() - start;
        fleet.call(() -> {
            storming = false;
            fleet.peers().forEach(fleet.protocol()::leave);
            return null;
        });
        Fleet.await(everyoneIdle.future(), LONGEST_STORM);
        Fleet.sleep(CALM);
        return took;
    }
}
