import { css } from "lit";

export const composerStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .answered {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    padding-inline-start: 1rem;
    font-size: 0.9rem;
    color: var(--passerby-ink-soft);
  }
  .answered .quote {
    display: -webkit-box;
    flex: 1;
    min-width: 0;
    padding-inline-start: 0.6rem;
    overflow: hidden;
    border-inline-start: 3px solid var(--passerby-accent);
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 1;
  }
  .answered button {
    border-color: transparent;
    background: none;
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
    padding-inline: 0;
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
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
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
