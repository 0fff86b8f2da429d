import { css } from "lit";

/** The frame of the console: header, sections, door. */
export const shellStyles = css`
  :host {
    min-height: 100dvh;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem 0.6rem;
    align-items: center;
    padding: 0.5rem 1.2rem;
    border-bottom: 1px solid var(--passerby-line);
    background: var(--passerby-surface);
  }
  .space {
    flex: 1;
  }
  .brand {
    display: inline-flex;
    gap: 0.55rem;
    align-items: center;
    margin-inline-end: 0.8rem;
    font: 600 1.15rem / 1 var(--passerby-display-font);
  }
  .brand .soft {
    font: 500 0.85rem / 1 system-ui, sans-serif;
  }
  .mark {
    width: 38px;
  }
  .mark .one {
    fill: var(--passerby-accent);
  }
  .mark .other {
    fill: var(--passerby-lamp);
    mix-blend-mode: var(--passerby-blend);
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem;
  }
  nav button,
  .quiet {
    padding: 0 0.8em;
    border-color: transparent;
    font-size: 0.95rem;
    background: none;
  }
  button[aria-current] {
    color: var(--passerby-accent-text);
    background: var(--passerby-accent-wash);
  }
  /* All sections in one row, in the longer of the two languages too. */
  @media (max-width: 1500px) {
    header {
      column-gap: 0.3rem;
    }
    .brand {
      margin-inline-end: 0.3rem;
    }
    .brand .soft {
      display: none;
    }
    nav {
      gap: 0;
    }
    nav button,
    .quiet {
      padding: 0 0.55em;
      font-size: 0.9rem;
    }
  }
  @media (max-width: 1100px) {
    nav {
      order: 1;
      flex-basis: 100%;
    }
  }
  .who {
    font-weight: 600;
  }
  select.language {
    width: auto;
    border-color: var(--passerby-line);
    border-radius: 999px;
    background: var(--passerby-surface);
  }
  main {
    padding: 1rem 1.2rem 2rem;
  }
  main:focus {
    outline: none;
  }
  .door {
    display: grid;
    place-items: start center;
    padding-top: 8vh;
  }
  .door .card {
    width: min(26rem, 100%);
    padding: 1.6rem;
    border-radius: 24px;
    box-shadow: var(--passerby-shadow);
  }
  h1 {
    margin-bottom: 1rem;
    font-size: 1.9rem;
  }
  .other {
    margin-top: 1rem;
  }
  .skip:not(:focus) {
    position: absolute;
    width: 1px;
    min-height: 0;
    height: 1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;
