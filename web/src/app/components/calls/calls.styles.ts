import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }
  dialog {
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    overflow: hidden;
    background: var(--_stage);
    color: var(--_on-stage);
  }
  dialog.full {
    position: fixed;
    inset: 0;
    inline-size: 100vw;
    block-size: 100vh;
    block-size: 100dvh;
  }
  dialog.tile {
    position: fixed;
    z-index: var(--ringback-z-index, 2147483000);
    inset: auto;
    inset-block-end: max(16px, env(safe-area-inset-bottom));
    inset-inline-end: 16px;
    inline-size: min(280px, calc(100vw - 32px));
    block-size: 190px;
    border-radius: 20px;
    box-shadow: var(--_shadow);
  }
  dialog::backdrop {
    background: var(--_stage);
  }
  dialog:focus-visible {
    outline: none;
  }
  .corner {
    position: fixed;
    inset: auto;
    inset-block-start: max(12px, env(safe-area-inset-top));
    inset-inline-start: 12px;
    inset-inline-end: 12px;
    display: none;
    gap: 10px;
    justify-items: center;
    inline-size: auto;
    block-size: auto;
    max-block-size: calc(100dvh - 24px);
    margin: 0;
    padding: 0;
    border: 0;
    overflow: auto;
    background: none;
    color: inherit;
    pointer-events: none;
  }
  .corner > * {
    pointer-events: auto;
  }
  .corner:popover-open {
    display: grid;
    padding: 6px;
  }
  .elsewhere {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px 14px;
    inline-size: min(460px, 100%);
    padding: 12px 12px 12px 18px;
    border: 1px solid #ffffff1a;
    border-radius: 20px;
    background: var(--_stage-2);
    box-shadow: var(--_shadow);
    color: var(--_on-stage);
    font-size: 0.9375rem;
  }
  .elsewhere span {
    flex: 1 1 11em;
  }
  .elsewhere .button.filled {
    background: var(--_accept);
    color: #fff;
  }
  .elsewhere .end {
    background: var(--_danger);
    color: #fff;
  }
`;
