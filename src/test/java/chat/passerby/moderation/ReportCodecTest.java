package chat.passerby.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.passerby.protocol.ClientFrame.Report.Reason;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportCodecTest {
  private static final Report FULL = Reports.from("anna-session", "room");

  @Test
  void report_packed_isReadBack() {
    assertEquals(FULL, ReportCodec.unpack(ReportCodec.pack(FULL)));
    assertEquals(ReportCodec.pack(FULL), ReportCodec.pack(FULL));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void report_withNothingBesidesItsReason_isReadBack(Reason reason) {
    Report bare =
        new Report(
            FULL.room(),
            FULL.at(),
            FULL.from(),
            FULL.about(),
            reason,
            Optional.empty(),
            Optional.of("data:image/jpeg;base64,AAAA"),
            List.of());
    assertEquals(bare, ReportCodec.unpack(ReportCodec.pack(bare)));
  }

  @Test
  void report_ofAnotherVersion_isNotRead() {
    Buffer evidence = ReportCodec.pack(FULL).setByte(0, (byte) 2);
    assertThrows(IllegalArgumentException.class, () -> ReportCodec.unpack(evidence));
  }

  @Test
  void seal_ofTheSame_isTheSameAndOfAnythingElseAnother() {
    Buffer evidence = ReportCodec.pack(FULL);
    Seal seal = Seal.NONE.next(evidence);
    assertEquals(seal, Seal.NONE.next(ReportCodec.pack(FULL)));
    assertEquals(64, seal.hex().length());
    assertNotEquals(seal, seal.next(evidence));
    assertNotEquals(seal, Seal.NONE.next(evidence.copy().setByte(9, (byte) 'x')));
  }

  @Test
  void report_printed_doesNotTellOfTheEvidence() {
    assertFalse(FULL.toString().contains("note"));
    assertFalse(FULL.toString().contains("bad"));
  }
}
