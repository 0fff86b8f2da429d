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
    border: 1.5px solid var(--passerby-line);
    border-radius: 26px;
    background: var(--passerby-ground);
  }
  .frame:focus-within {
    border-color: var(--passerby-accent);
  }
  textarea {
    flex: 1;
    min-width: 0;
    min-height: 44px;
    max-height: 8.5rem;
    padding: 0.6rem 0 0.5rem 0.9rem;
    border: 0;
    outline: 0;
    font: inherit;
    line-height: 1.4;
    color: inherit;
    background: none;
    resize: none;
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
  .left:empty,
  .left:not(.over):not(:has(*)):empty {
    display: none;
  }
  .left.over {
    font-weight: 600;
    color: var(--passerby-warning);
  }
`;
