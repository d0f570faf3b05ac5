// Shows call notifications with buttons, which only a service worker may, and hands what was pressed to the page.
// It caches nothing and answers no requests.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('notificationclick', (event) => {
  const { callId, client: wanted } = event.notification.data ?? {};
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then(async (pages) => {
      const page = pages.find((one) => one.id === wanted) ?? pages[0];
      if (!page) return;
      page.postMessage({ ringback: 'notification', callId, action: event.action });
      if (event.action !== 'decline') await page.focus().catch(() => undefined);
    }),
  );
});
