package chat.passerby.gateway;

import chat.passerby.gateway.http.IceUri;
import chat.passerby.gateway.http.Origins;
import chat.passerby.gateway.limits.Network;
import chat.passerby.http.HttpDeadlines;
import chat.passerby.protocol.Limits;
import chat.passerby.settings.Secret;
import chat.passerby.settings.Setting;
import chat.passerby.settings.Settings;
import chat.passerby.settings.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where visitors come in and how much each may do.
 *
 * @param port 0 takes any free one
 * @param origins besides the page's own host, as browsers write them
 * @param proxies whose {@code X-Forwarded-For} counts
 * @param connectionsPerAddress open connections of one address on this node; 0 is no limit
 * @param sessionsPerMinute new sessions of one address on this node; 0 is no limit
 * @param framesPerSecond of one connection; 0 is no limit
 * @param nextPerMinute of one connection; 0 is no limit
 * @param outboundBytes how much may be on its way to a client that does not read
 * @param connections open connections of this node; 0 is no limit
 * @param loopLag how late an event loop may be before it takes no new visitors; zero is no limit
 * @param look how long people usually look at a partner: who goes on sooner time and again is
 *     slowed down; zero slows nobody
 * @param drainNotice how long a node that is told to end serves on, unready, so that load balancers
 *     notice
 * @param drain how long a node that is told to end waits for its visitors to move to another
 * @param handoversPerSecond how many idle visitors a node with more than its share hands over in a
 *     second at most; 0 hands nobody over
 * @param keepAlive how long an idle HTTP connection is kept after an answer
 * @param turnUris STUN and TURN servers given to clients
 * @param turnSecret shared with the TURN servers; there is one where turnUris names such a server
 */
