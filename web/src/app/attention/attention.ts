import { phaseOf, rings, type CallState } from '../call/call-state.js';
import { texts } from '../texts/texts.js';
import { CallNotifications } from './notifications.js';
import { TitleFlash } from './title.js';
import { WakeLock } from './wake-lock.js';

/** Everything that calls for attention outside of the page itself: title, notification, screen, the app's badge. */
export class Attention {
  readonly #title = new TitleFlash();
  readonly #notifications = new CallNotifications();
  readonly #wakeLock = new WakeLock();
  #call: CallState | null = null;
  #missed = 0;

  follow(call: CallState | null, missed: number, wanted: { notifications: boolean; doNotDisturb: boolean }, opened: () => void): void {
    const before = this.#call;
    this.#call = call;
    const was = before !== null && rings(before);
    const now = call !== null && rings(call) && !wanted.doNotDisturb;
    const name = call?.peer.name ?? '';
    if (now && (!was || before?.callId !== call.callId)) {
      this.#title.start(texts.get('title.incoming', { name }));
      if (wanted.notifications) this.#notifications.ring(call.callId, texts.get('notify.incoming', { name }), texts.get(`incoming.${call.callType}`), opened);
    } else if (!now && was) {
      this.#title.stop();
      this.#notifications.close();
      if (wanted.notifications && isMissed(call)) this.#notifications.missed(call!.callId, texts.get('notify.missed', { name }), opened);
    }
    this.#wakeLock.want(call !== null && call.callType === 'video' && ['in-call', 'reconnecting', 'connecting'].includes(phaseOf(call)));
    this.#badge(missed);
  }

  close(): void {
    this.#title.stop();
    this.#notifications.close();
    this.#wakeLock.want(false);
  }

  #badge(missed: number): void {
    if (missed === this.#missed) return;
    this.#missed = missed;
    if (!('setAppBadge' in navigator)) return;
    void (missed > 0 ? navigator.setAppBadge(missed) : navigator.clearAppBadge()).catch(() => undefined);
  }
}

function isMissed(call: CallState | null): boolean {
  return call?.end?.kind === 'final' && call.end.outcome === 'missed' && call.role === 'callee';
}
