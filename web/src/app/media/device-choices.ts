/** Which devices this person chose last; null is the system's default. Kept on this machine only. */
export interface DeviceChoices {
  readonly microphone: string | null;
  readonly camera: string | null;
  readonly speaker: string | null;
  /** Where the ringtone and the other tones sound. */
  readonly ringer: string | null;
}

const KEY = 'ringback.devices';
export const SYSTEM_DEFAULTS: DeviceChoices = { microphone: null, camera: null, speaker: null, ringer: null };

export function loadChoices(storage: Storage | null = machineStorage()): DeviceChoices {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return SYSTEM_DEFAULTS;
    const fields = kept as Record<string, unknown>;
    const text = (value: unknown) => (typeof value === 'string' ? value : null);
    return { microphone: text(fields['microphone']), camera: text(fields['camera']), speaker: text(fields['speaker']), ringer: text(fields['ringer']) };
  } catch {
    return SYSTEM_DEFAULTS;
  }
}

export function saveChoices(choices: DeviceChoices, storage: Storage | null = machineStorage()): void {
  try {
    storage?.setItem(KEY, JSON.stringify(choices));
  } catch {
    // a full or forbidden storage only means that the choice is not remembered
  }
}

export function machineStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
