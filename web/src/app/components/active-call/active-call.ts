import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { SessionMedia } from '../../call/session-context.js';
import { phaseOf, type CallState } from '../../call/call-state.js';
import type { Scope } from '../../base/scope.js';
import type { SettingsStore } from '../../client/settings.js';
import type { Quality } from '../../call/quality.js';
import { clock } from '../../texts/format.js';
import { dots, dotted } from '../dotted.js';
import { define, RingbackElement } from '../element.js';
import { icons, signalBars } from '../icons.js';
import { problemKeys } from '../notice/notice.js';
import { stage } from '../stage.styles.js';
import { buttons, roundButtons, theme } from '../theme.styles.js';
import '../avatar/avatar.js';
import '../device-settings/device-settings.js';
import '../notice/notice.js';
import { styles } from './active-call.styles.js';
import { cornerAfter, nearestCorner, nextCorner, type Corner } from './corner.js';

/**
 * A call in progress, from the answer to its end: picture, person, timer, and the controls.
 *
 * @element ringback-active-call
 * @attr minimised - a tile with the few controls that a tile needs
 * @fires ringback-hang-up
 * @fires ringback-mute - `detail.muted`
 * @fires ringback-camera - `detail.on`
 * @fires ringback-screen - `detail.on`
 * @fires ringback-voice - back to a voice call
 * @fires ringback-minimise - `detail.minimised`
 * @fires ringback-retry - ask for the microphone again
 * @fires ringback-device - from the device menu
 */
export class RingbackActiveCall extends RingbackElement {
  static override styles = [theme, buttons, roundButtons, stage, dots, styles];

  @property({ attribute: false }) call: CallState | null = null;
  @property({ attribute: false }) media: SessionMedia | null = null;
  @property({ attribute: false }) settings: SettingsStore | null = null;
  @property({ type: Boolean, reflect: true }) minimised = false;
  @property({ type: Boolean }) offline = false;
  /** The person speaks although the microphone is muted. */
  @property({ type: Boolean }) speakingMuted = false;

  @state() private panel: 'none' | 'devices' | 'quality' = 'none';
  @state() private corner: Corner = 'bottom-end';
  @state() private playBlocked = false;

  /** The loudspeaker that was asked for last. */
  #speaker = '';

  @query('.remote') private remoteVideo!: HTMLVideoElement | null;

  protected override connected(scope: Scope): void {
    scope.interval(1000, () => this.call?.talkingSince !== null && this.requestUpdate());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.call) this.dataset['state'] = phaseOf(this.call);
    this.toggleAttribute('data-picture', this.call !== null && this.#hasPicture(this.call, this.media));
    // a notice must not hide behind the panel in which its cause was chosen
    if ((changed.has('minimised') && this.minimised) || this.media?.problem || this.call?.problem) this.panel = 'none';
  }

  protected override updated(): void {
    const video = this.remoteVideo;
    const stream = this.media?.remote ?? null;
    if (!video) return;
    if (video.srcObject !== stream) {
      video.srcObject = stream;
      void this.#play();
    }
    const speaker = this.settings?.devices.speaker ?? '';
    if ('setSinkId' in video && speaker !== this.#speaker) void video.setSinkId((this.#speaker = speaker)).catch(() => undefined);
  }

  async #play(): Promise<void> {
    try {
      await this.remoteVideo?.play();
      this.playBlocked = false;
    } catch (fault) {
      this.playBlocked = fault instanceof Error && fault.name === 'NotAllowedError';
    }
  }

  protected override render() {
    const { call, media } = this;
    if (!call) return nothing;
    const picture = this.#hasPicture(call, media);
    return html`
      <div class="room ${picture ? 'video' : ''}" part="room" @keydown=${this.#keys}>
        <video class="remote ${picture ? '' : 'hidden'} ${call.peerMedia?.screen ? 'screen' : ''}" autoplay playsinline aria-hidden="true"></video>
        ${picture ? html`<div class="shade top"></div><div class="shade bottom"></div>` : nothing}
        ${this.minimised ? this.#tile(call, picture) : this.#full(call, media, picture)}
      </div>
    `;
  }