public record GatewaySettings(
    String host,
    int port,
    List<String> origins,
    List<Network> proxies,
    int connectionsPerAddress,
    int sessionsPerMinute,
    int framesPerSecond,
    int nextPerMinute,
    int outboundBytes,
    int connections,
    Duration loopLag,
    Duration look,
    Duration drainNotice,
    Duration drain,
    int handoversPerSecond,
    Duration keepAlive,
    List<IceUri> turnUris,
    Optional<Secret> turnSecret) {
  private static final Setting<String> HOST =
      Setting.text("PASSERBY_HOST", "0.0.0.0", "the address that the page, API and socket are on");
  private static final Setting<Integer> PORT =
      Setting.integer(
          "PASSERBY_PORT", 8080, 0, 65_535, "their port; 0 takes a free one and prints it");
  private static final Setting<List<String>> ORIGINS =
      Setting.list(
              "PASSERBY_ORIGINS",
              Origins::parse,
              "a list of origins such as https://chat.example.org, without a path",
              "origins whose pages may open the socket besides the page's own, such as"
                  + " `https://chat.example.org`, separated by commas")
          .fallbackText("same host");
  private static final Setting<List<Network>> PROXIES =
      Setting.list(
          "PASSERBY_PROXIES",
          Network::parse,
          "a list of addresses or networks such as 10.0.0.0/8",
          "proxies whose `X-Forwarded-For` is believed: addresses or networks such as"
              + " `10.0.0.0/8`, separated by commas");
  private static final Setting<Integer> CONNECTIONS_PER_ADDRESS =
      limit(
          "PASSERBY_CONNECTIONS_PER_ADDRESS",
          100,
          "open connections of one address on one node, sockets and others");
  private static final Setting<Integer> SESSIONS_PER_MINUTE =
      limit("PASSERBY_SESSIONS_PER_MINUTE", 60, "new sessions of one address on one node");
  private static final Setting<Integer> FRAMES_PER_SECOND =
      limit(
          "PASSERBY_FRAMES_PER_SECOND",
          50,
          "WebSocket frames of one socket, with a burst of twice that; leaving, cancelling, and the"
              + " first block and report of a room are always taken");
  private static final Setting<Integer> NEXT_PER_MINUTE =
      limit("PASSERBY_NEXT_PER_MINUTE", 20, "`next` and `find` of one session");
  private static final Setting<Integer> OUTBOUND_BYTES =
      Setting.integer(
          "PASSERBY_OUTBOUND_BYTES",
          256 * 1024,
          2 * Limits.FRAME_BYTES,
          16 * 1024 * 1024,
          "how much may be on its way to a client that does not read before it is closed with"
              + " 4003");
  private static final Setting<Integer> CONNECTIONS =
      limit(
          "PASSERBY_CONNECTIONS",
          50_000,
          "open connections on one node, sockets and others; further handshakes and sessions are"
              + " answered 503");
  private static final Setting<Duration> LOOP_LAG =
      Setting.duration(
          "PASSERBY_LOOP_LAG",
          Duration.ofSeconds(1),
          Duration.ZERO,
          Duration.ofMinutes(1),
          "how late an event loop may be before it answers handshakes and sessions 503; PT0S is no"
              + " limit");
  private static final Setting<Duration> LOOK =
      Setting.duration(
          "PASSERBY_LOOK",
          Duration.ofSeconds(3),
          Duration.ZERO,
          Duration.ofMinutes(1),
          "how long people usually look at a partner: who goes on sooner time and again is slowed"
              + " down more and more; PT0S slows nobody");

  private static final Setting<Duration> DRAIN_NOTICE =
      Setting.duration(
          "PASSERBY_DRAIN_NOTICE",
          Duration.ofSeconds(5),
          Duration.ZERO,
          Duration.ofMinutes(10),
          "how long a node that is told to end is unready and serves on, so that load balancers"
              + " hear of it; not waited for when there is no other node");
  private static final Setting<Duration> DRAIN =
      Setting.duration(
          "PASSERBY_DRAIN",
          Duration.ofSeconds(25),
          Duration.ZERO,
          Duration.ofMinutes(10),
          "how long a node that is told to end then waits for its visitors to move to other nodes;"
              + " keep both together below what your orchestrator waits before it kills");
  private static final Setting<Integer> HANDOVERS_PER_SECOND =
      Setting.integer(
          "PASSERBY_HANDOVERS_PER_SECOND",
          100,
          0,
          10_000,
          "how many visitors who don't chat a node asks to connect elsewhere in a second, at most,"
              + " while it has more than its share of all; 0 asks nobody");
  private static final Setting<Duration> KEEP_ALIVE =
      Setting.duration(
          "PASSERBY_KEEP_ALIVE",
          HttpDeadlines.DEFAULT_KEEP_ALIVE,
          Duration.ofSeconds(1),
          Duration.ofHours(24),
          "how long an HTTP connection may wait for its next request; longer than what your"
              + " balancer keeps its connections for, or some requests meet one that is just"
              + " ending");
  private static final Setting<List<IceUri>> TURN_URIS =
      Setting.list(
              "PASSERBY_TURN_URIS",
              IceUri::parse,
              "a list of addresses such as turn:turn.example.org:3478",
              "TURN and STUN servers given to clients, such as `turn:turn.example.org:3478`,"
                  + " `turns:turn.example.org:443?transport=tcp` or `stun:stun.example.org`,"
                  + " separated by commas; a TURN server needs `PASSERBY_TURN_SECRET`")
          .hidden();
  private static final Setting<Optional<Secret>> TURN_SECRET =
      Setting.secret(
          "PASSERBY_TURN_SECRET",
          "shared with the TURN servers (coturn's `static-auth-secret`): credentials are made from"
              + " it for each match");

  /** Every setting of this feature. */
  public static final List<Setting<?>> ALL =
      List.of(
          HOST,
          PORT,
          ORIGINS,
          PROXIES,
          CONNECTIONS_PER_ADDRESS,
          SESSIONS_PER_MINUTE,
          FRAMES_PER_SECOND,
          NEXT_PER_MINUTE,
          OUTBOUND_BYTES,
          CONNECTIONS,
          LOOP_LAG,
          LOOK,
          DRAIN_NOTICE,
          DRAIN,
          HANDOVERS_PER_SECOND,
          KEEP_ALIVE,
          TURN_URIS,
          TURN_SECRET);

  /** Whether a node with so many sockets may have another one. */
  public boolean hasRoom(int sockets) {
    return connections == 0 || sockets < connections;
  }

  /** Throws a SettingsException for what does not fit, or does not fit together. */
  public static GatewaySettings from(Settings settings) {
    requireTurnSecret(settings.get(TURN_URIS), settings.get(TURN_SECRET));
    return new GatewaySettings(
        settings.get(HOST),
        settings.get(PORT),
        settings.get(ORIGINS),
        settings.get(PROXIES),
        settings.get(CONNECTIONS_PER_ADDRESS),
        settings.get(SESSIONS_PER_MINUTE),
        settings.get(FRAMES_PER_SECOND),
        settings.get(NEXT_PER_MINUTE),
        settings.get(OUTBOUND_BYTES),
        settings.get(CONNECTIONS),
        settings.get(LOOP_LAG),
        settings.get(LOOK),
        settings.get(DRAIN_NOTICE),
        settings.get(DRAIN),
        settings.get(HANDOVERS_PER_SECOND),
        settings.get(KEEP_ALIVE),
        settings.get(TURN_URIS),
        settings.get(TURN_SECRET));
  }

  /** Whether there is a secret for TURN servers and none that it could be for. */
  public boolean hasIdleTurnSecret() {
    return turnSecret.isPresent() && turnUris.stream().noneMatch(IceUri::relays);
  }

  /** Browsers throw for a TURN server without credentials, and then no call works. */
  private static void requireTurnSecret(List<IceUri> uris, Optional<Secret> secret) {
    uris.stream()
        .filter(uri -> uri.relays() && secret.isEmpty())
        .findFirst()
        .ifPresent(
            uri -> {
              throw new SettingsException(
                  TURN_URIS.name()
                      + " names \""
                      + uri.text()
                      + "\", which no browser uses without credentials: set "
                      + TURN_SECRET.name()
                      + " to that server's static-auth-secret.");
            });
  }

  private static Setting<Integer> limit(String name, int fallback, String meaning) {
    return Setting.integer(name, fallback, 0, 1_000_000, meaning + "; 0 is no limit");
  }
}
