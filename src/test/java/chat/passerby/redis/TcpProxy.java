package chat.passerby.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Stands between a client and a server on this machine and can make its connections go bad. */
public final class TcpProxy implements AutoCloseable {
  private static final byte[] END = {};

  private final ServerSocket listener;
  private final int target;
  private final List<Route> routes = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong bytesSent = new AtomicLong();
  private volatile long delayNanos;
  private volatile boolean cut;
  private volatile Hold hold = new Hold(text -> false, new CountDownLatch(0));

  private record Hold(Predicate<String> what, CountDownLatch end) {}

  private record Chunk(byte[] bytes, long due) {
    long left() {
      return due - System.nanoTime();
    }
  }

  private TcpProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** A proxy on a free port for the server on {@code target}. */
  public static TcpProxy to(int target) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      TcpProxy proxy = new TcpProxy(listener, target);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** From now on, the connections that exist stay open and carry nothing; new ones are good. */
  public void swallow() {
    routes.forEach(route -> route.swallowing = true);
  }

  /** From now on, everything takes that much longer, on each way. */
  public void delay(Duration eachWay) {
    delayNanos = eachWay.toNanos();
  }

  /** How many connections have been asked for. */
  public int connections() {
    return connections.get();
  }

  /** How many bytes clients have sent. */
  public long bytesSent() {
    return bytesSent.get();
  }

  /** From now on, nothing gets through of a client from that text on, until {@link #release}. */
  public void hold(String text) {
    hold = new Hold(sent -> sent.contains(text), new CountDownLatch(1));
  }

  /** What is held gets through. */
  public void release() {
    hold.end.countDown();
  }

  /** The server sees the connections that exist end, the client does not; new ones are good. */
  public void cutServerSide() {
    swallow();
    routes.forEach(route -> close(route.server));
  }

  /** The client sees the connections that exist end, the server does not; new ones are good. */
  public void cutClientSide() {
    swallow();
    routes.forEach(route -> close(route.client));
  }

  /** From now on there is no connection, and none can be had. */
  public void cut() {
    cut = true;
    closeAll();
  }

  /** From now on connections can be had again. */
  public void mend() {
    cut = false;
  }

  @Override
  public void close() {
    release();
    close(listener);
    closeAll();
  }

  private void closeAll() {
    for (Route route : routes) {
      close(route.client);
      close(route.server);
    }
    routes.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        connections.incrementAndGet();
        if (cut) {
          close(client);
        } else {
          connect(client);
        }
      }
    } catch (IOException e) {
      close(listener); // by the test, most likely
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      Route route = new Route(client, server);
      routes.add(route);
      Thread.ofVirtual().start(() -> pump(route, client, server));
      Thread.ofVirtual().start(() -> pump(route, server, client));
    } catch (IOException e) {
      close(client); // nobody listens on the other side
    }
  }

  private void pump(Route route, Socket from, Socket to) {
    BlockingQueue<Chunk> underway = new LinkedBlockingQueue<>();
    Thread.ofVirtual().start(() -> arrive(route, underway, from, to));
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (from == route.client) {
          bytesSent.addAndGet(read);
          awaitRelease(new String(buffer, 0, read, ISO_8859_1));
        }
        if (!route.swallowing) {
          underway.add(new Chunk(Arrays.copyOf(buffer, read), System.nanoTime() + delayNanos));
        }
      }
    } catch (IOException e) {
      // Either side is gone; the other is told below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    underway.add(new Chunk(END, System.nanoTime()));
  }

  private void awaitRelease(String sent) throws InterruptedException {
    Hold current = hold;
    if (current.what.test(sent)) {
      current.end.await();
    }
  }

  /** What is delayed does not delay what comes behind it any further. */
  private static void arrive(Route route, BlockingQueue<Chunk> underway, Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      for (Chunk chunk = underway.take(); chunk.bytes != END; chunk = underway.take()) {
        for (long left = chunk.left(); left > 0; left = chunk.left()) {
          LockSupport.parkNanos(left);
        }
        out.write(chunk.bytes);
      }
    } catch (IOException e) {
      // As above.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!route.swallowing) {
      close(from);
      close(to);
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Route {
    private final Socket client;
    private final Socket server;
    private volatile boolean swallowing;

    Route(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }
  }
}
