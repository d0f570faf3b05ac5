import type { Scope } from '../base/scope.js';
import { uuid } from '../base/uuid.js';
import { texts } from '../texts/texts.js';

export type NotificationAction = 'open' | 'accept' | 'decline' | 'call-back';

interface Action {
  readonly action: NotificationAction;
  readonly title: string;
}

interface Wanted {
  readonly callId: string;
  readonly text: string;
  readonly body?: string;
  readonly requireInteraction?: boolean;
  readonly actions: readonly Action[];
}

interface Shown {
  close(): void | Promise<void>;
}

/**
 * System notifications about calls, one per call: the missed call takes the place of the ringing one (the same tag). With a
 * service worker they have buttons; without one, a click leads to the page. They are for a page that nobody sees: what rings
 * is notified when the page becomes hidden, and no more once it is seen.
 */
export class CallNotifications {
  readonly #pressed: (callId: string, action: NotificationAction) => void;
  /** Tells this page from the others that the service worker speaks to. */
  readonly #page = uuid();
  #worker: ServiceWorkerRegistration | null = null;
  #ringing: Wanted | null = null;
  #wanted: Wanted | null = null;
  /** What was last shown, or found not to be showable. */
  #settled: Wanted | null = null;
  #shown: Shown | null = null;
  #isSettling = false;

  constructor(pressed: (callId: string, action: NotificationAction) => void) {
    this.#pressed = pressed;
  }

  /** Follows whether the page is seen, until the scope ends. */
  watch(scope: Scope): void {
    scope.listen(document, 'visibilitychange', () => this.#seenOrNot());
    scope.add(() => this.close());
  }

  /** Registers the worker that ships with the elements; answers the function that stops listening to it. */
  useWorker(address: string): () => void {
    const container = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
    if (!container) return () => undefined;
    container.register(address).then((worker) => (this.#worker = worker), () => undefined);
    const heard = ({ data, ports }: MessageEvent<{ ringback?: unknown; page?: unknown; callId?: unknown; action?: unknown } | null>) => {
      if (data?.ringback !== 'notification' || data.page !== this.#page || typeof data.callId !== 'string') return;
      ports[0]?.postMessage('here'); // the worker then brings this page to the front
      this.#pressed(data.callId, actionOf(data.action));
    };
    container.addEventListener('message', heard);
    return () => container.removeEventListener('message', heard);
  }

  ring(callId: string, text: string, body: string): void {
    const actions = [
      { action: 'accept', title: texts.get('incoming.accept') },
      { action: 'decline', title: texts.get('incoming.decline') },
    ] as const;
    this.#ringing = { callId, text, body, requireInteraction: true, actions };
    this.#want(this.#ringing);
  }

  missed(callId: string, text: string): void {
    this.#ringing = null;
    this.#want({ callId, text, actions: [{ action: 'call-back', title: texts.get('call.back') }] });
  }

  close(): void {
    this.#ringing = null;
    this.#want(null);
  }

  #seenOrNot(): void {
    if (this.#ringing) this.#want({ ...this.#ringing }); // another one: what the person closed comes again
  }

  /** Only for a page that nobody sees, and only where the person allowed it. */
  #want(wanted: Wanted | null): void {
    this.#wanted = wanted && this.#mayShow() ? wanted : null;
    if (!this.#isSettling) void this.#settle();
  }

  /** One step after the other: a browser that is asked to show and to close at the same time may lose either. */
  async #settle(): Promise<void> {
    this.#isSettling = true;
    while (this.#settled !== this.#wanted) {
      const wanted = this.#wanted;
      if (this.#settled?.callId !== wanted?.callId) await this.#shown?.close();
      this.#shown = wanted && (await this.#show(wanted));
      this.#settled = wanted;
    }
    this.#isSettling = false;
  }

  #show({ callId, text, actions, ...more }: Wanted): Promise<Shown | null> | Shown | null {
    const options = { ...more, tag: `ringback.${callId}`, silent: true, data: { callId, page: this.#page } };
    return this.#worker?.active ? byWorker(this.#worker, text, options, actions) : this.#byPage(callId, text, options);
  }

  #mayShow(): boolean {
    return 'Notification' in globalThis && Notification.permission === 'granted' && document.visibilityState !== 'visible';
  }

  #byPage(callId: string, text: string, options: NotificationOptions): Shown | null {
    try {
      const notification = new Notification(text, options);
      notification.onclick = () => {
        window.focus();
        this.#pressed(callId, 'open');
        notification.close();
      };
      return notification;
    } catch {
      return null; // some browsers on phones only let a service worker notify
    }
  }
}

async function byWorker(worker: ServiceWorkerRegistration, text: string, options: NotificationOptions & { tag: string }, actions: readonly Action[]): Promise<Shown | null> {
  try {
    // `actions` (Notifications API §2.6) is not in every type library
    await worker.showNotification(text, { ...options, actions } as NotificationOptions);
  } catch {
    return null;
  }
  return {
    close: () => worker.getNotifications({ tag: options.tag }).then((all) => all.forEach((one) => one.close()), () => undefined),
  };
}

function actionOf(action: unknown): NotificationAction {
  return action === 'accept' || action === 'decline' || action === 'call-back' ? action : 'open';
}
