import type { DeviceChoices } from '../media/device-choices.js';
import type { MediaProblem } from '../media/media-problem.js';
import type { CallRow } from '../protocol/call.js';
import type { ClientMessage } from '../protocol/client-messages.js';
import type { SignalingError } from '../signaling/signaling-error.js';
import type { CallSession } from './call-session.js';
import type { MediaQuestion } from './own-media.js';
import type { Quality } from './quality.js';

/** What a session needs from its client. */
export interface SessionContext {
  request(message: ClientMessage, options?: { again?: boolean }): Promise<CallRow | null>;
  tell(message: ClientMessage): void;
  /** The network may have changed: the connection to the server is tried, and made anew if it is dead. */
  probe(): void;
  iceServers(): Promise<RTCIceServer[]>;
  choices(): DeviceChoices;
  /** Whether the invitation was refused because the other side's was first; the client then sees to it. */
  isGlare(session: CallSession, fault: SignalingError): boolean;
  /** The server's time as this machine's milliseconds. */
  localTime(serverTime: string): number;
  now(): number;
}

/** The media of a call as this device has it. */
export interface SessionMedia {
  readonly local: MediaStream | null;
  readonly remote: MediaStream | null;
  readonly muted: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly quality: Quality | null;
  /** The way out is weak: less of the video is sent. */
  readonly saving: boolean;
  /** A camera or screen that could not be had; the call goes on without it. */
  readonly problem: MediaProblem | null;
  /** What the browser asks the person for now. */
  readonly question: MediaQuestion | null;
}
