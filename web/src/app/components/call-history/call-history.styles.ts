import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    grid-template-rows: minmax(0, auto) minmax(0, 1fr);
    min-block-size: 0;
  }
  .tools {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    gap: 10px;
    padding: 12px 16px;
  }
  .tools > :not(.filters) {
    flex: none;
  }
  input[type='search'] {
    inline-size: 100%;
    min-block-size: 44px;
    padding-inline: 16px;
    border: 1px solid var(--_line);
    border-radius: 999px;
    background: var(--_surface-2);
  }
  input[type='search']::placeholder {
    color: var(--_text-2);
    opacity: 1;
  }
  .search {
    display: flex;
    gap: 6px;
  }
  .search .redial {
    flex: none;
    /* above the signs of the rows */
    margin-inline-end: -8px;
    color: var(--_text-2);
  }
  .redial[aria-expanded='true'] {
    background: var(--_surface-3);
    color: var(--_text);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .chip {
    min-block-size: 36px;
    padding-inline: 12px;
    border: 1px solid var(--_line);
    border-radius: 999px;
    font-size: calc(0.875 * var(--_rem));
    font-weight: 550;
  }
  @media (pointer: coarse) {
    .chip {
      min-block-size: 44px;
    }
  }
  .chip[aria-pressed='true'] {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .scroll {
    min-block-size: 0;
    overflow: auto;
    overflow-anchor: auto;
  }
  ul {
    margin: 0;
    padding: 0 0 16px;
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 0;
    padding-block: 8px;
    padding-inline: 16px 8px;
    --ringback-avatar-size: 44px;
  }
  .filters {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(140px, 100%), 1fr));
    gap: 12px;
    max-block-size: 60vh;
    padding: 14px;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    font-size: calc(0.875 * var(--_rem));
  }
  .filters fieldset,
  .filters .button {
    grid-column: 1 / -1;
  }
  .filters .button {
    justify-self: start;
  }
  .filters > label:first-child {
    grid-column: span 2;
  }
  @media (max-width: 719px) {
    .filters > label:first-child {
      grid-column: 1 / -1;
    }
  }
  .filters legend {
    padding: 0;
    font-weight: 600;
  }
  .filters label {
    display: grid;
    gap: 4px;
    font-weight: 600;
  }
  .filters select,
  .filters input[type='date'] {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 44px;
    padding-inline: 12px;
    border: 1px solid var(--_line);
    border-radius: 12px;
    background: var(--_surface-2);
    font-weight: 400;
  }
  .filters fieldset {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(130px, 100%), 1fr));
    column-gap: 12px;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .filters .check {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
    font-weight: 400;
  }
  .filters .check input {
    inline-size: 24px;
    block-size: 24px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .details {
    display: flex;
    flex: 1 0 100%;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 12px;
    padding-block-end: 6px;
    padding-inline: 56px 8px;
    font-size: calc(0.875 * var(--_rem));
  }
  .details dl {
    display: grid;
    flex: 1 1 13em;
    grid-template-columns: auto 1fr;
    gap: 4px 12px;
    margin: 0;
  }
  .details dt {
    color: var(--_text-2);
  }
  .details dd {
    margin: 0;
  }
  li:hover {
    background: var(--_surface-2);
  }
  .words {
    flex: 1;
    min-inline-size: 0;
    margin-inline: 12px 8px;
  }
  .top {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 10px;
  }
  .name {
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .missed .name,
  .missed .outcome {
    color: var(--_danger-text);
  }
  .small {
    display: flex;
    align-items: flex-start;
    gap: 6px;
    color: var(--_text-2);
    font-size: calc(0.8125 * var(--_rem));
    font-variant-numeric: tabular-nums;
  }
  .outcome {
    min-inline-size: 0;
  }
  .small svg {
    inline-size: 15px;
    block-size: 15px;
    margin-block-start: 0.15em;
  }
  .small svg:dir(rtl) {
    transform: scaleX(-1);
  }
  time {
    color: var(--_text-2);
    font-size: calc(0.8125 * var(--_rem));
    white-space: nowrap;
  }
  .redial {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    border-radius: 50%;
    color: var(--_accent);
  }
  .redial.quiet {
    color: var(--_text-2);
  }
  .redial:hover {
    background: var(--_surface-3);
  }
  .redial svg {
    inline-size: 20px;
    block-size: 20px;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 6px;
    padding: 48px 24px;
    color: var(--_text-2);
    text-align: center;
    text-wrap: balance;
  }
  .empty svg {
    inline-size: 40px;
    block-size: 40px;
    margin-block-end: 8px;
    opacity: 0.6;
  }
  .empty strong {
    color: var(--_text);
  }
  .empty ringback-notice {
    inline-size: min(460px, 100%);
  }
  .more {
    display: flex;
    margin: 0 auto 16px;
  }
`;
