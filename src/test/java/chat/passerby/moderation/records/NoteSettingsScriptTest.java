package chat.passerby.moderation.records;

import static chat.passerby.redis.Eventually.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.passerby.redis.RedisFixture;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteSettingsScriptTest extends RedisFixture {
  NoteSettingsScriptTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void settings_areNotedWhenTheyDiffer_andNoMoreThanSoMany() {
    NoteSettingsScript script = new NoteSettingsScript(redis.runner(), 2);
    assertTrue(get(script.run(Buffer.buffer("a"))));
    assertFalse(get(script.run(Buffer.buffer("a"))));
    assertTrue(get(script.run(Buffer.buffer("b|c"))));
    assertFalse(get(script.run(Buffer.buffer("b|c"))));
    assertTrue(get(script.run(Buffer.buffer("a"))));
    assertEquals(4, redis.number(Command.LLEN, NoteSettingsScript.NOTES));
  }

  @Test
  void log_saysFromWhenToWhenSettingsHeld() {
    SettingsLog one = new SettingsLog(redis.link());
    get(one.note(new TreeMap<>(Map.of("PASSERBY_UNDO", "PT10S"))));
    get(one.note(new TreeMap<>(Map.of("PASSERBY_UNDO", "PT1M", "rule telegram", "live"))));
    List<SettingsLog.Entry> notes = get(one.last(10));
    assertEquals(
        List.of(
            Map.of("PASSERBY_UNDO", "PT1M", "rule telegram", "live"),
            Map.of("PASSERBY_UNDO", "PT10S")),
        notes.stream().map(SettingsLog.Entry::settings).toList());
    assertEquals(Optional.empty(), notes.get(0).until());
    assertEquals(Optional.of(notes.get(0).from()), notes.get(1).until());
  }

  @Test
  void nodes_whoseSettingsDiffer_noteThemOnceEach() {
    SettingsLog one = new SettingsLog(redis.link());
    SettingsLog two = new SettingsLog(redis.link());
    for (int round = 0; round < 3; round++) {
      get(one.note(new TreeMap<>(Map.of("PASSERBY_UNDO", "PT10S"))));
      get(two.note(new TreeMap<>(Map.of("PASSERBY_UNDO", "PT20S"))));
    }
    assertEquals(2, get(one.last(10)).size());
  }
}
