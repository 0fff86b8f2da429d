import { css } from "lit";

export const startStyles = css`
  form {
    display: grid;
    gap: 1.15rem;
    padding: clamp(1.1rem, 4vw, 2rem);
    border: 1px solid var(--passerby-line);
    border-radius: 28px;
    background: var(--passerby-surface);
    box-shadow: var(--passerby-shadow);
  }
  legend {
    display: block;
    margin-bottom: 0.6rem;
    padding: 0;
    font-weight: 600;
  }
  .soft {
    font-size: 0.85em;
    font-weight: 400;
    color: var(--passerby-ink-soft);
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0.6rem;
  }
  .tile {
    position: relative;
    display: grid;
    justify-items: center;
    gap: 0.1rem;
    padding: 0.9rem 0.3rem 0.75rem;
    border: 1.5px solid var(--passerby-edge);
    border-radius: 18px;
    text-align: center;
    cursor: pointer;
    transition: background 0.15s, border-color 0.15s;
  }
  .tile input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .tile svg {
    margin-bottom: 0.3rem;
    color: var(--passerby-ink-soft);
  }
  .tile .name {
    font-weight: 600;
  }
  .tile:hover {
    border-color: var(--passerby-ink-soft);
  }
  .tile:has(:checked) {
    border-color: var(--passerby-accent);
    background: var(--passerby-accent-wash);
  }
  @media (forced-colors: active) {
    .tile:has(:checked) {
      outline: 3px solid Highlight;
    }
  }
  .tile:has(:checked) svg {
    color: var(--passerby-accent);
  }
  .tile:has(:disabled) {
    opacity: 0.5;
  }
  .tile:has(:disabled),
  .tile :disabled {
    cursor: not-allowed;
  }
  .tile:has(:focus-visible) {
    outline: 3px solid var(--passerby-focus);
    outline-offset: 2px;
  }
  @container (max-width: 359px) {
    .tile .soft {
      display: none;
    }
  }
  .check {
    min-height: 44px;
  }
  .check.reminder {
    color: var(--passerby-warning);
  }
  .note {
    font-size: 0.95rem;
    color: var(--passerby-warning);
  }
  .note:empty {
    display: none;
  }
  /* What has the focus is not hidden behind the button at the end. */
  input,
  label {
    scroll-margin-bottom: 7rem;
  }
  .promise {
    margin-top: -0.5rem;
  }
  .quiet {
    justify-self: start;
    padding: 0;
    border-color: transparent;
    text-decoration: underline dotted;
    text-underline-offset: 0.3em;
    color: var(--passerby-ink-soft);
    background: none;
  }
  .done {
    width: 100%;
    margin-top: 0.9rem;
  }
  .go {
    position: sticky;
    bottom: 0;
    z-index: 1;
    display: grid;
    gap: 0.3rem;
    margin-top: -0.6rem;
    padding-top: 0.6rem;
    padding-bottom: max(0.2rem, env(safe-area-inset-bottom));
    background: var(--passerby-surface);
  }
  .here {
    font-size: 0.9rem;
    text-align: center;
    color: var(--passerby-ink-soft);
  }
  .start {
    min-height: 56px;
    font-size: 1.1rem;
  }
`;
