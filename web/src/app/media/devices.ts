import { Scope } from '../base/scope.js';

export interface DeviceList {
  readonly microphones: readonly MediaDeviceInfo[];
  readonly cameras: readonly MediaDeviceInfo[];
  readonly speakers: readonly MediaDeviceInfo[];
}

export const NO_DEVICES: DeviceList = { microphones: [], cameras: [], speakers: [] };

/** The devices now and whenever one is plugged in or out, until the scope ends. Names are empty before a permission was given. */
export function watchDevices(scope: Scope, heard: (devices: DeviceList) => void): void {
  const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
  if (!devices) return heard(NO_DEVICES);
  const read = async () => {
    const all = await devices.enumerateDevices().catch(() => []);
    if (!scope.ended) heard(sortDevices(all));
  };
  scope.listen(devices, 'devicechange', () => void read());
  void read();
}

export function sortDevices(all: readonly MediaDeviceInfo[]): DeviceList {
  const of = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind && device.deviceId !== '');
  return { microphones: of('audioinput'), cameras: of('videoinput'), speakers: of('audiooutput') };
}
