package chat.passerby.gateway;

import chat.passerby.gateway.Standing.Search;
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
      at.parts
          .afterThisTurn(() -> at.parts.sessions().search(at.self, note.pack()))
          .onFailure(
              e -> {
                noted = null;
                at.unanswered(e);
              });
    }
  }

  /** Redis has lost what was noted. */
  void restore(Search search) {
    noted = null;
    note(search);
  }
}
