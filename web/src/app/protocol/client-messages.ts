import type { CallType } from './call.js';

export interface Description {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
}

export interface MediaState {
  readonly audio: boolean;
  readonly video: boolean;
  readonly screen: boolean;
}

export interface QualityNumbers {
  readonly rtt_ms: number | null;
  readonly jitter_ms: number | null;
  /** 0 to 1. */
  readonly loss_ratio: number | null;
  readonly bitrate_kbps: number | null;
  readonly relay: boolean;
}

/** What a client may say (protocol §2, "Client to server"). The `id` is added by the signaling layer. */
export type ClientMessage =
  | {
      type: 'call_invitation';
      call_id: string;
      conversation_id: number;
      to_user_id?: number;
      call_type: CallType;
      offer: Description;
    }
  | { type: 'call_ringing'; call_id: string }
  | { type: 'call_answer'; call_id: string; answer: Description }
  | { type: 'call_declined'; call_id: string; reason?: string }
  | { type: 'call_cancelled'; call_id: string }
  | { type: 'call_ended'; call_id: string; reason?: 'media_failed' }
  | { type: 'ice_candidate'; call_id: string; candidate: RTCIceCandidateInit | null }
  | { type: 'webrtc_offer'; call_id: string; offer: Description }
  | { type: 'webrtc_answer'; call_id: string; answer: Description }
  | { type: 'call_mode_switched'; call_id: string; new_mode: CallType }
  | ({ type: 'call_media'; call_id: string } & MediaState)
  | { type: 'call_ring_stopped'; call_id: string }
  | ({ type: 'call_quality'; call_id: string } & QualityNumbers)
  | { type: 'authenticate'; token: string }
  | { type: 'ping' };
