import { phaseOf, rings, type CallState } from '../call/call-state.js';
import { shownName } from '../texts/shown-name.js';
import { texts } from '../texts/texts.js';
import { Favicon } from './favicon.js';
import { CallNotifications, type NotificationAction } from './notifications.js';
import { TitleFlash } from './title.js';
import { Vibration } from './vibration.js';
import { WakeLock } from './wake-lock.js';

/** Everything that calls for attention outside of the page itself: title, icon, notification, screen, the app's badge. */
export class Attention {
  readonly notifications: CallNotifications;
  /** Shown instead of the page's icon while it rings; empty for none. */
  ringingIcon = '';
  readonly #title = new TitleFlash();
  readonly #icon = new Favicon();
  readonly #wakeLock = new WakeLock();
  readonly #vibration = new Vibration();
  /** What rings here for the person to notice. */
  #ringing: string | null = null;
  #missed = 0;

  constructor(pressed: (callId: string, action: NotificationAction) => void) {
    this.notifications = new CallNotifications(pressed);
  }

  follow(call: CallState | null, missed: number, wanted: { notifications: boolean; doNotDisturb: boolean }): void {
    const before = this.#ringing;
    this.#ringing = call !== null && rings(call) && !wanted.doNotDisturb ? call.callId : null;
    if (call && this.#ringing !== null && this.#ringing !== before) this.#ring(call, wanted.notifications);
    else if (this.#ringing === null && before !== null) this.#hush(call, wanted.notifications);
    this.#vibration.want(this.#ringing !== null);
    this.#wakeLock.want(call !== null && call.callType === 'video' && ['in-call', 'reconnecting', 'connecting'].includes(phaseOf(call)));
    this.#badge(missed);
  }

  close(): void {
    this.#title.stop();
    this.#icon.restore();
    this.notifications.close();
    this.#ringing = null;
    this.#vibration.want(false);
    this.#wakeLock.want(false);
  }

  #ring(call: CallState, notify: boolean): void {
    const name = shownName(call.peer.name, texts);
    this.#title.start(texts.get('title.incoming', { name }));
    this.#icon.show(this.ringingIcon);
    if (notify) this.notifications.ring(call.callId, texts.get('notify.incoming', { name }), texts.get(`incoming.${call.callType}`));
  }

  #hush(call: CallState | null, notify: boolean): void {
    this.#title.stop();
    this.#icon.restore();
    if (notify && call && isMissed(call)) this.notifications.missed(call.callId, texts.get('notify.missed', { name: shownName(call.peer.name, texts) }));
    else this.notifications.close();
  }

  #badge(missed: number): void {
    if (missed === this.#missed) return;
    this.#missed = missed;
    if (missed === 0 && this.#ringing === null) this.notifications.close(); // they were seen, here or on another device
    if (!('setAppBadge' in navigator)) return;
    void (missed > 0 ? navigator.setAppBadge(missed) : navigator.clearAppBadge()).catch(() => undefined);
  }
}

function isMissed(call: CallState): boolean {
  return call.end?.kind === 'final' && call.end.outcome === 'missed' && call.role === 'callee';
}
