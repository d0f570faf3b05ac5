import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { define, RingbackElement } from '../element.js';
import { theme } from '../theme.styles.js';

/**
 * The number of unseen missed calls; nothing when there are none.
 *
 * @element ringback-missed-badge
 * @csspart badge - the pill
 */
export class RingbackMissedBadge extends RingbackElement {
  static override styles = [
    theme,
    css`
      :host {
        display: inline-flex;
      }
      .badge {
        min-inline-size: 22px;
        padding: 1px 7px;
        border-radius: 999px;
        background: var(--_danger);
        color: #fff;
        font-size: calc(0.75 * var(--_rem));
        font-weight: 700;
        line-height: 20px;
        text-align: center;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ type: Number }) count = 0;

  protected override render() {
    if (this.count <= 0) return nothing;
    const words = this.t('missed.count', { count: this.count });
    return html`<span class="badge" part="badge" title=${words}>
      <span aria-hidden="true">${this.count > 99 ? '99+' : this.count}</span><span class="visually-hidden">${words}</span>
    </span>`;
  }
}

define('ringback-missed-badge', RingbackMissedBadge);
