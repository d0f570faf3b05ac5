import type { SessionMedia } from '../call/session-context.js';
import type { Person } from '../protocol/call.js';
import { shownName } from '../texts/shown-name.js';
import { texts } from '../texts/texts.js';

const KEYS = ['hangup', 'togglemicrophone', 'togglecamera'] as const;
export type HeadsetKey = (typeof KEYS)[number];

/** Not every browser has all of it (W3C Media Session). */
interface Session {
  metadata: MediaMetadata | null;
  setActionHandler(action: string, handler: (() => void) | null): void;
  setMicrophoneActive?(active: boolean): unknown;
  setCameraActive?(active: boolean): unknown;
}

/** The keys of a headset and of the system's own call bar act on the call, and are the page's again when it is over. */
export class Headset {
  readonly #pressed: (key: HeadsetKey) => void;
  #with: Person | null = null;
  #before: MediaMetadata | null = null;

  constructor(pressed: (key: HeadsetKey) => void) {
    this.#pressed = pressed;
  }

  /** @param peer with whom the call is; null for no call */
  follow(peer: Person | null, media: SessionMedia | null): void {
    const session = (navigator as unknown as { mediaSession?: Session }).mediaSession;
    if (!session) return;
    if (peer && !this.#with) this.#begin(session, peer);
    else if (!peer && this.#with) this.#end(session);
    this.#with = peer;
    if (!peer || !media) return;
    session.setMicrophoneActive?.(!media.muted);
    session.setCameraActive?.(media.camera);
  }

  #begin(session: Session, peer: Person): void {
    this.#before = session.metadata;
    session.metadata = new MediaMetadata({ title: shownName(peer.name, texts) });
    for (const key of KEYS) handle(session, key, () => this.#pressed(key));
  }

  #end(session: Session): void {
    session.metadata = this.#before;
    for (const key of KEYS) handle(session, key, null);
  }
}

/** A browser that does not know a key throws. */
function handle(session: Session, key: HeadsetKey, handler: (() => void) | null): void {
  try {
    session.setActionHandler(key, handler);
  } catch {
    // then this headset has one key less
  }
}