  #hasPicture(call: CallState, media: SessionMedia | null): boolean {
    const flows = media?.remote?.getVideoTracks().some((track) => track.readyState === 'live' && !track.muted) ?? false;
    const told = call.peerMedia ? call.peerMedia.video || call.peerMedia.screen : true;
    return flows && told;
  }

  // ── full size ────────────────────────────────────────────────────────────────────────────────────────────────

  #full(call: CallState, media: SessionMedia | null, picture: boolean) {
    return html`
      <div class="head">
        <span><button class="plain" type="button" aria-label=${this.t('control.minimise')} title=${this.t('control.minimise')}
          @click=${() => this.tell('ringback-minimise', { minimised: true })}>${icons.minimise}</button></span>
        ${picture ? this.#title(call) : html`<span></span>`}
        <span>${media?.quality ? this.#qualityButton(media.quality) : nothing}</span>
      </div>
      <div class="middle">
        ${picture ? nothing : html`<div class="person">
          <ringback-avatar .name=${call.peer.name} .image=${call.peer.avatar}></ringback-avatar>
          ${this.#title(call)}
        </div>`}
        ${this.#notices(call, media)}
        <div class="chips">${this.#chips(call, media)}</div>
      </div>
      ${media?.local ? this.#selfView(media) : nothing} ${this.panel === 'none' ? nothing : this.#panel(call, media)}
      ${this.#bar(call, media)}
    `;
  }

  #title(call: CallState) {
    return html`<div class="title"><h2 dir="auto">${this.nameOf(call.peer)}</h2>${this.#line(call)}</div>`;
  }

  #line(call: CallState) {
    const phase = phaseOf(call);
    const timer = call.talkingSince === null ? nothing
      : html`<span role="timer" aria-live="off">${clock((Date.now() - call.talkingSince) / 1000)}</span>`;
    if (call.pending === 'ending') return html`<p class="line">${this.t('state.ending')}</p>`;
    if (phase === 'in-call') return html`<p class="line">${timer}</p>`;
    const waiting = call.peerLost ? this.t('state.peer-lost', { name: this.nameOf(call.peer) }) : this.t(phase === 'reconnecting' ? 'state.reconnecting' : 'state.connecting');
    return html`<p class="line">${waiting} ${timer}</p>`;
  }

  #qualityButton(quality: Quality) {
    const words = this.t(`quality.${quality.word}`);
    const bars = quality.word === 'good' ? 3 : quality.word === 'fair' ? 2 : 1;
    return html`<button class="plain" type="button" data-quality=${quality.word} aria-label=${words} title=${words}
      aria-expanded=${this.panel === 'quality'} @click=${() => this.#toggle('quality')}>${signalBars(bars)}</button>`;
  }

  #notices(call: CallState, media: SessionMedia | null) {
    const problem = call.problem ?? media?.problem ?? null;
    if (problem) {
      const { what, help } = problemKeys(problem);
      return html`<ringback-notice role="alert" .action=${problem.device === 'screen' ? '' : this.t('control.retry')} @ringback-notice-action=${() => this.tell('ringback-retry')}>
        ${this.t(what)} ${this.t(help)}
      </ringback-notice>`;
    }
    if (media?.question) {
      const asks = media.question === 'device' ? 'ask.device' : (`ask.answer.${media.question}` as const);
      return html`<ringback-notice icon="microphone" role="status">${this.t(asks, { name: this.nameOf(call.peer) })}</ringback-notice>`;
    }
    if (!this.playBlocked) return nothing;
    return html`<ringback-notice icon="soundOff" .action=${this.t('sound.unblock')} @ringback-notice-action=${() => void this.#play()}>${this.t('sound.blocked')}</ringback-notice>`;
  }

  #chips(call: CallState, media: SessionMedia | null) {
    const name = this.nameOf(call.peer);
    const peer = call.peerMedia;
    // the open panel says it itself
    const poor = this.panel !== 'quality' && (media?.saving || media?.quality?.word === 'poor');
    return html`
      ${this.speakingMuted && media?.muted ? html`<span class="chip strong">${icons.microphoneOff}${this.t('me.muted-speaking')}</span>` : nothing}
      ${this.offline ? html`<span class="chip">${icons.warning}${this.t('state.offline')}</span>` : nothing}
      ${peer && !peer.audio ? html`<span class="chip">${icons.microphoneOff}${this.t('peer.muted', { name })}</span>` : nothing}
      ${peer && !peer.video && !peer.screen && call.callType === 'video' ? html`<span class="chip">${icons.videoOff}${this.t('peer.camera-off', { name })}</span>` : nothing}
      ${peer?.screen ? html`<span class="chip">${icons.screen}${this.t('peer.screen', { name })}</span>` : nothing}
      ${poor ? html`<span class="chip">${signalBars(1)}${this.#weakness(media!, name)}</span>` : nothing}
    `;
  }

  #weakness({ quality, saving }: SessionMedia, name: string): string {
    if (saving) return this.t('quality.saving');
    return quality?.side ? this.t(`quality.${quality.side}`, { name }) : this.t('quality.poor');
  }

  #selfView(media: SessionMedia) {
    return html`<button class="self ${media.screen ? '' : 'mirrored'}" part="self-view" type="button" data-corner=${this.corner}
      aria-label=${this.t('control.self-view')} @keydown=${this.#moveByKey} @pointerdown=${this.#drag}>
      <video autoplay .muted=${true} playsinline aria-hidden="true" .srcObject=${media.local}></video>
    </button>`;
  }

  #bar(call: CallState, media: SessionMedia | null) {
    const ending = call.pending === 'ending';
    const muted = media?.muted ?? false;
    const camera = media?.camera ?? false;
    const screen = media?.screen ?? false;
    const talking = call.status === 'answered';
    return html`<div class="bar" part="bar">
      ${this.#control(muted ? 'control.unmute' : 'control.mute', muted ? icons.microphoneOff : icons.microphone, muted ? 'off' : '', ending || !talking,
        () => this.tell('ringback-mute', { muted: !muted }))}
      ${this.#control(camera ? 'control.camera.off' : 'control.camera.on', camera ? icons.video : icons.videoOff, !camera && call.callType === 'video' ? 'off' : '', ending || !talking,
        () => this.tell('ringback-camera', { on: !camera }))}
      ${canShareScreen() ? this.#control(screen ? 'control.screen.off' : 'control.screen.on', icons.screen, screen ? 'off' : '', ending || !talking,
        () => this.tell('ringback-screen', { on: !screen })) : nothing}
      ${this.#control('control.devices', icons.more, this.panel === 'devices' ? 'off' : '', ending, () => this.#toggle('devices'))}
      ${this.#control('control.hang-up', icons.hangUp, 'danger', ending, () => this.tell('ringback-hang-up'))}
    </div>`;
  }

  #control(name: Parameters<RingbackElement['t']>[0], icon: unknown, look: string, disabled: boolean, press: () => void) {
    return html`<button class="round ${look}" type="button" aria-label=${this.t(name)} title=${this.t(name)} ?disabled=${disabled} @click=${press}>${icon}</button>`;
  }

  #panel(call: CallState, media: SessionMedia | null) {
    if (this.panel === 'quality') return media?.quality ? this.#details(call, media.quality) : nothing;
    return html`<div class="panel" part="panel">
      <ringback-device-settings devices-only .settings=${this.settings}></ringback-device-settings>
      ${this.#hasPicture(call, media) && document.pictureInPictureEnabled
        ? html`<button class="button" type="button" @click=${this.#pictureInPicture}>${icons.pip}${this.t('control.pip')}</button>` : nothing}
      ${document.fullscreenEnabled
        ? html`<button class="button" type="button" aria-pressed=${document.fullscreenElement !== null} @click=${this.#fullScreen}>${icons.restore}${this.t('control.full-screen')}</button>` : nothing}
      ${call.callType === 'video'
        ? html`<button class="button" type="button" @click=${() => this.tell('ringback-voice')}>${icons.phone}${this.t('control.voice')}</button>` : nothing}
    </div>`;
  }

  #details(call: CallState, quality: Quality) {
    const row = (key: Parameters<RingbackElement['t']>[0], value: string) => html`<dt>${this.t(key)}</dt><dd>${value}</dd>`;
    const ms = (value: number | null) => (value === null ? '–' : `${value} ms`);
    const side = quality.side === null ? [] : [this.t(`quality.${quality.side}`, { name: this.nameOf(call.peer) })];
    return html`<div class="panel quality" part="panel">
      <p>${dotted(this.t(`quality.${quality.word}`), ...side)}</p>
      <dl>
        ${row('quality.rtt', ms(quality.rtt_ms))} ${row('quality.jitter', ms(quality.jitter_ms))}
        ${row('quality.loss', quality.loss_ratio === null ? '–' : `${(quality.loss_ratio * 100).toFixed(1)} %`)}
        ${row('quality.bitrate', quality.bitrate_kbps === null ? '–' : `${quality.bitrate_kbps} kbit/s`)}
        ${row('quality.path', this.t(quality.relay ? 'quality.path.relay' : 'quality.path.direct'))}
      </dl>
    </div>`;
  }

  // ── the tile ─────────────────────────────────────────────────────────────────────────────────────────────────

  #tile(call: CallState, picture: boolean) {
    const muted = this.media?.muted ?? false;
    return html`
      <div class="head">${picture ? html`<span></span>` : html`<div class="person">
        <ringback-avatar .name=${call.peer.name} .image=${call.peer.avatar}></ringback-avatar>${this.#title(call)}
      </div>`}</div>
      <div class="bar">
        ${this.#control(muted ? 'control.unmute' : 'control.mute', muted ? icons.microphoneOff : icons.microphone, muted ? 'off' : '', call.pending !== null,
          () => this.tell('ringback-mute', { muted: !muted }))}
        ${this.#control('control.restore', icons.restore, '', false, () => this.tell('ringback-minimise', { minimised: false }))}
        ${this.#control('control.hang-up', icons.hangUp, 'danger', call.pending === 'ending', () => this.tell('ringback-hang-up'))}
      </div>
    `;
  }

  // ── what is pressed ──────────────────────────────────────────────────────────────────────────────────────────

  #toggle(panel: 'devices' | 'quality'): void {
    this.panel = this.panel === panel ? 'none' : panel;
  }

  /** Escape closes an open panel first. */
  readonly #keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || this.panel === 'none') return;
    this.panel = 'none';
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #moveByKey = (event: KeyboardEvent): void => {
    const corner = cornerAfter(this.corner, event.key, getComputedStyle(this).direction === 'rtl');
    if (!corner) return;
    event.preventDefault();
    this.corner = corner;
  };

  /** Dragged, it goes to the corner nearest to where it was dropped; only pressed, to the next one (WCAG 2.5.7). */
  readonly #drag = (event: PointerEvent): void => {
    const self = event.currentTarget as HTMLElement;
    self.setPointerCapture(event.pointerId);
    const drop = (end: PointerEvent) => {
      self.removeEventListener('pointerup', drop);
      self.removeEventListener('pointercancel', drop);
      if (end.type === 'pointercancel') return;
      const moved = Math.hypot(end.clientX - event.clientX, end.clientY - event.clientY) > 8;
      const rightToLeft = getComputedStyle(this).direction === 'rtl';
      this.corner = moved ? nearestCorner({ x: end.clientX, y: end.clientY }, this.getBoundingClientRect(), rightToLeft) : nextCorner(this.corner);
    };
    self.addEventListener('pointerup', drop);
    self.addEventListener('pointercancel', drop);
  };

  readonly #fullScreen = (): void => {
    this.panel = 'none';
    void (document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen()).catch(() => undefined);
  };

  readonly #pictureInPicture = async (): Promise<void> => {
    this.panel = 'none';
    try {
      if (document.pictureInPictureElement) await document.exitPictureInPicture();
      else await this.remoteVideo?.requestPictureInPicture();
    } catch {
      // the browser's refusal leaves everything as it was
    }
  };
}

function canShareScreen(): boolean {
  return 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;
}

define('ringback-active-call', RingbackActiveCall);
