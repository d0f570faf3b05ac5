import { texts } from '../texts/texts.js';

export type NotificationAction = 'open' | 'accept' | 'decline' | 'call-back';

interface Shown {
  close(): void;
}

/** What a service worker's notification may have besides (Notifications API §2.6); not in every type library. */
interface WorkerNotificationOptions extends NotificationOptions {
  readonly tag: string;
  readonly actions: { action: string; title: string }[];
}

/**
 * System notifications about calls, one per call: the missed call takes the place of the ringing one (the same tag). With a
 * service worker they have buttons; without one, a click leads to the page.
 */
export class CallNotifications {
  readonly #pressed: (callId: string, action: NotificationAction) => void;
  #worker: ServiceWorkerRegistration | null = null;
  #shown: Shown | null = null;
  /** Grows with every notification: one that is being made while the next begins is not shown. */
  #turn = 0;

  constructor(pressed: (callId: string, action: NotificationAction) => void) {
    this.#pressed = pressed;
  }

  /** Registers the worker that ships with the elements; answers the function that stops listening to it. */
  useWorker(address: string): () => void {
    const container = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
    if (!container) return () => undefined;
    container.register(address).then((worker) => (this.#worker = worker), () => undefined);
    const heard = (event: MessageEvent<{ ringback?: unknown; callId?: unknown; action?: unknown } | null>) => {
      if (event.data?.ringback !== 'notification' || typeof event.data.callId !== 'string') return;
      this.#pressed(event.data.callId, actionOf(event.data.action));
    };
    container.addEventListener('message', heard);
    return () => container.removeEventListener('message', heard);
  }

  ring(callId: string, text: string, body: string): void {
    const actions = [
      { action: 'accept', title: texts.get('incoming.accept') },
      { action: 'decline', title: texts.get('incoming.decline') },
    ];
    void this.#show(callId, text, { body, requireInteraction: true }, actions);
  }

  missed(callId: string, text: string): void {
    void this.#show(callId, text, {}, [{ action: 'call-back', title: texts.get('call.back') }]);
  }

  close(): void {
    this.#turn++;
    this.#shown?.close();
    this.#shown = null;
  }

  /** Only for a page that nobody sees, and only where the person allowed it. */
  async #show(callId: string, text: string, more: NotificationOptions, actions: { action: string; title: string }[]): Promise<void> {
    this.close();
    if (!('Notification' in globalThis) || Notification.permission !== 'granted' || document.visibilityState === 'visible') return;
    const turn = this.#turn;
    const options = { ...more, tag: `ringback.${callId}`, silent: true, data: { callId } };
    const shown = await (this.#worker?.active ? this.#byWorker(this.#worker, text, { ...options, actions }) : this.#byPage(callId, text, options));
    if (turn === this.#turn) this.#shown = shown;
    else shown?.close();
  }

  async #byWorker(worker: ServiceWorkerRegistration, text: string, options: WorkerNotificationOptions): Promise<Shown | null> {
    try {
      await worker.showNotification(text, options);
    } catch {
      return null;
    }
    return {
      close: () => void worker.getNotifications({ tag: options.tag }).then((all) => all.forEach((one) => one.close()), () => undefined),
    };
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

function actionOf(action: unknown): NotificationAction {
  return action === 'accept' || action === 'decline' || action === 'call-back' ? action : 'open';
}
