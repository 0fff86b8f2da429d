import { css } from "lit";

/** What is filled in: groups of fields, boxes to tick, places to write. */
export const formStyles = css`
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    cursor: pointer;
  }
  .check input {
    flex: none;
    width: 22px;
    height: 22px;
    margin: 0;
    accent-color: var(--passerby-accent);
  }
  textarea {
    width: 100%;
    border: 1.5px solid var(--passerby-edge);
    border-radius: 14px;
    font: inherit;
    color: inherit;
    background: var(--passerby-ground);
  }
`;
