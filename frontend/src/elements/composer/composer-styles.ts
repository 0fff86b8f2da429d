import { css } from "lit";

export const composerStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .frame {
    display: flex;
    align-items: flex-end;
    gap: 0.4rem;
    padding: 4px;
    border: 1.5px solid var(--passerby-edge);
    border-radius: 26px;
    background: var(--passerby-ground);
  }
  .frame:has(textarea:focus-visible) {
    border-color: var(--passerby-accent);
    box-shadow: 0 0 0 1.5px var(--passerby-accent);
  }
  textarea {
    flex: 1;
    min-width: 0;
    min-height: 44px;
    max-height: 8.5rem;
    padding-block: 0.6rem 0.5rem;
    padding-inline: 0.9rem 0;
    border: 0;
    font: inherit;
    line-height: 1.4;
    color: inherit;
    background: none;
    resize: none;
  }
  /* The frame shows the focus for it. */
  textarea:focus-visible {
    outline: 0;
  }
  textarea::placeholder {
    color: var(--passerby-ink-soft);
  }
  button {
    display: grid;
    flex: none;
    place-items: center;
    width: 44px;
    padding: 0;
  }
  .left {
    padding: 0.25rem 1rem 0;
    font-size: 0.85rem;
    color: var(--passerby-ink-soft);
  }
  .left:empty {
    display: none;
  }
  .left.over {
    font-weight: 600;
    color: var(--passerby-warning);
  }
`;
