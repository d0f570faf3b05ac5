import { MediaError, problemOf, type MediaProblem } from './media-problem.js';
import { SYSTEM_DEFAULTS, type DeviceChoices } from './device-choices.js';

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
      return { stream: await chosen(devices, choices, (now) => ({ audio: audio(now), video: video(now) })), withoutCamera: null };
    } catch (fault) {
      return { stream: await microphone(devices, choices), withoutCamera: problemOf(fault, 'camera') };
    }
  }
  return { stream: await microphone(devices, choices), withoutCamera: null };
}

export async function getCamera(choices: DeviceChoices): Promise<MediaStreamTrack> {
  return oneTrack('camera', (devices) => chosen(devices, choices, (now) => ({ video: video(now) })));
}

export async function getMicrophone(choices: DeviceChoices): Promise<MediaStreamTrack> {
  return oneTrack('microphone', (devices) => chosen(devices, choices, (now) => ({ audio: audio(now) })));
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
    return await chosen(devices, choices, (now) => ({ audio: audio(now) }));
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

function device(id: string | null): MediaTrackConstraints {
  return id === null ? {} : { deviceId: { exact: id } };
}

/** "exact", since Chromium takes an ideal device for no more than a hint; but a device that was unplugged must not stop a call. */
async function chosen(devices: MediaDevices, choices: DeviceChoices, wanted: (choices: DeviceChoices) => MediaStreamConstraints): Promise<MediaStream> {
  try {
    return await devices.getUserMedia(wanted(choices));
  } catch (fault) {
    if (!(fault instanceof Error) || fault.name !== 'OverconstrainedError') throw fault;
    return devices.getUserMedia(wanted(SYSTEM_DEFAULTS));
  }
}
