import { connect, phaseOf } from 'https://calls.example.org/static/bundle/library.js';

const client = connect({
  url: 'https://calls.example.org',
  token: async () => (await fetch('/ringback-token')).text(),
});

client.on('change', ({ connection, call }) => {
  document.querySelector('#state').textContent = call ? phaseOf(call) : connection.kind;
});
client.on('log', (row) => console.log(`call ${row.call_id} is ${row.status}`));

document.querySelector('#call').onclick = () =>
  client.call({ conversationId: 1, type: 'voice', peer: { userId: 2, name: 'Sara Tesfaye', avatar: null } });
document.querySelector('#cancel').onclick = () => client.cancel();
