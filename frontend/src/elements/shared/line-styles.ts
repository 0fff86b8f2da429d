import { css } from "lit";

/** A line of text right across its place, with the buttons that belong to it. */
export const lineStyles = css`
  :host {
    display: block;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem 0.8rem;
    padding: 0.5rem 1rem;
    font-size: 0.95rem;
    background: var(--passerby-accent-wash);
  }
  .line.warning {
    background: var(--passerby-lamp-wash);
  }
  button {
    min-height: 40px;
  }
  @media (pointer: coarse) {
    button {
      min-height: 44px;
    }
  }
`;
