package chat.passerby.visit.state;

import chat.passerby.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Gathers what a visit has done, in order, and knows what is to follow each answer. */
public final class Effects {
  private final Map<Long, Pending<?>> asked = new HashMap<>(0);
  private final Map<Long, Supplier<Pending<?>>> later = new HashMap<>(0);
  private List<Effect> gathered = new ArrayList<>();
  private long ids;
  private boolean mute;

  public void add(Effect effect) {
    gathered.add(effect);
  }

  /** Sends a frame, if there is still somebody to read it. */
  public void send(ServerFrame frame) {
    if (!mute) {
      add(new Effect.Send(frame));
    }
  }

  /** As {@link #send}, for a frame on which nobody acts. */
  public void sendWithNext(ServerFrame frame) {
    if (!mute) {
      add(new Effect.SendWithNext(frame));
    }
  }

  /** The connection is gone. */
  public void mute() {
    mute = true;
  }

  /** Gives away what has been gathered. */
  public List<Effect> take() {
    if (gathered.isEmpty()) {
      return List.of();
    }
    List<Effect> all = gathered;
    gathered = new ArrayList<>();
    return all;
  }

  public <T> Pending<T> ask(Question<T> question) {
    long id = ++ids;
    Pending<T> answer = new Pending<>();
    asked.put(id, answer);
    add(new Effect.Ask(id, question));
    return answer;
  }

  /** An answer has come; a second one to the same question is none. */
  public void answer(Input.Answer answer) {
    Pending<?> waiting = asked.remove(answer.id());
    if (waiting != null) {
      complete(waiting, answer.result());
    }
  }

  /** The question has said what its answer is. */
  @SuppressWarnings("unchecked")
  private static <T> void complete(Pending<?> waiting, Result<?> result) {
    ((Pending<T>) waiting).complete((Result<T>) result);
  }

  /**
   * Does work that can wait: now or, when Redis is away, later.
   *
   * @param work may be done twice
   */
  public void attempt(Supplier<Pending<?>> work) {
    work.get()
        .onFailure(
            failed -> {
              if (failed.passing()) {
                long id = ++ids;
                later.put(id, work);
                add(new Effect.Later(id));
              }
            });
  }

  /** Tries once more what has failed. */
  public void due(Input.Due due) {
    Supplier<Pending<?>> work = later.get(due.id());
    if (work != null) {
      work.get().onComplete(result -> tried(due.id(), result));
    }
  }

  private void tried(long id, Result<?> result) {
    boolean done = !(result instanceof Result.Failed<?> failed && failed.passing());
    if (done) {
      later.remove(id);
    }
    add(new Effect.Tried(id, done));
  }
}
