import { css } from "lit";

export const caseStyles = css`
  h2:focus {
    outline: none;
  }
  h2 .reason + .reason::before {
    content: " · ";
  }
  .history li {
    font-size: 0.95rem;
  }
  .small {
    min-height: 36px;
    padding: 0 0.8em;
  }
  .texts {
    display: grid;
    gap: 0.3rem;
    max-height: 46dvh;
    margin: 0;
    padding: 0.7rem;
    overflow-y: auto;
    border-radius: 14px;
    list-style: none;
    background: var(--passerby-ground);
  }
  .texts li {
    display: grid;
    justify-items: start;
    max-width: 85%;
  }
  .texts .who {
    margin-top: 0.3rem;
    font-size: 0.8rem;
    font-weight: 700;
    color: var(--passerby-ink-soft);
  }
  .texts .text {
    padding: 0.3rem 0.75rem;
    border: 1px solid var(--passerby-line);
    border-radius: 14px;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    background: var(--passerby-surface);
  }
  /* What the reported one wrote is what is decided on. */
  .texts .reported .text {
    border-color: transparent;
    background: var(--passerby-lamp-wash);
  }
  .texts .reporter {
    justify-self: end;
    justify-items: end;
  }
  .picture {
    display: grid;
    gap: 0.5rem;
    justify-items: start;
  }
  .frame {
    display: block;
    overflow: hidden;
    border-radius: 14px;
  }
  .frame img {
    display: block;
    width: min(100%, 26rem);
    background: var(--passerby-night);
  }
  .frame img.blurred {
    filter: blur(22px) grayscale(1);
  }
`;
