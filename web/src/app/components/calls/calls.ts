import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { Attention } from '../../attention/attention.js';
import { Headset, type HeadsetKey } from '../../attention/headset.js';
import type { NotificationAction } from '../../attention/notifications.js';
import type { Scope } from '../../base/scope.js';
import { phaseOf, type CallState, type Phase } from '../../call/call-state.js';
import { canCall, type ClientState } from '../../client/client-state.js';
import { connect, type RingbackClient } from '../../client/ringback-client.js';
import type { DeviceChoices } from '../../media/device-choices.js';
import { SpeechWatch } from '../../media/speech-watch.js';
import type { CallType, Person } from '../../protocol/call.js';
import { spokenLength } from '../../texts/format.js';
import { endText } from '../../texts/outcome.js';
import { texts } from '../../texts/texts.js';
import { define, RingbackElement } from '../element.js';
import { buttons, theme } from '../theme.styles.js';
import '../active-call/active-call.js';
import '../ended-call/ended-call.js';
import '../incoming-call/incoming-call.js';
import type { RingbackIncomingCall } from '../incoming-call/incoming-call.js';
import '../outgoing-call/outgoing-call.js';
import { styles } from './calls.styles.js';
import { deepActiveElement, isTyping } from './focus.js';

/** What a person is asked to call. */
export interface CallTarget {
  readonly conversationId: number;
  readonly type: CallType;
  readonly peer: Person;
}

/**
 * Holds the calling screens together: give it a `token` function and it connects, rings, shows the call, and lets the page
 * go on beneath. It draws over the page only while there is something to show.
 *
 * @element ringback-calls
 * @attr server - the server's address; the page's own origin when left out
 * @attr service-worker - where the page serves `ringback-sw.js`
 * @attr ringing-icon - the page's icon while it rings
 * @attr quiet-ring - what rings is a banner that takes no focus and is announced when the reader has finished
 * @attr data-state - idle, calling, ringing, incoming, connecting, in-call, reconnecting, ended
 * @cssproperty [--ringback-tile-inset=16px] - how far above the lower edge the minimised call sits
 * @prop token - gives a valid token of the person here; without it (null) there is no connection: set so when they sign out
 * @prop client - the client library in use; for hosts and for debugging (`element.client.state`, `element.client.stats()`)
 * @fires ringback-state - `detail` is the client's state, whenever it changed
 * @fires ringback-log - `detail` is a row of the log that is new or has changed
 * @fires ringback-before-call - cancelable: `detail` is the target
 */
export class RingbackCalls extends RingbackElement {
  static override styles = [theme, buttons, styles];

  @property() server = '';
  /** Where the page serves `ringback-sw.js`; with it, notifications have buttons. */
  @property({ attribute: 'service-worker' }) serviceWorker = '';
  /** Shown instead of the page's icon while it rings. */
  @property({ attribute: 'ringing-icon' }) ringingIcon = '';
  @property({ type: Boolean, attribute: 'quiet-ring' }) quietRing = false;
  @property({ attribute: false }) token: (() => Promise<string>) | null = null;
  @property({ attribute: false }) client: RingbackClient | null = null;

  @state() private view: ClientState | null = null;
  @state() private minimised = false;
  @state() private speakingMuted = false;
  @state() private spoken = '';
  /** The tile is at the upper edge: at the lower one it would cover what has the focus. */
  @state() private dodging = false;

  @query('dialog') private dialog!: HTMLDialogElement | null;
  @query('.corner') private corner!: HTMLElement | null;
  @query('ringback-incoming-call') private incoming!: RingbackIncomingCall | null;

  readonly #attention = new Attention((callId, action) => this.#notified(callId, action));
  readonly #speech = new SpeechWatch((speaking) => (this.speakingMuted = speaking));
  readonly #headset = new Headset((key) => this.#headsetKey(key));
  #focusBefore: Element | null = null;
  #phase: Phase | 'idle' = 'idle';
  /** The client that this element has made; one that the host gave is the host's to close. */
  #own: RingbackClient | null = null;
  #followed: RingbackClient | null = null;
  /** The call that was on the screen last, for the notification that outlives it. */
  #recent: CallState | null = null;
  #offClient: (() => void)[] = [];

  /** Calls somebody. Answers false when a listener of `ringback-before-call` prevented it, without a connection, or in another call. */
  call(target: CallTarget): boolean {
    if (!this.client || canCall(this.client.state, target.conversationId) !== 'yes') return false;
    if (!this.tell('ringback-before-call', target)) return false;
    this.minimised = false;
    void this.client.call(target);
    return true;
  }

