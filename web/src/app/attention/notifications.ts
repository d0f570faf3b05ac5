/** System notifications about calls, one per call: the missed call takes the place of the ringing one. */
export class CallNotifications {
  #shown: Notification | null = null;

  ring(callId: string, text: string, body: string, opened: () => void): void {
    this.#show(callId, text, body, true, opened);
  }

  missed(callId: string, text: string, opened: () => void): void {
    this.#show(callId, text, '', false, opened);
  }

  close(): void {
    this.#shown?.close();
    this.#shown = null;
  }

  /** Only for a page that nobody sees, and only where the person allowed it. */
  #show(callId: string, text: string, body: string, stays: boolean, opened: () => void): void {
    this.close();
    if (!('Notification' in globalThis) || Notification.permission !== 'granted' || document.visibilityState === 'visible') return;
    try {
      const notification = new Notification(text, { body, tag: `ringback.${callId}`, requireInteraction: stays, silent: true });
      notification.onclick = () => {
        window.focus();
        opened();
        notification.close();
      };
      this.#shown = notification;
    } catch {
      // some browsers on phones only let a service worker notify
    }
  }
}
