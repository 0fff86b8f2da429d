package chat.passerby.load;

import chat.passerby.fault.ReplacedNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Replaces three gateways, two nodes that pair and one for moderators one after the other behind a
 * real HAProxy or nginx, under chats. Prints the figures as JSON, and ends with 1 when something
 * was lost. Everything is on the loopback interface and ends with it, in less than six minutes.
 *
 * <p>Arguments: {@code haproxy} or {@code nginx}; then how many chats, 300 unless told otherwise;
 * then a seed.
 */
public final class Replacement {
  private static final int CHATS = 300;
  private static final int SHOWN = 10;

  private Replacement() {}

  public static void main(String[] args) throws IOException {
    String proxy = args.length > 0 ? args[0] : "haproxy";
    int chats = args.length > 1 ? Integer.parseInt(args[1]) : CHATS;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : new Random().nextLong();
    System.out.println(proxy + " " + chats + " " + seed);
    Path folder = Files.createTempDirectory("passerby-replacement");
    boolean kept;
    try (ReplacedNodes nodes = new ReplacedNodes(proxy, seed, folder)) {
      ReplacedNodes.Outcome outcome = nodes.run(chats);
      System.out.println(outcome.figures().encodePrettily());
      outcome.findings().violations().stream().limit(SHOWN).forEach(System.out::println);
      kept = outcome.kept();
    }
    System.exit(kept ? 0 : 1);
  }
}
