import { css } from "lit";

export const messagesStyles = css`
  :host {
    display: block;
    position: relative;
    min-height: 0;
  }
  .scroll {
    display: flex;
    flex-direction: column;
    height: 100%;
    padding: 1rem;
    overflow-y: auto;
    overscroll-behavior: contain;
    outline-offset: -3px;
  }
  /* The page itself keeps the end in sight; a browser that holds on to a row would work against it. */
  .along {
    overflow-anchor: none;
  }
  .log {
    display: flex;
    flex-direction: column;
    gap: 0.45rem;
    /* A short talk stands near the composer, a long one scrolls. */
    margin-top: auto;
  }
  .line {
    padding: 0.1rem 0 0.5rem;
    font-size: 0.95rem;
    color: var(--passerby-ink-soft);
    text-wrap: pretty;
  }
  .remark {
    padding: 0.7rem 0.95rem;
    border-radius: 14px;
    color: var(--passerby-ink);
    background: var(--passerby-lamp-wash);
  }
  .ending {
    padding-top: 0.6rem;
    font-weight: 600;
    color: var(--passerby-ink);
  }
  .message {
    position: relative;
    max-width: min(85%, 34rem);
    padding: 0.55rem 0.95rem;
    border-radius: 20px;
    line-height: 1.4;
    animation: arrive 0.18s ease-out;
    /* What is out of sight costs nothing. Nor does one message reach into another, however its signs are piled up. */
    content-visibility: auto;
    contain-intrinsic-size: auto 10rem auto 2.6rem;
  }
  .earlier {
    align-self: center;
    min-height: 40px;
  }
  .new {
    position: absolute;
    inset-inline: 0;
    bottom: 0.6rem;
    width: fit-content;
    min-height: 40px;
    margin-inline: auto;
    box-shadow: var(--passerby-shadow);
  }
  .text {
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .partner {
    align-self: flex-start;
    border-end-start-radius: 6px;
    background: var(--passerby-bubble);
  }
  .me {
    align-self: flex-end;
    border-end-end-radius: 6px;
    color: var(--passerby-on-accent);
    background: var(--passerby-accent);
  }
  .mark {
    margin-inline-start: 0.5em;
    font-size: 0.75rem;
    letter-spacing: -0.12em;
    white-space: nowrap;
    opacity: 0.85;
  }
  .held {
    margin: 0.35em 0 0;
    font-size: 0.875rem;
    font-weight: 600;
  }
  .mark.failed {
    letter-spacing: 0;
    font-weight: 700;
    opacity: 1;
  }
  .typing {
    display: flex;
    flex: none;
    align-items: center;
    height: 1.9rem;
  }
  .dots {
    display: inline-flex;
    gap: 5px;
    padding: 0.6rem 0.8rem;
    border-radius: 999px;
    background: var(--passerby-bubble);
  }
  .dots i {
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--passerby-ink-soft);
    animation: breathe 1.2s ease-in-out infinite;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }
  @keyframes breathe {
    50% {
      opacity: 0.25;
    }
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(6px);
    }
  }
`;
