package chat.passerby.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the node's heap per welcomed, idle connection: the used heap after a full collection,
 * with and without the connections. The node must run without limits by address ({@code
 * PASSERBY_CONNECTIONS_PER_ADDRESS=0}, {@code PASSERBY_SESSIONS_PER_MINUTE=0}) and on this machine,
 * since {@code jcmd} asks it.
 *
 * <p>Arguments: the server's address, the node's process id, how many connections.
 */
public final class IdleConnections {
  private static final int AT_ONCE = 100;
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private IdleConnections() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    URI server = URI.create(args[0]);
    String pid = args[1];
    int connections = Integer.parseInt(args[2]);
    Vertx vertx = Vertx.vertx();
    Visitor.Clients clients = Visitor.Clients.of(vertx, server);
    List<Visitor> visitors = new ArrayList<>();
    try {
      // The first ones load what every connection shares.
      come(clients, visitors, AT_ONCE);
      long before = usedKilobytes(pid);
      come(clients, visitors, connections);
      long after = usedKilobytes(pid);
      System.out.printf(
          Locale.ROOT,
          "heap per idle connection, %d connections: %.2f KB (%d KB before, %d KB after)%n",
          connections,
          (double) (after - before) / connections,
          before,
          after);
    } finally {
      vertx.close().await();
    }
  }

  private static void come(Visitor.Clients clients, List<Visitor> visitors, int count) {
    for (int left = count; left > 0; left -= AT_ONCE) {
      List<Future<Visitor>> coming = new ArrayList<>();
      for (int i = 0; i < Math.min(AT_ONCE, left); i++) {
        coming.add(Visitor.come(clients));
      }
      Future.all(coming).await();
      coming.forEach(visitor -> visitors.add(visitor.result()));
    }
  }

  private static long usedKilobytes(String pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
    if (!used.find()) {
      throw new IllegalStateException("jcmd did not tell the used heap.");
    }
    return Long.parseLong(used.group(1));
  }

  private static String jcmd(String pid, String command) throws IOException, InterruptedException {
    String jcmd = System.getProperty("java.home") + "/bin/jcmd";
    Process process = new ProcessBuilder(jcmd, pid, command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output;
  }
}
