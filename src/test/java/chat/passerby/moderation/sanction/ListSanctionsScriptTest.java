package chat.passerby.moderation.sanction;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListSanctionsScriptTest extends SanctionFixture {
  ListSanctionsScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void list_inPages_hasEachOnceTheNewestFirst() {
    for (String id : List.of("b1", "b2", "b3", "b4", "b5")) {
      impose(id, SanctionKind.MUTE_TEXT, HOUR);
    }
    List<Sanction> first = get(sanctions.list(2, OptionalLong.empty()));
    assertEquals(List.of("b5", "b4"), ids(first));
    // What changes meanwhile does not move.
    lift("b4", "mia");
    lift("b3", "mia");
    List<Sanction> second = get(sanctions.list(2, OptionalLong.of(first.getLast().version())));
    assertEquals(List.of("b3", "b2"), ids(second));
    assertEquals(
        List.of("b1"), ids(get(sanctions.list(2, OptionalLong.of(second.getLast().version())))));
  }

  @Test
  void sanctions_ofASubject_areItsOwnOnly() {
    impose("b1", SanctionKind.MUTE_TEXT, HOUR);
    get(sanctions.impose(order("b2", SanctionKind.BAN, Optional.of(HOUR), List.of(ANNAS))));
    assertEquals(List.of("b1"), ids(get(sanctions.of(ANNA, 10))));
    assertEquals(List.of("b2", "b1"), ids(get(sanctions.of(ANNAS, 10))));
  }

  @Test
  void sanction_thatIsKeptNoLonger_isLeftOut() {
    impose("b1", SanctionKind.MUTE_TEXT, HOUR);
    impose("b2", SanctionKind.MUTE_TEXT, HOUR);
    redis.ask(Command.DEL, SanctionKeys.ONE + "b1");
    assertEquals(List.of("b2"), listed());
  }

  @Test
  void sanction_ofAnotherBuild_isLeftOut() {
    impose("b1", SanctionKind.MUTE_TEXT, HOUR);
    impose("b2", SanctionKind.MUTE_TEXT, HOUR);
    redis.ask(Command.HSET, SanctionKeys.ONE + "b1", "packed", "\u007f");
    assertEquals(List.of("b2"), listed());
  }
}
