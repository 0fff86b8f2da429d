package bench.driver;

/** A scenario that its fleet's people play: what all of them do alike. */
abstract class FleetScenario implements Scenario, Events {
    protected final Fleet fleet;

    FleetScenario(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public void ready(Peer peer) {
        peer.ready = true;
    }

    @Override
    public void error(Peer peer, String what) {
        fleet.error(what);
    }
}
