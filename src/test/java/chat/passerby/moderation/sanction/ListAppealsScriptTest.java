package chat.passerby.moderation.sanction;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListAppealsScriptTest extends SanctionFixture {
  ListAppealsScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void appeals_inPages_comeOnceTheOldestFirst() {
    for (String id : List.of("b1", "b2", "b3")) {
      impose(id, SanctionKind.BAN, HOUR);
      appeal(id, "Why " + id + "?");
    }
    List<Appeal> first = get(appeals.list(true, 0, 2));
    assertEquals(List.of("b1", "b2"), idsOf(first));
    assertEquals("Why b1?", first.getFirst().text());
    judge("b2", false, "tom");
    assertEquals(List.of("b3"), idsOf(get(appeals.list(true, first.getLast().number(), 2))));
    assertEquals(List.of("b1", "b3"), idsOf(get(appeals.list(true, 0, 10))));
  }

  @Test
  void appeal_thatIsKeptNoLonger_leavesTheList() {
    impose("b1", SanctionKind.BAN, HOUR);
    appeal("b1", "Why?");
    redis.ask(Command.DEL, SanctionKeys.APPEAL + "b1");
    assertEquals(List.of(), get(appeals.list(true, 0, 10)));
    assertEquals(0, redis.number(Command.ZCARD, SanctionKeys.APPEALS_OPEN));
  }

  private static List<String> idsOf(List<Appeal> appeals) {
    return appeals.stream().map(one -> one.sanction().value()).toList();
  }
}
