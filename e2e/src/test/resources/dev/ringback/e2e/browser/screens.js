// Puts every screen of the page up, one after the other, without a server behind it and at one fixed moment: for pictures
// that are always the same, and for tests of the looks. Runs before the page's own scripts, after drawn-camera.js.
(() => {
  const NOW = Date.parse('2026-11-22T11:42:00Z');
  const RealDate = Date;
  window.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length === 0 ? [NOW] : given));
    }
    static now() {
      return NOW;
    }
  };
  sessionStorage.setItem('ringback.demo.user', '1');

  // ── what the server would say ──────────────────────────────────────────────────────────────────────────────────

  const me = { id: 1, name: 'Abebe Kebede' };
  const people = { 2: 'Sara Tesfaye', 3: 'Hana Girma', 4: 'Dawit Bekele', 5: 'Weyzero Tsehaytu Gebre-Egziabher Wolde-Mariam', 6: 'ብርቱካን ተፈሪ', 7: '' };
  const sara = { userId: 2, name: people[2], avatar: null };

  let made = 0;
  const moment = (minutesAgo, andSeconds) => new RealDate(NOW - minutesAgo * 60_000 + andSeconds * 1000).toISOString();
  /** @param ago minutes since it began */
  const row = (who, ago, outcome, end_reason, status, more = {}) => {
    const { mine = true, video = false, seconds = 0, ...changes } = more;
    const other = { id: who, name: people[who] };
    const [caller, callee] = mine ? [me, other] : [other, me];
    return {
      id: 1000 - ++made, call_id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`, conversation_id: who - 1,
      call_type: video ? 'video' : 'voice', status, is_caller: mine, direction: mine ? 'outgoing' : 'incoming', outcome, end_reason,
      started_at: moment(ago, 0), duration_seconds: seconds, ring_seconds: 7,
      ringing_at: moment(ago, 1), answered_at: seconds > 0 ? moment(ago, 8) : null, ended_at: moment(ago, 8 + seconds),
      caller_user_id: caller.id, caller_name: caller.name, callee_user_id: callee.id, callee_name: callee.name, version: 4, ...changes,
    };
  };
  const log = [
    row(2, 3, 'missed', 'ring_timeout', 'missed', { mine: false }),
    row(2, 26, 'ended', 'hangup', 'ended', { seconds: 165 }),
    row(2, 31, 'declined', 'declined', 'declined', { video: true }),
    row(2, 34, 'declined', 'declined', 'declined', { mine: false }),
    row(2, 58, 'no_answer', 'ring_timeout', 'missed'),
    row(2, 61, 'busy', 'busy', 'missed'),
    row(2, 72, 'unreachable', 'unreachable', 'missed', { video: true }),
    row(2, 80, 'cancelled', 'cancelled', 'cancelled'),
    row(2, 1510, 'ended', 'connection_lost', 'ended', { seconds: 754, video: true, mine: false }),
    row(2, 1530, 'failed', 'media_failed', 'failed', { video: true }),
    row(2, 1600, 'ended', 'hangup', 'ended', { seconds: 3723, mine: false }),
  ];
  const others = [
    row(3, 95, 'missed', 'cancelled', 'cancelled', { mine: false, video: true }),
    row(3, 97, 'missed', 'cancelled', 'cancelled', { mine: false, video: true }),
    row(5, 190, 'ended', 'hangup', 'ended', { seconds: 42, mine: false }),
    row(6, 4400, 'ended', 'hangup', 'ended', { seconds: 1260, video: true }),
    row(3, 5800, 'no_answer', 'ring_timeout', 'missed'),
    row(2, 17000, 'ended', 'hangup', 'ended', { seconds: 611 }),
    row(6, 31000, 'cancelled', 'cancelled', 'cancelled'),
  ];
  const history = [...log.slice(0, 2), others[0], others[1], ...log.slice(4, 6), others[2], log[8], ...others.slice(3)].sort((a, b) => b.started_at.localeCompare(a.started_at));
  const erased = [row(7, 64, 'missed', 'ring_timeout', 'missed', { mine: false }), row(7, 70, 'ended', 'hangup', 'ended', { seconds: 165 })];
  const conversation = (who, online, missed_count, last_call) =>
    ({ id: who - 1, type: 'direct', name: null, other_user_id: who, other_name: people[who], other_avatar: null, online, missed_count, last_call });

  /** What is different in the screen that is up. */
  let says = {};
  const answers = {
    '/api/demo/token': () => ({ token: 'a.b.c' }),
    '/api/conversations': () => ({
      conversations: [conversation(2, true, says.missed ?? 0, log[1]), conversation(3, true, says.missed ? 2 : 0, others[0]), conversation(5, false, 0, others[2]), conversation(6, false, 0, others[3]), conversation(4, false, 0, null), ...(says.erased ? [conversation(7, false, 0, erased[0])] : [])],
    }),
    '/api/call-logs': () => ({ call_logs: says.history ?? history, next_cursor: null }),
    '/api/call-logs/1': () => ({ call_logs: says.cards ?? log.slice(0, 5), next_cursor: null }),
    '/api/call-logs/4': () => ({ call_logs: [others[2]], next_cursor: null }),
  };
  window.fetch = async (address) => {
    const { pathname } = new URL(address, location.href);
    if (pathname.startsWith('/api/call-logs') && says.failing) return Response.json({ code: 'unavailable' }, { status: 503 });
    return Response.json(answers[pathname]?.() ?? { success: true, call_logs: [] });
  };

  window.WebSocket = class {
    readyState = 0;
    constructor() {
      setTimeout(() => {
        this.readyState = 1;
        this.onopen?.();
        for (const message of [
          { type: 'connection', connection_key: 'user_1', server_time: new RealDate(NOW).toISOString() },
          { type: 'active_calls', calls: [] },
        ]) this.onmessage?.({ data: JSON.stringify(message) });
      });
    }
    send() {}
    close() {}
  };

  // ── what the client would say ──────────────────────────────────────────────────────────────────────────────────

  const call = (changes) => ({
    callId: 'shown', logId: 1, conversationId: 1, role: 'caller', callType: 'voice', peer: sara, status: 'ringing', version: 2, carried: true,
    pending: null, link: 'none', talkingSince: null, peerLost: false, peerMedia: null, ringOver: false, problem: null, end: null, ...changes,
  });
  const talking = (changes) => call({ status: 'answered', version: 3, link: 'connected', talkingSince: NOW - 165_000, peerMedia: { audio: true, video: true, screen: false }, ...changes });
  const ringing = (changes) => call({ role: 'callee', carried: false, ...changes });
  const ended = (outcome, reason, status, changes = {}, by = null) =>
    call({ ...changes, status, end: { kind: 'final', status, outcome, reason, durationSeconds: changes.talkingSince ? 165 : 0, endedByUserId: by } });
  const good = { rtt_ms: 42, jitter_ms: 3, loss_ratio: 0.001, bitrate_kbps: 1640, relay: false, word: 'good', side: null };
  const poor = { rtt_ms: 480, jitter_ms: 71, loss_ratio: 0.094, bitrate_kbps: 96, relay: true, word: 'poor', side: 'mine' };
  const media = (changes) => ({ local: null, remote: null, muted: false, camera: false, screen: false, quality: good, saving: false, problem: null, ...changes });
  const long = { userId: 5, name: people[5], avatar: null };

  let films = null;
  const camera = async (who) => {
    window.drawnAs = who;
    return navigator.mediaDevices.getUserMedia({ video: true });
  };
  const filmed = async () => (films ??= { remote: await camera('sara'), local: await camera('abebe'), camera: true });

  const state = (changes) => ({
    connection: { kind: 'ready' }, userId: 1, call: null, media: null, elsewhere: null,
    presence: new Map([[2, true], [3, true]]), missed: 0, soundBlocked: false, doNotDisturb: false, ...changes,
  });

  // ── the screens ────────────────────────────────────────────────────────────────────────────────────────────────

  const chat = '#/chats/1';
  const on = (at, makes = () => ({}), more = {}) => ({ at, makes, ...more });
  const screens = {
    'choose': on('', undefined, { nobody: true }),
    'chats': on('#/chats', () => ({ missed: 3 }), { says: { missed: 1 } }),
    'conversation': on(chat),
    'cards': on(chat, undefined, { says: { cards: log }, top: true }),
    'conversation-empty': on('#/chats/3'),
    'conversation-error': on(chat, undefined, { says: { failing: true } }),
    'incoming-voice': on(chat, () => ({ call: ringing() })),
    'incoming-video': on(chat, () => ({ call: ringing({ callType: 'video' }) })),
    'incoming-long-name': on('#/chats/4', () => ({ call: ringing({ callType: 'video', peer: long }) })),
    'incoming-no-name': on('#/calls', () => ({ call: ringing({ peer: { userId: 7, name: people[7], avatar: null } }) }), { says: { erased: true, history: [...history.slice(0, 4), ...erased, ...history.slice(5)] } }),
    'sound-blocked': on(chat, () => ({ call: ringing(), soundBlocked: true })),
    'incoming-problem': on(chat, () => ({ call: ringing({ problem: { device: 'microphone', kind: 'refused' } }) })),
    'outgoing': on(chat, () => ({ call: call({ status: 'initiated' }) })),
    'ringing': on(chat, () => ({ call: call() })),
    'ringing-video': on(chat, async () => ({ call: call({ callType: 'video' }), media: media({ local: (await filmed()).local, camera: true }) })),
    'microphone-refused': on(chat, () => ({ call: call({ status: null, problem: { device: 'microphone', kind: 'refused' } }) })),
    'no-microphone': on(chat, () => ({ call: call({ status: null, problem: { device: 'microphone', kind: 'no-device' } }) })),
    'camera-in-use': on(chat, () => ({ call: call({ callType: 'video' }), media: media({ problem: { device: 'camera', kind: 'in-use' } }) })),
    'insecure': on(chat, () => ({ call: call({ status: null, problem: { device: 'microphone', kind: 'insecure' } }) })),
    'connecting': on(chat, () => ({ call: talking({ link: 'connecting', talkingSince: null }), media: media({ quality: null }) })),
    'voice': on(chat, () => ({ call: talking({ peerMedia: { audio: false, video: false, screen: false } }), media: media() })),
    'voice-long-name': on(chat, () => ({ call: talking({ peer: long, peerMedia: { audio: false, video: false, screen: false } }), media: media({ muted: true, quality: poor }) })),
    'video': on(chat, async () => ({ call: talking({ callType: 'video' }), media: media(await filmed()) })),
    'video-muted': on(chat, async () => ({ call: talking({ callType: 'video', peerMedia: { audio: false, video: true, screen: false } }), media: media({ ...(await filmed()), muted: true, quality: poor }) }), { then: (calls) => (calls.speakingMuted = true) }),
    'video-camera-off': on(chat, async () => ({ call: talking({ callType: 'video', peerMedia: { audio: true, video: false, screen: false } }), media: media({ ...(await filmed()), remote: null }) })),
    'devices': on(chat, async () => ({ call: talking({ callType: 'video' }), media: media(await filmed()) }), { press: ['Devices and more', 'መሣሪያዎች እና ሌሎች'] }),
    'quality': on(chat, async () => ({ call: talking({ callType: 'video' }), media: media({ ...(await filmed()), quality: poor }) }), { press: ['Poor connection', 'ደካማ ግንኙነት'] }),
    'tile': on(chat, () => ({ call: talking(), media: media() }), { then: (calls) => (calls.minimised = true) }),
    'tile-video': on(chat, async () => ({ call: talking({ callType: 'video' }), media: media(await filmed()) }), { then: (calls) => (calls.minimised = true) }),
    'tile-calling': on(chat, () => ({ call: call() }), { then: (calls) => (calls.minimised = true) }),
    'tile-ended': on(chat, () => ({ call: ended('ended', 'hangup', 'ended', { talkingSince: NOW - 165_000 }, 2) }), { then: (calls) => (calls.minimised = true) }),
    'video-saving': on(chat, async () => ({ call: talking({ callType: 'video' }), media: media({ ...(await filmed()), saving: true, quality: poor }) })),
    'reconnecting': on(chat, () => ({ call: talking({ link: 'interrupted' }), media: media({ quality: poor }) })),
    'peer-lost': on(chat, async () => ({ call: talking({ callType: 'video', peerLost: true }), media: media(await filmed()) })),
    'ended': on(chat, () => ({ call: ended('ended', 'hangup', 'ended', { talkingSince: NOW - 165_000 }, 2) })),
    'ended-lost': on(chat, () => ({ call: ended('ended', 'connection_lost', 'ended', { talkingSince: NOW - 165_000, callType: 'video' }) })),
    'ended-declined': on(chat, () => ({ call: ended('declined', 'declined', 'declined', {}, 2) })),
    'ended-missed': on(chat, () => ({ call: ended('missed', 'cancelled', 'cancelled', { role: 'callee' }, 2), missed: 1 })),
    'elsewhere': on(chat, () => ({ elsewhere: { callId: 'x', peer: sara, callType: 'voice', mine: true } })),
    'history': on('#/calls', () => ({ missed: 3 })),
    'history-missed': on('#/calls', undefined, { press: ['Missed', 'ያመለጡ'], says: { history: history.filter((one) => one.outcome === 'missed') } }),
    'history-filters': on('#/calls', undefined, { press: ['Filters', 'ማጣሪያዎች'] }),
    'history-details': on('#/calls', undefined, { press: ['Details: Sara Tesfaye', 'ዝርዝር፦ Sara Tesfaye'], says: { history: history.slice(1) } }),
    'history-empty': on('#/calls', undefined, { says: { history: [] } }),
    'history-no-match': on('#/calls', undefined, { press: ['Missed', 'ያመለጡ'], says: { history: [] } }),
    'history-error': on('#/calls', undefined, { says: { failing: true } }),
    'settings': on('#/settings'),
    'offline': on(chat, () => ({ connection: { kind: 'waiting', attempt: 2 } })),
  };

  // ── putting one up ─────────────────────────────────────────────────────────────────────────────────────────────

  /** All elements on the page, through shadow roots. */
  function* all(root = document) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* all(element.shadowRoot);
    }
  }
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const until = async (what, is) => {
    for (const end = performance.now() + 5000; performance.now() < end; await frame()) {
      const found = is();
      if (found) return found;
    }
    throw new Error(`never so: ${what}`);
  };
  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  /** Whether a choice is wider than its box. The names of devices may be: they are the machine's. */
  const cut = (select) => {
    if (select.getRootNode().host.localName === 'ringback-device-settings') return false;
    const alone = select.cloneNode();
    alone.append(select.selectedOptions[0].cloneNode(true));
    alone.style.inlineSize = 'max-content';
    select.after(alone);
    const wanted = alone.offsetWidth;
    alone.remove();
    return wanted > select.offsetWidth;
  };

  window.screens = {
    names: Object.keys(screens),

    /** Puts this screen up and waits until it stands still. */
    async show(name) {
      const screen = screens[name];
      says = screen.says ?? {};
      const demo = document.querySelector('ringback-demo');
      if (screen.nobody !== !demo.person) {
        demo.person = screen.nobody ? null : me && { ...me, role: 'student' };
        await demo.updateComplete;
      }
      if (screen.nobody) return this.still();
      const calls = await until('the calls are there', () => demo.shadowRoot.querySelector('ringback-calls'));
      await until('the client is there', () => calls.client?.state.connection.kind === 'ready');
      if (location.hash !== screen.at) location.hash = screen.at;
      await frame();
      calls.client.emit('change', state({}));
      await frame();
      await this.reload(demo, screen);
      const now = state(await screen.makes());
      calls.client.emit('change', now);
      await frame();
      screen.then?.(calls);
      await frame();
      if (screen.press) (await until('the button is there', () => [...all()].find((one) => one.localName === 'button' && visible(one) && screen.press.includes(one.ariaLabel ?? one.textContent.trim())))).click();
      await frame();
      for (const one of all()) {
        if (one.localName === 'ringback-device-settings') await until('the devices have names', () => one.shadowRoot.querySelector('option')?.textContent.includes('('));
      }
      await this.still();
      if (screen.top) demo.shadowRoot.querySelector('ringback-demo-conversation').shadowRoot.querySelector('.line').scrollTo({ top: 0 });
      for (const film of now.media?.remote ? [...all()].filter((one) => one.localName === 'video') : []) await until('the film runs', () => !film.srcObject || film.videoWidth > 2);
      await frame();
    },

    async reload(demo, screen) {
      await demo.load?.();
      for (const one of all()) {
        if (one.localName === 'ringback-call-history') Object.assign(one, { filter: '', choosing: false, open: null });
        if (one.localName === 'ringback-call-history' || one.localName === 'ringback-demo-conversation') await one.reload();
      }
      demo.conversations = answers['/api/conversations']().conversations;
      await frame();
      await frame();
    },

    /** What slides and fades in has come to rest; what repeats for ever stands at its beginning. */
    async still() {
      await frame();
      const roots = [document, ...[...all()].flatMap((one) => one.shadowRoot ?? [])];
      for (const animation of new Set(roots.flatMap((root) => root.getAnimations()))) {
        if (animation.effect.getComputedTiming().endTime === Infinity) {
          animation.pause();
          animation.currentTime = 400;
        } else animation.finish();
      }
      await frame();
    },

    /** Turns the page to be read from right to left, and says what did not change sides: a line for each. */
    async mirrored() {
      const things = [...all()].filter((one) => one.matches('button, input, select, ringback-avatar') && visible(one) && !one.closest('.visually-hidden'));
      const places = () => things.map((one) => one.getBoundingClientRect());
      const before = places();
      document.documentElement.dir = 'rtl';
      await this.still();
      const after = places();
      return things.flatMap((one, index) => {
        const wanted = innerWidth - before[index].right;
        const name = (one.ariaLabel ?? one.textContent).trim().replace(/\s+/g, ' ').slice(0, 40) || one.localName;
        return Math.abs(after[index].left - wanted) > 2 ? [`${name} is at ${Math.round(after[index].left)}, not at ${Math.round(wanted)}`] : [];
      });
    },

    leftToRight() {
      document.documentElement.dir = 'ltr';
    },

    /** What can't be made out in the few colours that somebody has forced upon the page: a line for each. */
    lost() {
      const rgb = (colour) => colour.match(/[\d.]+/g).map(Number);
      const luminance = (colour) => {
        const [r, g, b] = rgb(colour).map((part) => ((part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (a, b) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
      const ground = (one) => {
        for (let at = one; at; at = at.parentElement ?? at.getRootNode().host) {
          const { backgroundColor } = getComputedStyle(at);
          if ((rgb(backgroundColor)[3] ?? 1) > 0.9) return backgroundColor;
        }
        return getComputedStyle(document.body).backgroundColor;
      };
      return [...all()].filter((one) => one.matches('button') && visible(one)).flatMap((one) => {
        const { color, borderTopWidth, borderTopStyle, borderTopColor, outlineStyle } = getComputedStyle(one);
        const name = (one.ariaLabel ?? one.textContent).trim().replace(/\s+/g, ' ').slice(0, 40);
        const around = ground(one.parentElement ?? one.getRootNode().host);
        const faults = [];
        if ((parseFloat(borderTopWidth) < 1 || borderTopStyle === 'none') && outlineStyle === 'none') faults.push(`${name} has no border`);
        else if (contrast(borderTopColor, around) < 3 && contrast(ground(one), around) < 3) faults.push(`${name}: border ${borderTopColor} on ${around}`);
        if (contrast(color, ground(one)) < 3 && !one.disabled && one.ariaDisabled !== 'true') faults.push(`${name}: ${color} on ${ground(one)}`);
        return faults;
      });
    },

    /** What is wrong with the looks of the screen that is up: a line for each fault. */
    faults({ touch }) {
      const faults = [];
      const name = (one) => `${one.localName}${one.className && typeof one.className === 'string' ? `.${one.className.trim().split(/\s+/).join('.')}` : ''}`;
      const said = (one) => (one.ariaLabel ?? one.textContent).trim().replace(/\s+/g, ' ').slice(0, 40);
      const scroller = document.scrollingElement;
      // a button of a call that lies over its words
      for (const stage of [...all()].filter((one) => one.matches('.stage') && visible(one))) {
        const words = [...stage.querySelectorAll('h2, .line, .why')].filter(visible).map((one) => one.getBoundingClientRect());
        for (const button of [...stage.querySelectorAll('.bar button')].filter(visible)) {
          const box = button.getBoundingClientRect();
          if (words.some((word) => word.height > 0 && box.left < word.right && box.right > word.left && box.top < word.bottom && box.bottom > word.top)) faults.push(`${said(button)} lies over words`);
        }
      }
      // a dot between two parts that is seen although they are on two lines
      for (const dot of [...all()].filter((one) => one.matches('.dotted i') && visible(one))) {
        const [box, before, room] = [dot, dot.parentElement.previousElementSibling, dot.closest('.dotted')].map((one) => one.getBoundingClientRect());
        if (box.top >= before.bottom - 1 && box.right > room.left + 1 && box.left < room.right - 1) faults.push(`a dot begins the line "${said(dot.parentElement)}"`);
      }
      if (scroller.scrollWidth > innerWidth) faults.push(`the page is ${scroller.scrollWidth} wide`);
      for (const one of all()) {
        if (!visible(one) || one.closest('.visually-hidden, svg, video')) continue;
        if (one.matches('h1, h2, h3, strong, .name') && said(one) === '') faults.push(`${name(one)} says nothing`);
        if (one.matches('select') && cut(one)) faults.push(`${name(one)} "${one.selectedOptions[0].textContent}" is cut`);
        const box = one.getBoundingClientRect();
        const style = getComputedStyle(one);
        if (box.width === 0 || box.height === 0 || style.clipPath !== 'none') continue;
        if (one.parentElement && getComputedStyle(one.parentElement).textOverflow === 'ellipsis') continue;
        if (box.left < -1 || box.right > innerWidth + 1) faults.push(`${name(one)} "${said(one)}" lies from ${Math.round(box.left)} to ${Math.round(box.right)}`);
        // what scrolls must itself be in sight to its end
        const host = one.getRootNode().host?.getBoundingClientRect();
        if (style.overflowY === 'auto' && host?.height > 0 && box.bottom > host.bottom + 1) faults.push(`${name(one)} ends ${Math.round(box.bottom - host.bottom)} below its element`);
        const text = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
        const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible';
        if (text && clips && style.textOverflow !== 'ellipsis' && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1) && style.overflowY !== 'auto') faults.push(`${name(one)} "${said(one)}" is cut`);
        if (text && style.display !== 'inline' && one.scrollWidth > one.clientWidth + 1 && !clips) faults.push(`${name(one)} "${said(one)}" runs over`);
        if (touch && one.matches('button, input, select, a[href]')) {
          const target = one.closest('label')?.getBoundingClientRect() ?? box;
          if (Math.min(Math.max(target.width, box.width), Math.max(target.height, box.height)) < 43.5) faults.push(`${name(one)} "${said(one)}" is ${Math.round(box.width)} by ${Math.round(box.height)}`);
        }
      }
      return faults;
    },
  };
})();
