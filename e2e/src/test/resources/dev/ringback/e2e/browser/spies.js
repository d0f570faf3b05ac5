// Runs in every page after page.js and before the page's own scripts: what the page asks of the browser is noted, and a test
// may let the browser refuse, wait or look away.
Object.assign(window.e2e, {
  /** The constraints of every request for microphone or camera. */
  asked: [],
  /** What the requests gave. */
  streams: [],
  /** Names of errors by "audio" and "video" that requests for them fail with. */
  faults: {},
  /** Requests wait here while a test holds them. */
  waiting: null,
  /** Times at which an oscillator was started. */
  oscillators: [],
  /** What the app's icon was told: a number, or null for none. */
  badges: [],
  wakeLocks: [],
  /** Questions about notifications. */
  permissionsAsked: 0,
  /** What service workers were given to show. */
  notified: [],
  /** Of these, what is there now, by tag. Noted here because a browser without a desktop forgets it after a while. */
  noticesShown: new Map(),
  /** Local tracks that were given to a peer connection. */
  tracksSent: [],
  peers: [],
  /** While true, new sockets stay unanswered. */
  away: false,
  sockets: [],

  holdMedia() {
    this.waiting = [];
  },

  releaseMedia() {
    for (const go of this.waiting.splice(0)) go();
    this.waiting = null;
  },

  /** Nobody looks at the page any more, or somebody does again. */
  look(seen) {
    this.hidden = !seen;
    document.dispatchEvent(new Event('visibilitychange'));
  },

  /** The connection to the server goes, and stays away until `comeBack`. */
  goAway() {
    this.away = true;
    for (const socket of this.sockets.splice(0)) {
      const { onclose } = socket;
      socket.onclose = null;
      socket.close();
      onclose?.call(socket, { code: 1006 });
    }
  },

  comeBack() {
    this.away = false;
    for (const socket of this.sockets.splice(0)) socket.onclose?.({ code: 1006 });
    window.dispatchEvent(new Event('online'));
  },

  /** A device is pulled out while it is used. */
  unplug(kind) {
    for (const track of this.streams.flatMap((stream) => stream.getTracks())) {
      if (track.kind !== kind || track.readyState === 'ended') continue;
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  },

  /** Another device is there from now on. */
  plugIn(device) {
    const { mediaDevices } = navigator;
    const list = mediaDevices.enumerateDevices.bind(mediaDevices);
    mediaDevices.enumerateDevices = async () => [...(await list()), { groupId: '', ...device }];
    mediaDevices.dispatchEvent(new Event('devicechange'));
  },

  /** The texts of every live region, each time that one changed. */
  hear() {
    this.heard = [];
    const watch = (root) => {
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const element = target instanceof Element ? target : target.parentElement;
          const region = element?.closest('[aria-live], [role=status], [role=alert], [role=timer]');
          if (region && region.getAttribute('aria-live') !== 'off' && region.role !== 'timer') this.heard.push(region.textContent.trim());
        }
      }).observe(root, { subtree: true, childList: true, characterData: true });
    };
    for (const root of this.roots()) watch(root);
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (options) {
      const root = attach.call(this, options);
      watch(root);
      return root;
    };
  },

  /** The document and all open shadow roots in it. */
  roots(root = document) {
    return [root, ...[...root.querySelectorAll('*')].flatMap((element) => (element.shadowRoot ? this.roots(element.shadowRoot) : []))];
  },

  /** What moves now, in shadow roots, too. */
  animations() {
    return [...new Set(this.roots().flatMap((root) => root.getAnimations()))].filter((one) => one.playState === 'running');
  },

  /** What has the focus, through shadow roots: its name or role. */
  focused() {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  },

  focusedName() {
    const element = this.focused();
    return element?.getAttribute('aria-label') ?? element?.getAttribute('role') ?? element?.textContent.trim() ?? '';
  },
});

(() => {
  const { mediaDevices } = navigator;
  if (mediaDevices) {
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      e2e.asked.push({ audio: !!constraints.audio, video: !!constraints.video });
      if (e2e.waiting) await new Promise((go) => e2e.waiting.push(go));
      for (const kind of ['video', 'audio']) {
        const fault = constraints[kind] && e2e.faults[kind];
        if (fault) throw new DOMException(fault === 'dismissed' ? 'Permission dismissed' : fault, fault === 'dismissed' ? 'NotAllowedError' : fault);
      }
      const stream = await ask(constraints);
      e2e.streams.push(stream);
      return stream;
    };
  }

  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) {
    e2e.oscillators.push(Date.now());
    return start.apply(this, when);
  };

  for (const [name, value] of [['setAppBadge', (count) => count], ['clearAppBadge', () => null]]) {
    if (name in navigator) navigator[name] = async (count) => void e2e.badges.push(value(count));
  }

  if (navigator.wakeLock) {
    const request = navigator.wakeLock.request.bind(navigator.wakeLock);
    navigator.wakeLock.request = async (type) => {
      const lock = await request(type);
      e2e.wakeLocks.push(lock);
      return lock;
    };
  }

  if (window.Notification) {
    const request = Notification.requestPermission.bind(Notification);
    Notification.requestPermission = () => {
      e2e.permissionsAsked++;
      return request();
    };
  }

  if (window.ServiceWorkerRegistration) {
    const { showNotification, getNotifications } = ServiceWorkerRegistration.prototype;
    ServiceWorkerRegistration.prototype.showNotification = async function (title, options) {
      e2e.notified.push({ title, ...options });
      await showNotification.call(this, title, options);
      e2e.noticesShown.set(options.tag, [title, ...options.actions.map((one) => one.action)].join(' | '));
    };
    ServiceWorkerRegistration.prototype.getNotifications = async function (like) {
      const found = await getNotifications.call(this, like);
      if (found.length === 0) e2e.noticesShown.delete(like.tag); // forgotten: there is nothing to close
      return found;
    };
    const { close } = Notification.prototype;
    Notification.prototype.close = function () {
      e2e.noticesShown.delete(this.tag);
      close.call(this);
    };
  }

  Object.defineProperty(document, 'visibilityState', { get: () => (e2e.hidden ? 'hidden' : 'visible') });

  const replace = RTCRtpSender.prototype.replaceTrack;
  RTCRtpSender.prototype.replaceTrack = function (track) {
    if (track) e2e.tracksSent.push(track.kind);
    return replace.call(this, track);
  };
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...options) {
      super(...options);
      e2e.peers.push(this);
    }

    addTransceiver(track, options) {
      if (track instanceof MediaStreamTrack) e2e.tracksSent.push(track.kind);
      return super.addTransceiver(track, options);
    }
  };

  const Socket = window.WebSocket;
  window.WebSocket = function (...address) {
    const socket = e2e.away ? { readyState: 0, close() {}, send() {} } : new Socket(...address);
    e2e.sockets.push(socket);
    return socket;
  };
})();
