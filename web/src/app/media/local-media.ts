import { MediaError, problemOf, type MediaProblem } from './media-problem.js';
import type { DeviceChoices } from './device-choices.js';

export interface LocalMedia {
  readonly stream: MediaStream;
  /** Why the camera that was asked for is not there; the call goes on by voice. */
  readonly withoutCamera: MediaProblem | null;
}

/**
 * Asks for a microphone and, when wanted, a camera. A camera that can't be had makes it a voice call; a microphone that
 * can't be had throws {@link MediaError}.
 */
export async function getLocalMedia(wanted: { video: boolean }, choices: DeviceChoices): Promise<LocalMedia> {
  const devices = mediaDevices('microphone');
  if (wanted.video) {
    try {
      return { stream: await devices.getUserMedia({ audio: audio(choices), video: video(choices) }), withoutCamera: null };
    } catch (fault) {
      return { stream: await microphone(devices, choices), withoutCamera: problemOf(fault, 'camera') };
    }
  }
  return { stream: await microphone(devices, choices), withoutCamera: null };
}

export async function getCamera(choices: DeviceChoices): Promise<MediaStreamTrack> {
  return oneTrack('camera', (devices) => devices.getUserMedia({ video: video(choices) }));
}

export async function getMicrophone(choices: DeviceChoices): Promise<MediaStreamTrack> {
  return oneTrack('microphone', (devices) => devices.getUserMedia({ audio: audio(choices) }));
}

export async function getScreen(): Promise<MediaStreamTrack> {
  return oneTrack('screen', (devices) => devices.getDisplayMedia({ video: { frameRate: 15 } }));
}

async function oneTrack(device: MediaProblem['device'], ask: (devices: MediaDevices) => Promise<MediaStream>): Promise<MediaStreamTrack> {
  const devices = mediaDevices(device);
  try {
    const track = (await ask(devices)).getTracks()[0];
    if (track) return track;
  } catch (fault) {
    throw new MediaError(problemOf(fault, device), fault);
  }
  throw new MediaError({ device, kind: 'no-device' });
}

async function microphone(devices: MediaDevices, choices: DeviceChoices): Promise<MediaStream> {
  try {
    return await devices.getUserMedia({ audio: audio(choices) });
  } catch (fault) {
    throw new MediaError(problemOf(fault, 'microphone'), fault);
  }
}

/** A page without HTTPS has no `mediaDevices` at all. */
function mediaDevices(device: MediaProblem['device']): MediaDevices {
  const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
  if (!devices) throw new MediaError({ device, kind: 'insecure' });
  return devices;
}

function audio(choices: DeviceChoices): MediaTrackConstraints {
  return { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...device(choices.microphone) };
}

function video(choices: DeviceChoices): MediaTrackConstraints {
  return { width: { ideal: 1280 }, height: { ideal: 720 }, ...device(choices.camera) };
}

/** "ideal" and not "exact": a device that was unplugged since must not stop a call. */
function device(id: string | null): MediaTrackConstraints {
  return id === null ? {} : { deviceId: { ideal: id } };
}
