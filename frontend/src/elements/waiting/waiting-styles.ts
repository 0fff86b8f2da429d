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
    font-size: clamp(1.8rem, 6vw, 2.6rem);
    outline: none;
  }
  .soft,
  figcaption {
    font-size: 0.95rem;
    color: var(--passerby-ink-soft);
  }
  .passing svg {
    width: min(220px, 46vw);
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
    width: min(260px, 60vw);
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
