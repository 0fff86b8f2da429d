package chat.passerby.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  private static final String PROXY = "10.0.0.1";
  private static final String CLIENT = "203.0.113.9";

  private final ClientAddress direct = ClientAddress.behind(List.of());
  private final ClientAddress proxied =
      ClientAddress.behind(List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8")));

  @Test
  void client_withoutProxy_isThePeerWhateverItSays() {
    assertEquals(ip(CLIENT), direct.of(ip(CLIENT), List.of()));
    assertEquals(ip(CLIENT), direct.of(ip(CLIENT), List.of("198.51.100.1")));
    assertEquals(ip(CLIENT), proxied.of(ip(CLIENT), List.of("198.51.100.1")));
  }

  @Test
  void client_behindAProxy_isWhoTheProxySaw() {
    assertEquals(ip(CLIENT), proxied.of(ip(PROXY), List.of(CLIENT)));
    assertEquals(ip(CLIENT), proxied.of(ip("fd12::1"), List.of(CLIENT)));
  }

  @Test
  void client_behindSeveralProxies_isWhoTheFirstOfThemSaw() {
    assertEquals(ip(CLIENT), proxied.of(ip(PROXY), List.of(CLIENT + ", 10.0.0.3,10.0.0.2")));
  }

  @Test
  void client_thatWritesAForwardedHeaderItself_isNotBelieved() {
    assertEquals(ip(CLIENT), proxied.of(ip(PROXY), List.of("198.51.100.1, " + CLIENT)));
    assertEquals(ip(CLIENT), proxied.of(ip(PROXY), List.of("10.0.0.9, 1.1.1.1, " + CLIENT)));
  }

  @Test
  void client_whoseOwnHeaderPrecedesTheProxys_isNotBelieved() {
    assertEquals(ip(CLIENT), proxied.of(ip(PROXY), List.of("198.51.100.1", CLIENT)));
    assertEquals(ip(CLIENT), proxied.of(ip(PROXY), List.of("198.51.100.1", CLIENT, "10.0.0.2")));
  }

  @Test
  void proxy_thatSaysNothing_isTheClient() {
    assertEquals(ip(PROXY), proxied.of(ip(PROXY), List.of()));
    assertEquals(ip(PROXY), proxied.of(ip(PROXY), List.of("")));
    assertEquals(ip(PROXY), proxied.of(ip(PROXY), List.of("unknown")));
  }

  @Test
  void entry_thatIsNoAddress_hidesWhatStandsBeforeIt() {
    assertEquals(ip("10.0.0.2"), proxied.of(ip(PROXY), List.of(CLIENT + ", _hidden, 10.0.0.2")));
  }

  @Test
  void addresses_ofOneIpv6Network_countAsOne() {
    assertEquals(
        direct.of(ip("2001:db8:1:2:aaaa::1"), List.of()),
        direct.of(ip("2001:db8:1:2:bbbb::2"), List.of()));
    assertNotEquals(
        direct.of(ip("2001:db8:1:2::1"), List.of()), direct.of(ip("2001:db8:1:3::1"), List.of()));
    assertEquals(ip("2001:db8:1:2::"), proxied.of(ip(PROXY), List.of("2001:db8:1:2:aaaa::1")));
  }

  @Test
  void addresses_ofIpv4_countEach() {
    assertNotEquals(
        direct.of(ip("203.0.113.1"), List.of()), direct.of(ip("203.0.113.2"), List.of()));
    assertEquals(ip(CLIENT), direct.of(ip("::ffff:" + CLIENT), List.of()));
  }

  private static InetAddress ip(String text) {
    return Network.address(NetUtil.createByteArrayFromIpAddressString(text));
  }
}
