import type { CallMessage } from './server-messages.js';

/** What is known of a call: its newest version, and whether it is final. */
export interface Known {
  readonly version: number;
  readonly final: boolean;
}

/**
 * The version rule (protocol §2, "Order"). A message that announces a transition counts only when it is newer than
 * what is known of the call, a re-sent invitation of the same version aside; any other message counts until the call is final.
 */
export function counts(message: CallMessage, known: Known): boolean {
  switch (message.type) {
    case 'call_invitation':
      return !known.final && message.version >= known.version;
    case 'call_ringing':
    case 'call_answer':
    case 'call_taken':
    case 'call_declined':
    case 'call_cancelled':
    case 'call_ended':
    case 'call_missed':
    case 'call_failed':
      return message.version > known.version;
    case 'ice_candidate':
    case 'webrtc_offer':
    case 'webrtc_answer':
    case 'call_mode_switched':
    case 'call_media':
    case 'call_peer_lost':
    case 'call_peer_resumed':
      return !known.final;
  }
}
