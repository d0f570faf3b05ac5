import { css } from 'lit';

/**
 * The looks all elements share. A host sets the `--ringback-…` properties; light and dark follow `color-scheme`, which
 * is inherited through shadow roots. Names that begin with `--_` are private.
 */
export const theme = css`
  :host {
    --_accent: var(--ringback-accent, light-dark(#2557d6, #8fb0ff));
    --_on-accent: var(--ringback-on-accent, light-dark(#ffffff, #0b1a3d));
    --_surface: var(--ringback-surface, light-dark(#ffffff, #1b1e25));
    --_surface-2: var(--ringback-surface-2, light-dark(#f3f4f8, #12141a));
    --_surface-3: var(--ringback-surface-3, light-dark(#e6e9f0, #2d323c));
    --_text: var(--ringback-text, light-dark(#14171f, #f1f3f8));
    --_text-2: var(--ringback-text-2, light-dark(#535b6b, #aab2c2));
    --_line: var(--ringback-line, light-dark(#dde1ea, #313641));
    --_accept: var(--ringback-accept, light-dark(#13793f, #1a8549));
    --_danger: var(--ringback-danger, light-dark(#c62a36, #d23b46));
    --_danger-text: var(--ringback-danger-text, light-dark(#b3202c, #ff8f96));
    --_warning: var(--ringback-warning, light-dark(#8a5a00, #f2bf5e));
    --_radius: var(--ringback-radius, 16px);
    --_shadow: var(--ringback-shadow, 0 12px 40px light-dark(#1a203040, #000000a0));
    --_font: var(--ringback-font, system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Ethiopic', 'Abyssinica SIL', sans-serif);
    /* a call is always dark, as a cinema is */
    --_stage: var(--ringback-stage, #10131b);
    --_stage-2: var(--ringback-stage-2, #232838);
    --_on-stage: #f4f6fb;
    --_on-stage-2: #b9c1d3;

    --_ink: var(--_text);
    /* a page that makes its rem small (62.5 %) says here what one is */
    --_rem: var(--ringback-rem, 1rem);

    -webkit-font-smoothing: antialiased;
  }
  /* The page's own rules reach the host element and are inherited from it; what is inside begins anew. */
  :host,
  :where(:host) > * {
    color: var(--_ink);
    font-family: var(--_font);
    font-size: var(--_rem);
    font-style: normal;
    font-weight: 400;
    letter-spacing: normal;
    line-height: 1.45;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    word-spacing: normal;
  }
  :host {
    box-sizing: border-box;
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  button {
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }
  button:disabled,
  button[aria-disabled='true'] {
    cursor: not-allowed;
    opacity: 0.5;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  svg {
    display: block;
    flex: none;
    inline-size: 1.5em;
    block-size: 1.5em;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    button {
      border: 1px solid ButtonText;
    }
    button[aria-pressed='true'],
    button[aria-current]:not([aria-current='false']) {
      border: 3px solid Highlight;
    }
    button:disabled,
    button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
      opacity: 1;
    }
    .round.off {
      background: ButtonText !important;
      color: ButtonFace !important;
      forced-color-adjust: none;
    }
  }
`;

/** A check box that looks like the switch it is. */
export const switches = css`
  input[type='checkbox'] {
    appearance: none;
    position: relative;
    flex: none;
    inline-size: 46px;
    block-size: 28px;
    margin: 0;
    border: 2px solid var(--_text-2);
    border-radius: 999px;
    background: var(--_surface);
    cursor: pointer;
    transition: background-color 140ms, border-color 140ms;
  }
  input[type='checkbox']::before {
    content: '';
    position: absolute;
    inset-block-start: 4px;
    inset-inline-start: 4px;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    background: var(--_text-2);
    transition: inset 140ms, background-color 140ms;
  }
  input[type='checkbox']:checked {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  input[type='checkbox']:checked::before {
    inset-inline-start: 22px;
    background: var(--_on-accent);
  }
  @media (forced-colors: active) {
    input[type='checkbox'] {
      appearance: auto;
      inline-size: 24px;
      block-size: 24px;
    }
    input[type='checkbox']::before {
      display: none;
    }
  }
`;

/** Buttons with a word: filled, quiet, and dangerous. */
export const buttons = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 44px;
    padding-inline: 18px;
    border-radius: 999px;
    background: var(--_surface-3);
    font-weight: 600;
    font-size: calc(0.9375 * var(--_rem));
    text-align: center;
    transition: filter 120ms, background-color 120ms;
  }
  .button:hover {
    filter: brightness(0.95);
  }
  .button svg {
    inline-size: 1.25em;
    block-size: 1.25em;
  }
  .button.filled {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button.quiet {
    background: none;
    color: var(--_accent);
  }
`;

/** Round buttons of a call, at least 48 px, with their word beneath or as their name. */
export const roundButtons = css`
  .round {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 50%;
    background: #ffffff1f;
    color: #fff;
    transition: background-color 120ms, transform 120ms;
  }
  .round svg {
    inline-size: 26px;
    block-size: 26px;
  }
  .round:hover {
    background: #ffffff33;
  }
  .round:active {
    transform: scale(0.95);
  }
  .round.off {
    background: #f4f6fb;
    color: #14171f;
  }
  .round.accept {
    background: var(--_accept);
    color: #fff;
  }
  .round.danger {
    background: var(--_danger);
    color: #fff;
  }
  .round.accept:hover,
  .round.danger:hover {
    filter: brightness(1.1);
  }
  .round:focus-visible {
    outline-color: #fff;
    box-shadow: 0 0 0 6px #10131b;
  }
  .labelled {
    display: grid;
    justify-items: center;
    gap: 8px;
    font-size: calc(0.8125 * var(--_rem));
    font-weight: 500;
    text-align: center;
  }
`;
