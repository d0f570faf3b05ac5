// Runs in every page before the page's own scripts: what a test asks of it in one word, and a diary of what a person
// would have seen and heard, with the times at which it happened.
window.e2e = {
  diary: [],
  /** How many messages of each type have come in. */
  received: {},
  /** Invitations wait here while a test holds them back. */
  held: null,

  calls() {
    return (document.querySelector('ringback-demo')?.shadowRoot ?? document).querySelector('ringback-calls');
  },

  client() {
    return this.calls()?.client ?? null;
  },

  state() {
    return this.client()?.state ?? null;
  },

  tone() {
    return this.client()?.sounds.playing ?? null;
  },

  /** Bytes of media that have come in, frames that were shown, and the kinds of the path's two ends. */
  async media() {
    const stats = await (this.client()?.stats() ?? null);
    const media = { audio: 0, video: 0, packets: 0, frames: 0, energy: 0, local: null, remote: null };
    if (!stats) return media;
    for (const one of stats.values()) {
      if (one.type === 'inbound-rtp') {
        media[one.kind] += one.bytesReceived;
        media.packets += one.packetsReceived;
        media.frames += one.framesDecoded ?? 0;
        media.energy += one.totalAudioEnergy ?? 0;
      } else if (one.type === 'transport' && one.selectedCandidatePairId) {
        const pair = stats.get(one.selectedCandidatePairId);
        media.local = stats.get(pair?.localCandidateId)?.candidateType ?? null;
        media.remote = stats.get(pair?.remoteCandidateId)?.candidateType ?? null;
      }
    }
    return media;
  },

  /** The seconds that the timer shows, or null without one. */
  timer() {
    const find = (root) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.getAttribute('role') === 'timer') return element;
        const inside = element.shadowRoot && find(element.shadowRoot);
        if (inside) return inside;
      }
      return null;
    };
    const shown = find(document)?.textContent.trim();
    return shown ? shown.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) : null;
  },

  holdInvitations() {
    this.held = [];
  },

  releaseInvitations() {
    for (const send of this.held.splice(0)) send();
    this.held = null;
  },

  note(what) {
    this.diary.push({ what, at: performance.timeOrigin + performance.now() });
  },

  /** When this happened for the last time, in milliseconds, or null. */
  when(what) {
    return this.diary.findLast((entry) => entry.what === what)?.at ?? null;
  },
};

window.WebSocket = class extends WebSocket {
  constructor(...address) {
    super(...address);
    this.addEventListener('message', ({ data }) => {
      const { type } = JSON.parse(data);
      e2e.received[type] = (e2e.received[type] ?? 0) + 1;
    });
  }

  send(text) {
    if (e2e.held && JSON.parse(text).type === 'call_invitation') e2e.held.push(() => super.send(text));
    else super.send(text);
  }
};

document.addEventListener(
  'click',
  (event) => {
    const button = event.composedPath().find((one) => one instanceof HTMLButtonElement);
    if (button) e2e.note(`pressed ${button.ariaLabel ?? button.textContent.trim()}`);
  },
  { capture: true },
);

// The diary is kept frame by frame: what it says was on the screen, and the tone is what is given to the loudspeaker.
(() => {
  let state = null;
  let tone = null;
  const look = () => {
    const now = e2e.calls()?.dataset.state ?? null;
    if (now !== state) e2e.note(`shows ${(state = now)}`);
    if (e2e.tone() !== tone) e2e.note(`sounds ${(tone = e2e.tone())}`);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
