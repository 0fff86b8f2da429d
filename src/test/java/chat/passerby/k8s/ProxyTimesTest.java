package chat.passerby.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.gateway.Deadlines;
import chat.passerby.gateway.GatewaySettings;
import chat.passerby.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of proxies let a socket be idle for longer than the node does. */
class ProxyTimesTest {
  private static final Duration SILENCE = Deadlines.PROTOCOL.silence();
  private static final Duration KEEP_ALIVE =
      GatewaySettings.from(Settings.of(Map.of())).keepAlive();

  @Test
  void haproxy_waitsLongerThanTheNodeForSocketsAndShorterForRequests() throws IOException {
    String haproxy = Files.readString(Path.of("k8s/proxy/haproxy.cfg"));
    assertLonger(times(haproxy, "timeout tunnel"), SILENCE);
    assertLonger(List.of(KEEP_ALIVE), times(haproxy, "timeout http-keep-alive").get(0));
  }

  @Test
  void nginx_waitsLongerThanTheNodeForSocketsAndShorterForRequests() throws IOException {
    String nginx = Files.readString(Path.of("k8s/proxy/nginx.conf"));
    assertLonger(times(nginx, "proxy_read_timeout"), SILENCE);
    assertLonger(times(nginx, "proxy_send_timeout"), SILENCE);
    for (Duration kept : times(nginx, "keepalive_timeout")) {
      assertLonger(List.of(KEEP_ALIVE), kept);
    }
  }

  private static void assertLonger(List<Duration> times, Duration than) {
    times.forEach(time -> assertTrue(time.compareTo(than) > 0, time + " against " + than));
  }

  private static List<Duration> times(String configuration, String name) {
    List<Duration> times =
        Pattern.compile("(?m)^ *" + name + " (\\d+)s;?$")
            .matcher(configuration)
            .results()
            .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
            .toList();
    assertEquals(false, times.isEmpty(), name);
    return times;
  }
}
