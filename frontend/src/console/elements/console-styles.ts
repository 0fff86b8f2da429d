import { css } from "lit";

/** What the console's sections share: cards, fields, lists. */
export const consoleStyles = css`
  :host {
    display: block;
  }
  h2 {
    font-size: 1.25rem;
  }
  h3 {
    margin: 0 0 0.35rem;
    font-size: 0.8rem;
    font-weight: 700;
    letter-spacing: 0.04em;
    text-transform: uppercase;
    color: var(--passerby-ink-soft);
  }
  .card {
    padding: 1rem 1.1rem;
    border: 1px solid var(--passerby-line);
    border-radius: 18px;
    background: var(--passerby-surface);
  }
  .soft {
    font-size: 0.92rem;
    color: var(--passerby-ink-soft);
  }
  .problem,
  .late {
    color: var(--passerby-warning);
  }
  .stack {
    display: grid;
    gap: 0.8rem;
  }
  /* A region that has nothing to say takes no room. */
  .stack > .live:empty {
    margin-top: -0.8rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }
  form.row > button {
    align-self: flex-end;
  }
  label.field {
    display: grid;
    gap: 0.3rem;
    font-weight: 600;
  }
  label.field .soft {
    font-weight: 400;
  }
  input:not([type="checkbox"]),
  select,
  textarea {
    width: 100%;
    min-height: 44px;
    padding: 0.45rem 0.8rem;
    border: 1.5px solid var(--passerby-edge);
    border-radius: 12px;
    font: inherit;
    font-weight: 400;
    color: inherit;
    background: var(--passerby-ground);
  }
  textarea {
    min-height: 4.2rem;
    resize: vertical;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .tag {
    display: inline-block;
    padding: 0.05rem 0.55rem;
    border-radius: 999px;
    font-size: 0.85rem;
    font-weight: 600;
    background: var(--passerby-bubble);
  }
  .tag.urgent {
    color: var(--passerby-on-lamp);
    background: var(--passerby-lamp);
  }
  kbd {
    display: inline-block;
    min-width: 1.55em;
    padding: 0 0.35em;
    border: 1px solid var(--passerby-edge);
    border-radius: 6px;
    font: 600 0.8rem/1.5 ui-monospace, monospace;
    text-align: center;
    color: var(--passerby-ink-soft);
    background: var(--passerby-ground);
  }
  blockquote {
    margin: 0;
    padding-inline-start: 0.8rem;
    border-inline-start: 3px solid var(--passerby-line);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  code {
    overflow-wrap: anywhere;
  }
  .pairs {
    display: grid;
    grid-template-columns: minmax(0, max-content) minmax(0, 1fr);
    gap: 0.25rem 1.1rem;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .pairs dd {
    margin: 0;
  }
`;
