/** Stops a subscription. */
export type Unsubscribe = () => void;

type Listener<T> = (event: T) => void;

/** Tells listeners about events. `Events` maps each event's name to what it carries. */
export class Emitter<Events extends object> {
  readonly #listeners: { [K in keyof Events]?: Set<Listener<Events[K]>> } = {};

  on<K extends keyof Events>(name: K, listener: Listener<Events[K]>): Unsubscribe {
    const listeners = this.#listeners[name] ?? new Set();
    this.#listeners[name] = listeners;
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  emit<K extends keyof Events>(name: K, event: Events[K]): void {
    // A copy, because a listener may unsubscribe itself or another.
    for (const listener of [...(this.#listeners[name] ?? [])]) listener(event);
  }
}
