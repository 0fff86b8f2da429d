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
  .message:not(.first) {
    margin-top: -0.25rem;
  }
  .partner:not(.last) {
    border-end-start-radius: 20px;
  }
  .me:not(.last) {
    border-end-end-radius: 20px;
  }
  time {
    margin-inline-start: 0.6em;
    font-size: 0.75rem;
    white-space: nowrap;
  }
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.8rem;
    margin-bottom: 0.5rem;
    padding: 1rem 1.1rem;
    border: 1px solid var(--passerby-line);
    border-radius: 20px;
    font-weight: 600;
    text-wrap: balance;
    overflow-wrap: anywhere;
    background: var(--passerby-ground);
  }
  .starters {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .starters button {
    padding: 0.4rem 1rem;
    font-weight: 500;
    text-align: start;
    white-space: normal;
  }
  /* Where there is little room, the lines stand in one row that scrolls. */
  @container (max-width: 440px) {
    .card {
      gap: 0.6rem;
      padding: 0.7rem 0.9rem;
    }
    .starters {
      flex-wrap: nowrap;
      margin-inline: -0.9rem;
      padding: 0.2rem 0.9rem;
      overflow-x: auto;
      scrollbar-width: none;
    }
    .starters button {
      flex: none;
      white-space: nowrap;
    }
  }
  .earlier {
    align-self: center;
  }
  .new {
    position: absolute;
    inset-inline: 0;
    bottom: 0.6rem;
    width: fit-content;
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
