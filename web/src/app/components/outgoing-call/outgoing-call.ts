import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { phaseOf, type CallState } from '../../call/call-state.js';
import type { SessionMedia } from '../../call/session-context.js';
import { define, RingbackElement } from '../element.js';
import { icons } from '../icons.js';
import { problemKeys } from '../notice/notice.js';
import { stage } from '../stage.styles.js';
import { roundButtons, theme } from '../theme.styles.js';
import '../avatar/avatar.js';
import '../notice/notice.js';

/**
 * A call that this person made and nobody has answered yet: "Calling…" until a device of the other side rings.
 *
 * @element ringback-outgoing-call
 * @attr minimised - a tile, from which a button leads back
 * @fires ringback-cancel
 * @fires ringback-minimise - `detail.minimised`
 * @fires ringback-retry - ask for the microphone again
 * @fires ringback-unblock-sound
 */
export class RingbackOutgoingCall extends RingbackElement {
  static override styles = [
    theme,
    roundButtons,
    stage,
    css`
      .waves {
        position: relative;
        margin-block-end: clamp(8px, 3cqh, 24px);
      }
      .waves ringback-avatar {
        margin: 0;
      }
      :host([data-state='ringing']) .waves::before,
      :host([data-state='ringing']) .waves::after {
        content: '';
        position: absolute;
        inset: 0;
        border-radius: 50%;
        background: #8fb0ff38;
        animation: wave 2.4s ease-out infinite;
      }
      :host([data-state='ringing']) .waves::after {
        animation-delay: 1.2s;
      }
      .waves ringback-avatar {
        z-index: 1;
      }
      video {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
        transform: scaleX(-1);
        mask-image: linear-gradient(#0006, #000000d9 45%, #0009);
      }
      /* one's own picture is the mirror to look into: the words go above it */
      video ~ .stage .person {
        align-content: start;
        padding-block-start: clamp(8px, 6cqb, 56px);
        text-shadow: 0 1px 8px #000c;
        --ringback-avatar-size: clamp(56px, 14cqmin, 88px);
      }
      video ~ .stage .line {
        color: var(--_on-stage);
      }
      .stage {
        position: relative;
      }
      @keyframes wave {
        from {
          transform: scale(1);
        }
        to {
          transform: scale(1.75);
          opacity: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) call: CallState | null = null;
  @property({ attribute: false }) media: SessionMedia | null = null;
  @property({ type: Boolean }) minimised = false;
  @property({ type: Boolean }) soundBlocked = false;
  @property({ type: Boolean }) offline = false;

  protected override willUpdate(): void {
    if (this.call) this.dataset['state'] = phaseOf(this.call);
  }

  protected override render() {
    const { call } = this;
    if (!call) return nothing;
    return html`
      ${this.media?.local ? html`<video autoplay .muted=${true} playsinline aria-hidden="true" .srcObject=${this.media.local}></video>` : nothing}
      <div class="stage" part="stage">
        <div class="person">
          <span class="waves"><ringback-avatar .name=${call.peer.name} .image=${call.peer.avatar}></ringback-avatar></span>
          <h2 dir="auto">${this.nameOf(call.peer)}</h2>
          <p class="line">${this.#line(call)}</p>
          ${this.#notice(call)}
        </div>
        <div class="bar">
          ${this.minimised ? html`<button class="round" type="button" aria-label=${this.t('control.restore')} title=${this.t('control.restore')}
            @click=${() => this.tell('ringback-minimise', { minimised: false })}>${icons.restore}</button>` : nothing}
          <span class="labelled">
            <button class="round danger" type="button" aria-label=${this.t('control.cancel')} ?disabled=${call.pending !== null}
              @click=${() => this.tell('ringback-cancel')}>${icons.hangUp}</button>
            <span aria-hidden="true">${this.t('control.cancel')}</span>
          </span>
        </div>
      </div>
    `;
  }

  #line(call: CallState): string {
    if (call.problem && call.status === null) return ''; // nobody is being called yet
    if (call.pending) return this.t('state.ending');
    if (this.offline) return this.t('state.offline');
    return this.t(phaseOf(call) === 'ringing' ? 'state.ringing' : 'state.calling');
  }

  #notice(call: CallState) {
    const problem = call.problem ?? this.media?.problem ?? null;
    if (problem) {
      const { what, help } = problemKeys(problem);
      const again = call.problem !== null;
      return html`<ringback-notice role="alert" .action=${again ? this.t('control.retry') : ''} @ringback-notice-action=${() => this.tell('ringback-retry')}>
        ${this.t(what)} ${again ? this.t(help) : nothing}
      </ringback-notice>`;
    }
    const question = this.media?.question;
    if (question && question !== 'device') return html`<ringback-notice icon="microphone" role="status">${this.t(`ask.call.${question}`, { name: this.nameOf(call.peer) })}</ringback-notice>`;
    if (!this.soundBlocked) return nothing;
    return html`<ringback-notice icon="soundOff" .action=${this.t('sound.unblock')} @ringback-notice-action=${() => this.tell('ringback-unblock-sound')}>
      ${this.t('sound.blocked')}
    </ringback-notice>`;
  }
}

define('ringback-outgoing-call', RingbackOutgoingCall);
