import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { MediaProblem } from '../../media/media-problem.js';
import type { TextKey } from '../../texts/en.js';
import { define, RingbackElement } from '../element.js';
import { icons, type IconName } from '../icons.js';
import { buttons, theme } from '../theme.styles.js';

/**
 * A strip that says what is in the way and offers the way on.
 *
 * @element ringback-notice
 * @fires ringback-notice-action - the button was pressed
 * @slot - the words
 */
export class RingbackNotice extends RingbackElement {
  static override styles = [
    theme,
    buttons,
    css`
      :host {
        display: block;
      }
      .strip {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
        padding-block: 8px;
        padding-inline: 14px 8px;
        border: 1px solid light-dark(#e8c98a, #6b5424);
        border-radius: 14px;
        background: light-dark(#fff6e3, #322811);
        color: light-dark(#4a3200, #ffe5b4);
        font-size: calc(0.875 * var(--_rem));
        text-align: start;
      }
      .words {
        flex: 1 1 0;
        min-inline-size: min(15em, calc(100% - 3em));
        padding-block: 5px;
        line-height: 1.4;
        text-wrap: pretty;
      }
      .button {
        margin-inline-start: auto;
        background: light-dark(#4a3200, #ffe5b4);
        color: light-dark(#fff, #2b2008);
        font-size: calc(0.875 * var(--_rem));
      }
    `,
  ];

  @property() icon: IconName = 'warning';
  /** The word on the button; none, no button. */
  @property() action = '';

  protected override render() {
    return html`<div class="strip" part="strip">
      ${icons[this.icon]}
      <span class="words" part="words"><slot></slot></span>
      ${this.action
        ? html`<button class="button" part="button" type="button" @click=${() => this.tell('ringback-notice-action')}>${this.action}</button>`
        : nothing}
    </div>`;
  }
}

/** The words of a media problem, and what to do about it. */
export function problemKeys({ device, kind, kept }: MediaProblem): { what: TextKey; help: TextKey } {
  const help = kind === 'refused' ? refusedHelp(navigator.userAgent) : (`help.${kind}` as const);
  if (device === 'screen') return { what: 'problem.screen.failed', help };
  return { what: kept ? `problem.kept.${device}` : `problem.${device}.${kind}`, help };
}

/** Where this browser keeps the switch that lets a page have the microphone. */
export function refusedHelp(userAgent: string): TextKey {
  if (/Firefox\//.test(userAgent)) return 'help.refused.firefox';
  if (/Chrom(e|ium)\//.test(userAgent)) return 'help.refused.chromium';
  return /Safari\//.test(userAgent) ? 'help.refused.safari' : 'help.refused';
}

define('ringback-notice', RingbackNotice);
