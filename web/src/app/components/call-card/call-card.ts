import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { isFinal, type CallRow } from '../../protocol/call.js';
import { exact, length, timeOfDay } from '../../texts/format.js';
import { endingOf, outcomeText } from '../../texts/outcome.js';
import { texts } from '../../texts/texts.js';
import { dots, dotted } from '../dotted.js';
import { define, RingbackElement } from '../element.js';
import { icons } from '../icons.js';
import { buttons, theme } from '../theme.styles.js';

/**
 * One call in a conversation: direction, kind, outcome, duration, time, and a way to call back.
 *
 * @element ringback-call-card
 * @fires ringback-call - `detail.type`: the kind of the old call
 * @csspart card - the card
 */
export class RingbackCallCard extends RingbackElement {
  static override styles = [
    theme,
    buttons,
    dots,
    css`
      :host {
        display: block;
        inline-size: min(450px, 100%);
        container-type: inline-size;
        --_tint: var(--_accent);
      }
      .card {
        display: flex;
        align-items: center;
        gap: 8px 14px;
        padding-block: 10px;
        padding-inline: 14px 10px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
        background: var(--_surface);
      }
      .sign {
        display: grid;
        place-items: center;
        inline-size: 40px;
        block-size: 40px;
        border-radius: 50%;
        background: color-mix(in srgb, var(--_tint) 14%, transparent);
        color: var(--_tint);
      }
      .sign svg {
        inline-size: 20px;
        block-size: 20px;
      }
      .missed {
        --_tint: var(--_danger-text);
      }
      .words {
        flex: 1;
        min-inline-size: 0;
      }
      @container (max-width: 360px) {
        .button span {
          position: absolute;
          inline-size: 1px;
          block-size: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
        .button {
          position: relative;
          inline-size: 48px;
          block-size: 48px;
          padding: 0;
        }
      }
      strong {
        display: block;
        font-weight: 600;
      }
      .missed strong {
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
      .small svg {
        inline-size: 14px;
        block-size: 14px;
        margin-block-start: 0.2em;
      }
      .small svg:dir(rtl) {
        transform: scaleX(-1);
      }
      .button {
        padding-inline: 14px;
        background: none;
        color: var(--_accent);
      }
      .button:hover {
        background: var(--_surface-3);
      }
      .missed .button {
        background: color-mix(in srgb, var(--_accent) 12%, transparent);
      }
    `,
  ];

  @property({ attribute: false }) row: CallRow | null = null;
  @property() unavailable = '';

  protected override render() {
    const { row } = this;
    if (!row) return nothing;
    const words = outcomeText(endingOf(row), texts);
    const missed = row.outcome === 'missed' || row.outcome === 'failed';
    return html`
      <article class="card ${missed ? 'missed' : ''}" part="card" data-outcome=${row.outcome ?? 'live'} data-call-id=${row.call_id ?? ''}>
        <span class="sign">${row.call_type === 'video' ? icons.video : icons.phone}</span>
        <div class="words">
          <strong>${dotted(words)}</strong>
          <span class="small">
            ${row.outcome === 'missed' ? icons.missed : row.is_caller ? icons.outgoing : icons.incoming}
            ${dotted(`${this.t(row.is_caller ? 'card.outgoing' : 'card.incoming')} ${this.t(row.call_type === 'video' ? 'card.video' : 'card.voice')}`,
              ...(row.started_at ? [html`<time datetime=${row.started_at} title=${this.#details(row)}>${timeOfDay(row.started_at, texts)}</time>`] : []))}
          </span>
        </div>
        ${isFinal(row.status)
          ? html`<button class="button" part="call-back" type="button" aria-disabled=${this.unavailable !== ''} title=${this.unavailable}
              @click=${() => this.unavailable === '' && this.tell('ringback-call', { type: row.call_type })}>
              ${row.call_type === 'video' ? icons.video : icons.phone}<span>${this.t('call.back')}</span>
            </button>`
          : nothing}
      </article>
    `;
  }

  #details(row: CallRow): string {
    const rang = row.ring_seconds === null ? '' : ` · ${this.t('card.rang', { duration: length(row.ring_seconds, texts) })}`;
    return `${exact(row.started_at ?? '', texts)}${rang}`;
  }
}

define('ringback-call-card', RingbackCallCard);
