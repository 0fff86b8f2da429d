import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Where the own picture lies on the call: at its top or bottom, and at the beginning or end of a line of text. */
export interface Corner {
  readonly block: "top" | "bottom";
  readonly inline: "start" | "end";
}

const usual: Corner = { block: "bottom", inline: "end" };
const key = "passerby.corner";

/** A pointer that moved less than this, in pixels, has only pressed. */
const still = 6;

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };
type Store = Pick<Storage, "getItem" | "setItem">;

/** Lets the own picture be dragged to another corner, or sent there with the arrow keys. The tab remembers it. */
export class CornerChoice implements ReactiveController {
  #corner: Corner;
  #from: { readonly x: number; readonly y: number } | undefined;

  constructor(
    private readonly host: Host,
    private readonly store: () => Store = () => sessionStorage,
  ) {
    this.#corner = this.#recall();
    host.addController(this);
  }

  get corner(): Corner {
    return this.#corner;
  }

  hostDisconnected(): void {
    this.#from = undefined;
  }

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.#from = { x: event.clientX, y: event.clientY };
    frameOf(event).setPointerCapture(event.pointerId);
  };

  readonly move = (event: PointerEvent): void => {
    if (!this.#from) return;
    frameOf(event).style.transform = `translate(${event.clientX - this.#from.x}px, ${event.clientY - this.#from.y}px)`;
  };

  readonly up = (event: PointerEvent): void => {
    const from = this.#from;
    this.#from = undefined;
    const frame = frameOf(event);
    const { left, top, width, height } = frame.getBoundingClientRect();
    frame.style.transform = "";
    if (!from || Math.hypot(event.clientX - from.x, event.clientY - from.y) < still) return;
    const field = this.#field();
    const atLeft = left + width / 2 < (field.left + field.right) / 2;
    this.#choose({
      block: top + height / 2 < (field.top + field.bottom) / 2 ? "top" : "bottom",
      inline: atLeft === this.#leftToRight ? "start" : "end",
    });
  };

  /** The system has taken the pointer, for example for a gesture of its own. */
  readonly cancel = (event: PointerEvent): void => {
    this.#from = undefined;
    frameOf(event).style.transform = "";
  };

  readonly key = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const before = this.#corner;
    const sideways = (left: boolean): Corner => ({ ...before, inline: left === this.#leftToRight ? "start" : "end" });
    const to: Readonly<Record<string, Corner>> = {
      ArrowUp: { ...before, block: "top" },
      ArrowDown: { ...before, block: "bottom" },
      ArrowLeft: sideways(true),
      ArrowRight: sideways(false),
    };
    const wanted = Object.hasOwn(to, event.key) ? to[event.key] : undefined;
    if (!wanted) return;
    event.preventDefault();
    this.#choose(wanted);
    // In another place it is another element.
    void this.host.updateComplete.then(() => this.host.renderRoot.querySelector<HTMLElement>(".frame")?.focus());
  };

  get #leftToRight(): boolean {
    return getComputedStyle(this.host).direction !== "rtl";
  }

  /** What of the call can be seen: on a phone the talk lies over its lower part. */
  #field(): { left: number; right: number; top: number; bottom: number } {
    const { left, right, top } = this.host.getBoundingClientRect();
    const bottom = this.host.renderRoot.querySelector(".bottom")?.getBoundingClientRect().bottom ?? top;
    return { left, right, top, bottom };
  }

  #choose(corner: Corner): void {
    this.#corner = corner;
    this.host.requestUpdate();
    try {
      this.store().setItem(key, `${corner.block} ${corner.inline}`);
    } catch {
      // Private windows may refuse storage. It then counts for this call.
    }
  }

  #recall(): Corner {
    try {
      const kept = /^(top|bottom) (start|end)$/.exec(this.store().getItem(key) ?? "");
      if (kept) return { block: kept[1] as Corner["block"], inline: kept[2] as Corner["inline"] };
    } catch {
      // As above.
    }
    return usual;
  }
}

function frameOf({ currentTarget }: Event): HTMLElement {
  if (!(currentTarget instanceof HTMLElement)) throw new Error("only a frame hears this");
  return currentTarget;
}
