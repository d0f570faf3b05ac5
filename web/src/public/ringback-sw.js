// Shows call notifications with buttons, which only a service worker may, and hands what was pressed to the page that showed
// them. It caches nothing and answers no requests.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('notificationclick', (event) => {
  const { callId, page } = event.notification.data ?? {};
  const { action } = event;
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((windows) => {
      // every page is closed: a new one rings for what still rings
      if (windows.length === 0 && action !== 'decline') return self.clients.openWindow(self.registration.scope);
      for (const one of windows) {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => action !== 'decline' && one.focus().catch(() => undefined);
        one.postMessage({ ringback: 'notification', page, callId, action }, [port2]);
      }
    }),
  );
});
