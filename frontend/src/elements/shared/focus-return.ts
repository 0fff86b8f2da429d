/** Brings the focus back to where it was before something was opened. */
export class FocusReturn {
  #from: HTMLElement | undefined;

  /** @param opener what was pressed: some browsers do not give it the focus */
  note(opener?: EventTarget | null): void {
    const from = focused();
    this.#from = from && from !== document.body ? from : opener instanceof HTMLElement ? opener : undefined;
  }

  /** @param instead where to go when that place is gone */
  back(instead?: HTMLElement | null): void {
    const from = this.#from;
    this.#from = undefined;
    from?.focus({ preventScroll: true });
    if (!from || focused() !== from) instead?.focus({ preventScroll: true });
  }
}

/** The element that has the focus, however deep it is. */
export function focused(): HTMLElement | undefined {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at instanceof HTMLElement ? at : undefined;
}
