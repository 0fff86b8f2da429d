import { css } from "lit";

/** What every element of the family shares: type, focus, buttons. Colours come from the theme's custom properties. */
export const baseStyles = css`
  :host {
    box-sizing: border-box;
    font: var(--passerby-font);
    color: var(--passerby-ink);
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  h1,
  h2,
  p {
    margin: 0;
  }
  h1,
  h2 {
    font-family: var(--passerby-display-font);
    font-weight: 600;
    line-height: 1.08;
    letter-spacing: -0.02em;
    text-wrap: balance;
  }
  button {
    font: inherit;
    font-weight: 600;
    min-height: 44px;
    padding: 0 1.1em;
    border: 1px solid var(--passerby-line);
    border-radius: 999px;
    color: var(--passerby-ink);
    background: var(--passerby-surface);
    cursor: pointer;
    touch-action: manipulation;
    transition: background 0.15s, border-color 0.15s, transform 0.1s;
  }
  button:hover:not(:disabled) {
    border-color: var(--passerby-ink-soft);
  }
  button:active:not(:disabled) {
    transform: scale(0.98);
  }
  button:disabled {
    cursor: default;
    opacity: 0.45;
  }
  button.primary {
    border-color: transparent;
    color: var(--passerby-on-accent);
    background: var(--passerby-accent);
  }
  button.primary:hover:not(:disabled) {
    background: var(--passerby-accent-strong);
  }
  :focus-visible {
    outline: 3px solid var(--passerby-focus);
    outline-offset: 2px;
  }
  :host(:dir(rtl)) .forward {
    transform: scaleX(-1);
    transform-origin: center;
  }
  .hidden-visually {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.001s !important;
      animation-iteration-count: 1 !important;
      transition: none !important;
    }
  }
`;
