import { css } from "lit";

/** Three columns on a desktop, two on a tablet, one on what is narrower. */
export const deskStyles = css`
  .desk {
    display: grid;
    grid-template-columns: 15rem minmax(0, 1fr) 22rem;
    gap: 1rem;
    align-items: start;
  }
  .empty {
    grid-column: 2 / -1;
    padding: 3rem 1.1rem;
    text-align: center;
    color: var(--passerby-ink-soft);
  }
  passerby-verdict {
    position: sticky;
    top: 1rem;
  }
  @media (max-width: 1100px) {
    .desk {
      grid-template-columns: minmax(0, 1fr) 20rem;
    }
    passerby-queue,
    .empty {
      grid-column: 1 / -1;
    }
  }
  @media (max-width: 700px) {
    .desk {
      grid-template-columns: minmax(0, 1fr);
    }
    passerby-verdict {
      position: static;
    }
  }
`;
