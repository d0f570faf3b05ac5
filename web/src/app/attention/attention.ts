import { phaseOf, rings, type CallState } from '../call/call-state.js';
import { texts } from '../texts/texts.js';
import { Favicon } from './favicon.js';
import { CallNotifications, type NotificationAction } from './notifications.js';
import { TitleFlash } from './title.js';
import { WakeLock } from './wake-lock.js';

/** Everything that calls for attention outside of the page itself: title, icon, notification, screen, the app's badge. */
export class Attention {
  readonly notifications: CallNotifications;
  /** Shown instead of the page's icon while it rings; empty for none. */
  ringingIcon = '';
  readonly #title = new TitleFlash();
  readonly #icon = new Favicon();
  readonly #wakeLock = new WakeLock();
  #call: CallState | null = null;
  #missed = 0;

  constructor(pressed: (callId: string, action: NotificationAction) => void) {
    this.notifications = new CallNotifications(pressed);
  }

  follow(call: CallState | null, missed: number, wanted: { notifications: boolean; doNotDisturb: boolean }): void {
    const before = this.#call;
    this.#call = call;
    const rang = before !== null && rings(before);
    const ringing = call !== null && rings(call) && !wanted.doNotDisturb;
    if (ringing && !(rang && before.callId === call.callId)) this.#ring(call, wanted.notifications);
    else if (!ringing && rang) this.#hush(call, wanted.notifications);
    this.#wakeLock.want(call !== null && call.callType === 'video' && ['in-call', 'reconnecting', 'connecting'].includes(phaseOf(call)));
    this.#badge(missed);
  }

  close(): void {
    this.#title.stop();
    this.#icon.restore();
    this.notifications.close();
    this.#wakeLock.want(false);
  }

  #ring(call: CallState, notify: boolean): void {
    const { name } = call.peer;
    this.#title.start(texts.get('title.incoming', { name }));
    this.#icon.show(this.ringingIcon);
    if (notify) this.notifications.ring(call.callId, texts.get('notify.incoming', { name }), texts.get(`incoming.${call.callType}`));
  }

  #hush(call: CallState | null, notify: boolean): void {
    this.#title.stop();
    this.#icon.restore();
    this.notifications.close();
    if (notify && call && isMissed(call)) this.notifications.missed(call.callId, texts.get('notify.missed', { name: call.peer.name }));
  }

  #badge(missed: number): void {
    if (missed === this.#missed) return;
    this.#missed = missed;
    if (!('setAppBadge' in navigator)) return;
    void (missed > 0 ? navigator.setAppBadge(missed) : navigator.clearAppBadge()).catch(() => undefined);
  }
}

function isMissed(call: CallState): boolean {
  return call.end?.kind === 'final' && call.end.outcome === 'missed' && call.role === 'callee';
}