  protected override connected(scope: Scope): void {
    this.dataset['state'] = 'idle';
    scope.listen(document, 'keydown', (event) => this.#reach(event as KeyboardEvent));
    scope.listen(document, 'focusin', () => this.#dodge());
    this.#attention.notifications.watch(scope);
    scope.add(() => {
      // an element that is only moved within the page is back before this runs: its call goes on
      queueMicrotask(() => this.isConnected || this.#leave());
    });
    if (this.hasUpdated) this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#attention.ringingIcon = this.ringingIcon;
    if (changed.has('serviceWorker') && this.serviceWorker) this.scope.add(this.#attention.notifications.useWorker(this.serviceWorker));
    const elsewhere = changed.has('server') && changed.get('server') !== undefined;
    if (this.#own && (elsewhere || !this.token || this.client !== this.#own)) this.#closeOwn();
    if (!this.client && this.token && this.isConnected) {
      // whichever function the host has set last, as frameworks set a new one whenever they draw
      const token = () => this.token?.() ?? Promise.reject(new Error('nobody is signed in'));
      this.client = this.#own = connect({ url: this.server || location.origin, token });
    }
    if (this.client !== this.#followed) this.#follow();
  }

  #follow(): void {
    for (const off of this.#offClient.splice(0)) off();
    const client = (this.#followed = this.client);
    this.#recent = null;
    if (!client) return this.#rest();
    this.#offClient = [
      client.on('change', (view) => this.#changed(view)),
      client.on('log', (row) => this.tell('ringback-log', row)),
    ];
    this.#changed(client.state);
  }

  #closeOwn(): void {
    this.#own?.close();
    if (this.client === this.#own) this.client = null;
    this.#own = null;
  }

  /** The element has left the page. */
  #leave(): void {
    this.#closeOwn();
    for (const off of this.#offClient.splice(0)) off();
    this.#followed = null;
    this.#rest();
  }

  /** Nothing is left to call for attention, or to listen to. */
  #rest(): void {
    this.view = null;
    this.#attention.close();
    this.#speech.watch(null);
    this.#headset.follow(null, null);
  }

  #changed(view: ClientState): void {
    this.view = view;
    this.#recent = view.call ?? this.#recent;
    const { settings } = this.client!;
    this.#attention.follow(view.call, view.missed, settings.now);
    const live = view.call !== null && phaseOf(view.call) === 'in-call';
    this.#speech.watch(live && view.media?.muted ? settings.devices.microphone ?? '' : null);
    this.#headset.follow(view.call?.status === 'answered' && !view.call.end ? view.call.peer : null, view.media);
    this.tell('ringback-state', view);
  }

  protected override updated(): void {
    const view = this.view;
    const phase = view?.call ? this.#visiblePhase(view.call) : 'idle';
    this.dataset['state'] = phase;
    this.#place(phase, view);
    if (phase === this.#phase) return;
    const before = this.#phase;
    this.#phase = phase;
    if (before === 'idle' || before === 'ended') this.#focusBefore ??= deepActiveElement();
    if (phase === 'incoming' && !this.quietRing && !isTyping()) this.incoming?.focus();
    if (phase === 'idle') this.#giveFocusBack();
    if (phase !== 'idle') this.spoken = this.#announcement(view!.call!, phase);
  }

  /** A call that may not disturb, or whose ring is over, is not shown. */
  #visiblePhase(call: CallState): Phase | 'idle' {
    const phase = phaseOf(call);
    if (phase === 'incoming' && (call.ringOver || this.view?.doNotDisturb)) return 'idle';
    if (phase === 'ended' && call.role === 'callee' && this.view?.doNotDisturb && call.talkingSince === null) return 'idle';
    return phase;
  }

  /** Which of the two surfaces is open, and how. Both live in the browser's top layer, above any z-index of the page. */
  #place(phase: Phase | 'idle', view: ClientState | null): void {
    const { dialog, corner } = this;
    const onStage = phase !== 'idle' && phase !== 'incoming' && !isCompactEnd(view?.call ?? null);
    if (dialog) {
      const modal = onStage && !this.minimised;
      if (dialog.open && (!onStage || dialog.matches(':modal') !== modal)) dialog.close();
      if (onStage && !dialog.open) {
        if (modal) dialog.showModal();
        else showWithoutFocus(dialog);
      }
    }
    const inCorner = phase === 'incoming' || (phase === 'ended' && !onStage) || (!!view?.elsewhere && !onStage);
    if (corner && corner.matches(':popover-open') !== inCorner) corner.togglePopover(inCorner);
  }

  /** What has the focus is never wholly behind the tile (WCAG 2.4.11): the tile goes to the other edge. */
  #dodge(): void {
    const { dialog } = this;
    const focused = deepActiveElement();
    if (!this.minimised || !dialog?.open || !focused || focused === document.body || dialog.matches(':focus-within')) return;
    const tile = dialog.getBoundingClientRect();
    const mine = focused.getBoundingClientRect();
    const hidden = mine.top >= tile.top && mine.bottom <= tile.bottom && mine.left >= tile.left && mine.right <= tile.right;
    if (hidden) this.dodging = !this.dodging;
  }

  #giveFocusBack(): void {
    const before = this.#focusBefore;
    this.#focusBefore = null;
    this.minimised = this.dodging = false;
    const active = deepActiveElement();
    if (before instanceof HTMLElement && before.isConnected && (active === document.body || active === null || this.shadowRoot?.contains(active))) before.focus();
  }

  #announcement(call: CallState, phase: Phase): string {
    const name = this.nameOf(call.peer);
    switch (phase) {
      case 'incoming':
        return this.t(`incoming.announce.${call.callType}`, { name });
      case 'ended':
        return `${name}: ${endText(call.end!, call.role === 'caller', name, texts)}`;
      case 'calling':
      case 'ringing':
      case 'connecting':
      case 'in-call':
      case 'reconnecting':
        return `${name}: ${this.t(`state.${phase}`)}`;
    }
  }

  // ── drawing ──────────────────────────────────────────────────────────────────────────────────────────────────

  protected override render() {
    const view = this.view;
    const call = view?.call ?? null;
    const phase = call ? this.#visiblePhase(call) : 'idle';
    const onStage = phase !== 'idle' && phase !== 'incoming' && !isCompactEnd(call);
    const urgent = phase === 'incoming' && !this.quietRing;
    const live = html`<div class="visually-hidden" role="status" aria-live="polite">${urgent ? '' : this.spoken}</div>`;
    return html`
      <slot></slot>
      <div class="visually-hidden" role="alert">${urgent ? this.spoken : ''}</div>
      ${onStage ? nothing : live}
      <dialog class="${this.minimised ? 'tile' : 'full'} ${this.dodging ? 'up' : ''}" part="stage" tabindex="-1" autofocus aria-label=${call ? this.t('call.with', { name: this.nameOf(call.peer) }) : nothing}
        @cancel=${this.#escape} @keydown=${this.#keys} @ringback-minimise=${(event: CustomEvent<{ minimised: boolean }>) => (this.minimised = event.detail.minimised)}>
        ${onStage ? html`${live}${this.#stage(view!, call!, phase)}` : nothing}
      </dialog>
      <div class="corner" part="corner" popover="manual">
        ${phase === 'incoming' ? this.#incoming(view!, call!) : nothing}
        ${phase === 'ended' && !onStage ? this.#ended(call!, true) : nothing}
        ${view?.elsewhere && phase === 'idle' ? this.#elsewhere(view) : nothing}
      </div>
    `;
  }

  #incoming(view: ClientState, call: CallState) {
    return html`<ringback-incoming-call .call=${call} ?quiet=${this.quietRing} .soundBlocked=${view.soundBlocked && this.client!.settings.now.ringtone}
      @ringback-accept=${(event: CustomEvent<{ video: boolean }>) => this.#accept(event.detail)}
      @ringback-decline=${() => this.client?.decline()} @ringback-unblock-sound=${() => this.client?.sounds.unblock()}></ringback-incoming-call>`;
  }

  #stage(view: ClientState, call: CallState, phase: Phase | 'idle') {
    const offline = view.connection.kind !== 'ready';
    if (phase === 'ended') return this.#ended(call, false);
    if (phase === 'calling' || phase === 'ringing') {
      return html`<ringback-outgoing-call .minimised=${this.minimised} .call=${call} .media=${view.media} .offline=${offline} .soundBlocked=${view.soundBlocked}
        @ringback-cancel=${() => this.client?.cancel()} @ringback-retry=${() => void this.client?.retry()}
        @ringback-unblock-sound=${() => this.client?.sounds.unblock()}></ringback-outgoing-call>`;
    }
    return html`<ringback-active-call .call=${call} .media=${view.media} .settings=${this.client!.settings} .offline=${offline}
      .minimised=${this.minimised} .speakingMuted=${this.speakingMuted}
      @ringback-hang-up=${() => this.client?.hangUp()} @ringback-retry=${() => void this.client?.retry()}
      @ringback-mute=${(event: CustomEvent<{ muted: boolean }>) => this.client?.setMuted(event.detail.muted)}
      @ringback-camera=${(event: CustomEvent<{ on: boolean }>) => void this.client?.setCamera(event.detail.on)}
      @ringback-screen=${(event: CustomEvent<{ on: boolean }>) => void this.client?.setScreen(event.detail.on)}
      @ringback-voice=${() => void this.client?.switchToVoice()}
      @ringback-device=${this.#chooseDevice}></ringback-active-call>`;
  }

  #ended(call: CallState, compact: boolean) {
    const unavailable = this.view?.connection.kind === 'ready' ? '' : this.t('call.unavailable.offline');
    return html`<ringback-ended-call .call=${call} .me=${this.view?.userId ?? null} .unavailable=${unavailable} ?compact=${compact}
      @ringback-dismiss=${() => this.client?.dismiss()}
      @ringback-call-again=${() => this.call({ conversationId: call.conversationId, type: call.callType, peer: call.peer })}></ringback-ended-call>`;
  }

  #elsewhere(view: ClientState) {
    const { mine, peer } = view.elsewhere!;
    const name = this.nameOf(peer);
    return html`<section class="elsewhere" part="elsewhere" role="region" aria-label=${this.t('call.with', { name })}>
      <span>${this.t(mine ? 'elsewhere.mine' : 'elsewhere.other', { name })}</span>
      <button class="button end" type="button" @click=${() => void this.client?.endElsewhere()}>${this.t('control.hang-up')}</button>
      <button class="button filled" type="button" @click=${() => void this.client?.rejoin()}>${this.t(mine ? 'elsewhere.rejoin' : 'elsewhere.switch')}</button>
    </section>`;
  }

  // ── what is pressed ──────────────────────────────────────────────────────────────────────────────────────────

  #accept(wanted: { video: boolean }): void {
    this.minimised = false;
    this.client?.sounds.unblock();
    void this.client?.accept(wanted);
  }

  #headsetKey(key: HeadsetKey): void {
    const media = this.view?.media;
    switch (key) {
      case 'hangup':
        return this.client?.hangUp();
      case 'togglemicrophone':
        return this.client?.setMuted(!media?.muted);
      case 'togglecamera':
        return void this.client?.setCamera(!media?.camera);
    }
  }

  /** A button of a system notification. */
  #notified(callId: string, action: NotificationAction): void {
    const call = this.view?.call?.callId === callId ? this.view.call : this.#recent;
    if (call?.callId !== callId) return;
    switch (action) {
      case 'accept':
        return this.#accept({ video: call.callType === 'video' });
      case 'decline':
        return this.client?.decline();
      case 'call-back':
        if (call.end) this.call({ conversationId: call.conversationId, type: call.callType, peer: call.peer });
        return;
      case 'open':
        this.incoming?.focus();
    }
  }

  readonly #chooseDevice = (event: CustomEvent<{ device: keyof DeviceChoices; id: string | null }>): void => {
    event.preventDefault();
    void this.client?.chooseDevice(event.detail.device, event.detail.id);
  };

  /** Escape makes the call small; it never hangs up. The end screen it closes. */
  readonly #escape = (event: Event): void => {
    event.preventDefault();
    if (this.#phase === 'ended') this.client?.dismiss();
    else if (!event.defaultPrevented || this.#phase !== 'idle') this.minimised = true;
  };

  /**
   * Keys of a call: M mutes, V switches the camera, T says how long it lasts (the timer itself is silent). They act only while
   * the call has the focus, never with a modifier, and never where somebody writes or chooses.
   */
  readonly #keys = (event: KeyboardEvent): void => {
    const { call, media } = this.view ?? {};
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping()) return;
    if (!call || call.end || call.status !== 'answered') return;
    switch (event.key.toLowerCase()) {
      case 'm':
        return this.client?.setMuted(!media?.muted);
      case 'v':
        return void this.client?.setCamera(!media?.camera);
      case 't':
        if (call.talkingSince !== null) this.spoken = this.t('spoken.duration', { duration: spokenLength((Date.now() - call.talkingSince) / 1000, texts) });
        return;
      default:
    }
  };

  /** F6 leads to the call from anywhere, also from a text that somebody is writing. */
  #reach(event: KeyboardEvent): void {
    if (event.key !== 'F6' || this.#phase === 'idle') return;
    event.preventDefault();
    if (this.#phase === 'incoming') this.incoming?.focus();
    else this.dialog?.focus();
  }
}

/** A call that never was a conversation here needs no stage for its end. */
function isCompactEnd(call: CallState | null): boolean {
  return call?.end != null && call.role === 'callee' && call.talkingSince === null;
}

/** `show()` would take the focus out of the page that the person wants to go on with. */
function showWithoutFocus(dialog: HTMLDialogElement): void {
  const before = deepActiveElement();
  dialog.show();
  if (before instanceof HTMLElement && before !== document.body && deepActiveElement() !== before) before.focus();
}

define('ringback-calls', RingbackCalls);
