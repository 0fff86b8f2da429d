import { css } from "lit";

export const waitingStyles = css`
  :host {
    display: grid;
    place-items: center;
    padding: 1.5rem;
    overflow-y: auto;
  }
  .stage {
    display: grid;
    justify-items: center;
    gap: 1rem;
    max-width: 34rem;
    text-align: center;
  }
  h1 {
    font-size: clamp(1.8rem, 6cqi, 2.6rem);
  }
  h1:focus-visible {
    outline: none;
  }
  .soft,
  figcaption {
    font-size: 0.95rem;
    color: var(--passerby-ink-soft);
  }
  .here {
    font-weight: 600;
  }
  .card {
    display: grid;
    gap: 0.7rem;
    width: min(26rem, 100%);
    padding: 0.9rem 1.1rem;
    border: 1px solid var(--passerby-line);
    border-radius: 20px;
    background: var(--passerby-surface);
    text-align: start;
  }
  .warning {
    border-color: transparent;
    background: var(--passerby-lamp-wash);
  }
  .choices,
  .wanted,
  .wanted ul {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem 0.5rem;
  }
  .wanted,
  .wanted ul {
    justify-content: center;
    margin: 0;
    padding: 0;
    list-style: none;
    color: var(--passerby-ink-soft);
  }
  .wanted li {
    padding: 0.2rem 0.75rem;
    border-radius: 999px;
    color: var(--passerby-accent-text);
    background: var(--passerby-accent-wash);
    overflow-wrap: anywhere;
  }
  .quiet {
    padding: 0 0.7rem;
    border-color: transparent;
    color: var(--passerby-accent-text);
    background: none;
  }
  .passing svg {
    width: min(220px, 46cqi);
    overflow: visible;
  }
  .one {
    fill: var(--passerby-accent);
    animation: walk 3.6s ease-in-out infinite alternate;
  }
  .other {
    fill: var(--passerby-lamp);
    mix-blend-mode: var(--passerby-blend);
    animation: walk 3.6s ease-in-out infinite alternate-reverse;
  }
  .one,
  .other {
    cx: 32px;
    r: 11px;
  }
  @keyframes walk {
    from {
      transform: translateX(-26px);
    }
    to {
      transform: translateX(26px);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .one {
      transform: translateX(-7px);
      animation: none;
    }
    .other {
      transform: translateX(7px);
      animation: none;
    }
  }
  figure {
    display: grid;
    gap: 0.5rem;
    margin: 0.5rem 0 0;
  }
  video {
    width: min(260px, 60cqi);
    aspect-ratio: 4 / 3;
    object-fit: cover;
    border-radius: 20px;
    background: var(--passerby-night);
    transform: scaleX(-1);
  }
  @media (max-height: 620px) {
    figure {
      display: none;
    }
  }
`;
