import { css } from "lit";

export const afterStyles = css`
  :host {
    display: block;
  }
  section {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.2rem 0.8rem;
    padding: 0.5rem 0.8rem;
    border: 1px solid var(--passerby-line);
    border-radius: 20px;
    background: var(--passerby-surface);
  }
  .stars {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0 0.6rem;
    font-weight: 600;
  }
  .row {
    display: flex;
  }
  .star {
    display: grid;
    place-items: center;
    width: 44px;
    padding: 0;
    border: 0;
    background: none;
  }
  .star:disabled {
    opacity: 1;
  }
  .star path {
    fill: none;
    stroke: var(--passerby-ink-soft);
    stroke-width: 1.6;
    stroke-linejoin: round;
  }
  .star.lit path {
    fill: var(--passerby-lamp);
    stroke: var(--passerby-lamp);
  }
  .oops {
    display: inline-flex;
    align-items: center;
    gap: 0.4rem;
  }
  .oops svg {
    width: 20px;
  }
  .more {
    display: flex;
  }
  .soft,
  .word {
    font-size: 0.95rem;
    color: var(--passerby-ink-soft);
  }
  .word {
    flex-basis: 100%;
    text-align: center;
  }
  .word:empty {
    display: none;
  }
`;
