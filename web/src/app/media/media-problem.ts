/** Why a microphone or camera could not be had, as far as it changes what a person can do about it. */
export type MediaProblemKind = 'refused' | 'not-asked' | 'no-device' | 'in-use' | 'insecure' | 'failed';

export interface MediaProblem {
  readonly kind: MediaProblemKind;
  readonly device: 'microphone' | 'camera' | 'screen';
  /** Another device was wanted in its place; the one before goes on. */
  readonly kept?: boolean;
}

export class MediaError extends Error {
  constructor(readonly problem: MediaProblem, cause?: unknown) {
    super(`${problem.device}: ${problem.kind}`, { cause });
    this.name = 'MediaError';
  }
}

/** The browser's exception names (W3C Media Capture §10.2) in our words. */
export function problemOf(fault: unknown, device: MediaProblem['device']): MediaProblem {
  const name = fault instanceof Error ? fault.name : '';
  return { device, kind: kindOf(name, fault instanceof Error ? fault.message : '') };
}

function kindOf(name: string, message: string): MediaProblemKind {
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return /dismiss/i.test(message) ? 'not-asked' : 'refused';
    case 'SecurityError':
      return 'insecure';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'no-device';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'in-use';
    default:
      return 'failed';
  }
}
