const calls = document.querySelector('ringback-calls');
calls.token = async () => (await fetch('/ringback-token')).text();

document.querySelector('ringback-call-buttons').addEventListener('ringback-call', ({ detail }) => {
  calls.call({ conversationId: 1, type: detail.type, peer: { userId: 2, name: 'Sara Tesfaye', avatar: null } });
});

calls.addEventListener('ringback-state', ({ detail }) => {
  document.querySelector('#missed').textContent = `Missed calls: ${detail.missed}`;
});
