import { css } from "lit";

export const interestsStyles = css`
  :host {
    display: block;
  }
  label {
    display: block;
    margin-bottom: 0.5rem;
    font-weight: 600;
  }
  .soft {
    font-size: 0.85em;
    font-weight: 400;
    color: var(--passerby-ink-soft);
  }
  input {
    width: 100%;
    min-height: 48px;
    padding: 0 1rem;
    border: 1.5px solid var(--passerby-edge);
    border-radius: 16px;
    /* Below 16px a phone zooms in on focus. */
    font: inherit;
    color: inherit;
    background: var(--passerby-ground);
  }
  input::placeholder {
    color: var(--passerby-ink-soft);
    opacity: 1;
  }
  ul,
  .ideas {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  ul {
    margin-bottom: 0.5rem;
  }
  li {
    max-width: 100%;
  }
  .ideas {
    margin-top: 0.5rem;
  }
  .chip,
  .idea {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    max-width: 100%;
    min-height: 34px;
    padding: 0 0.75rem;
    overflow-wrap: anywhere;
    font-size: 0.9rem;
    font-weight: 500;
  }
  .chip {
    border-color: transparent;
    color: var(--passerby-accent-text);
    background: var(--passerby-accent-wash);
  }
  @media (pointer: coarse) {
    .chip,
    .idea {
      min-height: 44px;
    }
  }
  @media (max-width: 420px) {
    .idea {
      padding: 0 0.55rem;
      font-size: 0.85rem;
    }
  }
  .full {
    margin: 0.4rem 0 0;
  }
  .chip svg {
    flex: none;
    width: 16px;
  }
  .idea {
    border-style: dashed;
    color: var(--passerby-ink-soft);
    background: none;
  }
`;
