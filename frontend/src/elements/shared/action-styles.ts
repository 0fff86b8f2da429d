import { css } from "lit";

/** A small button with an icon. Its label hides where space is narrow. */
export const actionStyles = css`
  :host {
    display: inline-block;
  }
  .action {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4rem;
    min-width: 44px;
    padding: 0 0.7rem;
    border-color: transparent;
    font-size: 0.9rem;
    white-space: nowrap;
    color: var(--passerby-ink-soft);
    background: none;
  }
  .action:hover:not(:disabled) {
    color: var(--passerby-ink);
    background: var(--passerby-bubble);
  }
  .action svg {
    flex: none;
    width: 20px;
    height: 20px;
  }
  @container (max-width: 440px) {
    .action .label {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
  .soft {
    font-size: 0.95rem;
    color: var(--passerby-ink-soft);
  }
  .problem {
    margin-bottom: 0.6rem;
    color: var(--passerby-warning);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-top: 1rem;
  }
`;
