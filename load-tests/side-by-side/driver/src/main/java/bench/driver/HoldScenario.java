package bench.driver;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens more and more connections and holds them still while somebody else measures. After each step it writes a file
 * {@code done-STEP-NAME} into a folder and waits there for {@code go-STEP}, so that several drivers keep in step.
 */
final class HoldScenario extends FleetScenario {
    private static final double LONGEST_WAIT = 600;
    private static final double LOOKS_EVERY = 0.1;

    private final Options options;

    HoldScenario(Fleet fleet, Options options) {
        super(fleet);
        this.options = options;
    }

    @Override
    public JsonObject run() {
        Path folder = Path.of(options.text("barrier"));
        double connecting = 0;
        int step = 0;
        fleet.create(0, this);
        for (String connections : options.list("steps")) {
            long start = System.nanoTime();
            fleet.grow(Integer.parseInt(connections), this);
            double took = (System.nanoTime() - start) / 1e9;
            connecting += took;
            try {
                Files.writeString(folder.resolve("done-" + step + "-" + options.text("name")), Double.toString(took));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            await(folder.resolve("go-" + step++));
        }
        return new JsonObject().put("connections", fleet.peers().size()).put("connectSeconds", Window.round(connecting));
    }

    private static void await(Path file) {
        for (double waited = 0; !Files.exists(file); waited += LOOKS_EVERY) {
            if (waited > LONGEST_WAIT) {
                throw new IllegalStateException("nobody said " + file.getFileName());
            }
            Fleet.sleep(LOOKS_EVERY);
        }
    }
}
