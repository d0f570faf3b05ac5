// Runs in every page before the page's own scripts: what a test asks of it in one word, and a diary of what a person
// would have seen and heard, with the times at which it happened.
window.e2e = {
  diary: [],
  /** How many messages of each type have come in. */
  received: {},
  /** How many milliseconds the link is slow: what comes in comes so much later. */
  lag: 0,
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

  /** Comes back once this is so; it is looked at frame by frame, so that many rounds take little time. */
  async becomes(what, isSo) {
    for (const end = performance.now() + 20_000; performance.now() < end; await new Promise(requestAnimationFrame)) if (await isSo()) return;
    throw new Error(`never so: ${what}; the page shows ${this.calls().dataset.state}, ${JSON.stringify(this.state()?.call)}`);
  },

  shows(state) {
    return this.becomes(`the page shows ${state}`, () => this.calls().dataset.state === state);
  },

  /** Takes the end of a call off the screen once it is there; says when it came, or nothing while something still rings. */
  async sawTheEnd() {
    await this.shows('ended');
    const at = ['ringtone', 'ringback'].includes(this.tone()) ? null : this.when('shows ended');
    this.client().dismiss();
    await this.shows('idle');
    return at;
  },

  /** Presses the first button of this name at this moment, talks, and says in which call. */
  async callsAt(at, name) {
    await new Promise((go) => setTimeout(go, at - Date.now()));
    for (const root of this.roots()) root.querySelector(`[part=button][aria-label="${name}"]`)?.click();
    await this.shows('in-call');
    await this.becomes('somebody is heard', async () => (await this.media()).packets > 0);
    return this.state().call.callId;
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

  /** What comes in over a slow link comes late, and not at all once nobody listens. */
  set onmessage(handler) {
    const late = handler && ((event) => (e2e.lag > 0 ? setTimeout(() => super.onmessage === late && handler(event), e2e.lag) : handler(event)));
    super.onmessage = late;
  }

  get onmessage() {
    return super.onmessage;
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
