import { Emitter } from '../base/emitter.js';
import { machineStorage, type DeviceChoices, loadChoices, saveChoices } from '../media/device-choices.js';

export interface Settings {
  readonly ringtone: boolean;
  /** 0 to 1. */
  readonly volume: number;
  readonly notifications: boolean;
  readonly doNotDisturb: boolean;
}

const KEY = 'ringback.settings';
const DEFAULTS: Settings = { ringtone: true, volume: 0.8, notifications: true, doNotDisturb: false };

/** What this person prefers on this machine; written through to local storage. */
export class SettingsStore extends Emitter<{ change: Settings }> {
  readonly #storage: Storage | null;
  #settings: Settings;
  #devices: DeviceChoices;

  constructor(storage: Storage | null = machineStorage()) {
    super();
    this.#storage = storage;
    this.#settings = read(storage);
    this.#devices = loadChoices(storage);
  }

  get now(): Settings {
    return this.#settings;
  }

  get devices(): DeviceChoices {
    return this.#devices;
  }

  change(changes: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...changes };
    try {
      this.#storage?.setItem(KEY, JSON.stringify(this.#settings));
    } catch {
      // not remembered, still in force on this page
    }
    this.emit('change', this.#settings);
  }

  chooseDevice(changes: Partial<DeviceChoices>): void {
    this.#devices = { ...this.#devices, ...changes };
    saveChoices(this.#devices, this.#storage);
    this.emit('change', this.#settings);
  }
}

function read(storage: Storage | null): Settings {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(KEY) ?? '{}');
    const fields = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
    const flag = (name: keyof Settings) => (typeof fields[name] === 'boolean' ? fields[name] : (DEFAULTS[name] as boolean));
    const volume = fields['volume'];
    return {
      ringtone: flag('ringtone'),
      notifications: flag('notifications'),
      doNotDisturb: flag('doNotDisturb'),
      volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : DEFAULTS.volume,
    };
  } catch {
    return DEFAULTS;
  }
}
