package chat.passerby.visit.search;

import chat.passerby.matchmaking.queue.SearchNote;
import chat.passerby.visit.state.Question;
import chat.passerby.visit.state.Search;
import chat.passerby.visit.state.Standing;
import org.jspecify.annotations.Nullable;

/** Notes down the last search, for a {@code next} that comes by another connection. */
public final class SearchNotes {
  private final Standing at;
  private @Nullable SearchNote noted;

  public SearchNotes(Standing at) {
    this.at = at;
  }

  /** Notes a search down, unless that has been done. */
  public void note(Search search) {
    SearchNote note = SearchNote.of(search.lane(), search.criteria());
    if (!note.equals(noted)) {
      noted = note;
      at.effects().ask(new Question.NoteSearch(note)).onFailure(e -> noted = null);
    }
  }

  /** Redis has lost what was noted. */
  public void restore(Search search) {
    noted = null;
    note(search);
  }
}
