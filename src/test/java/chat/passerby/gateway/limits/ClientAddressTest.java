package chat.passerby.gateway.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private static final String PROXY = "10.0.0.1";
  private static final String CLIENT = "203.0.113.9";

  private final AtomicInteger unreadable = new AtomicInteger();
  private final ClientAddress direct = ClientAddress.behind(List.of());
  private final ClientAddress proxied =
      ClientAddress.behind(
          List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8")),
          unreadable::incrementAndGet);

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

  /** What proxies write: Azure's add a port, others brackets, zones or quotation marks. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "203.0.113.9:4711|203.0.113.9",
        "203.0.113.9:_gazonk|203.0.113.9",
        "`  203.0.113.9\t`|203.0.113.9",
        "\"203.0.113.9\"|203.0.113.9",
        "\"203.0.113.9:4711\"|203.0.113.9",
        "::ffff:203.0.113.9|203.0.113.9",
        "[::ffff:203.0.113.9]|203.0.113.9",
        "[::FFFF:203.0.113.9]:4711|203.0.113.9",
        "\"[::ffff:203.0.113.9]:4711\"|203.0.113.9",
        "2001:db8::7|2001:db8::",
        "2001:DB8:0:0:0:0:0:7|2001:db8::",
        "[2001:db8::7]|2001:db8::",
        "[2001:db8::7]:443|2001:db8::",
        "\"[2001:db8::7]:443\"|2001:db8::",
        "\"[2001:db8::7]\"|2001:db8::",
        "2001:db8::7%eth0|2001:db8::",
        "[2001:db8::7%25eth0]:443|2001:db8::",
        "`1.1.1.1:80, 203.0.113.9:4711 , 10.0.0.2:80`|203.0.113.9",
        "`1.1.1.1, [fd12::1]:80,203.0.113.9:4711, \"[fd12::2]:80\"`|203.0.113.9",
        "`203.0.113.9,, ,`|203.0.113.9",
        "`, 203.0.113.9:1,\t,10.0.0.2`|203.0.113.9",
      })
  void entry_asProxiesWriteIt_isRead(String entry, String client) {
    assertEquals(ip(client), proxied.of(ip(PROXY), List.of(entry)));
    assertEquals(0, unreadable.get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "_hidden",
        "203.0.113.9:",
        "203.0.113.9:http",
        "203.0.113.9:123456",
        "203.0.113",
        "203.0.113.9.1",
        "203.0.113.256",
        "203.0.113.9%eth0",
        "[203.0.113.9]:80",
        "[2001:db8::7",
        "2001:db8::7]",
        "[2001:db8::7]443",
        "[[2001:db8::7]]",
        "\"203.0.113.9",
        "for=203.0.113.9",
        "client.example.org",
        "\"\"",
        "[]",
        "%",
        ":",
      })
  void lastEntry_thatIsNoAddress_isTheProxyAndIsTold(String entry) {
    assertEquals(ip(PROXY), proxied.of(ip(PROXY), List.of(CLIENT, entry)));
    assertEquals(1, unreadable.get());
  }

  /** A quotation mark of the client's must not swallow what the proxy appends. */
  @Test
  void client_thatOpensAQuotation_hidesNothing() {
    assertEquals(ip(CLIENT), proxied.of(ip(PROXY), List.of("\"1.1.1.1", CLIENT + ":80")));
    assertEquals(ip(CLIENT), proxied.of(ip(PROXY), List.of("\"1.1.1.1, " + CLIENT)));
  }

  @Test
  void lines_withoutEntries_areNoFault() {
    assertEquals(ip(PROXY), proxied.of(ip(PROXY), List.of("", " , ")));
    assertEquals(0, unreadable.get());
  }

  @Test
  void nonsense_ofWhoIsNoProxy_isNotTold() {
    assertEquals(ip(CLIENT), proxied.of(ip(CLIENT), List.of("unknown")));
    assertEquals(0, unreadable.get());
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
