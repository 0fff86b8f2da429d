package chat.passerby.visit;

import chat.passerby.matchmaking.queue.SearchNote;
import org.jspecify.annotations.Nullable;

/** Notes down the last search, for a {@code next} that comes by another connection. */
final class SearchNotes {
  private final Standing at;
  private @Nullable SearchNote noted;

  SearchNotes(Standing at) {
    this.at = at;
  }

  /** Notes a search down, unless that has been done. */
  void note(Search search) {
    SearchNote note = new SearchNote(search.lane().mode(), search.criteria());
    if (!note.equals(noted)) {
      noted = note;
      at.effects.ask(new Question.NoteSearch(note)).onFailure(e -> noted = null);
    }
  }

  /** Redis has lost what was noted. */
  void restore(Search search) {
    noted = null;
    note(search);
  }
}
