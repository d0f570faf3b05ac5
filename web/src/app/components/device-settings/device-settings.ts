import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Scope } from '../../base/scope.js';
import type { SettingsStore } from '../../client/settings.js';
import type { DeviceChoices } from '../../media/device-choices.js';
import { NO_DEVICES, watchDevices, type DeviceList } from '../../media/devices.js';
import { define, RingbackElement } from '../element.js';
import { buttons, switches, theme } from '../theme.styles.js';

type Device = keyof DeviceChoices;

/**
 * Which devices are used, and what rings and how loud.
 *
 * @element ringback-device-settings
 * @attr devices-only - the device menus alone, for use in a call
 * @fires ringback-device - `detail.device`, `detail.id` (null: the system's default)
 * @fires ringback-test-sound
 */
export class RingbackDeviceSettings extends RingbackElement {
  static override styles = [
    theme,
    buttons,
    switches,
    css`
      :host {
        display: grid;
        gap: 14px;
      }
      :host([devices-only]) {
        --_ink: var(--_on-stage);
      }
      h3 {
        margin: 0;
        font-weight: 650;
        padding-block-start: 8px;
        font-size: var(--_rem);
      }
      label {
        display: grid;
        gap: 4px;
        font-size: calc(0.875 * var(--_rem));
        font-weight: 600;
      }
      select {
        inline-size: 100%;
        min-block-size: 44px;
        padding-inline: 12px;
        border: 1px solid color-mix(in srgb, currentColor 45%, transparent);
        border-radius: 12px;
        background: var(--_surface);
        color: var(--_text);
        font-weight: 400;
        text-overflow: ellipsis;
      }
      .switch {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: 2px 16px;
        min-block-size: 44px;
        font-weight: 500;
        font-size: calc(0.9375 * var(--_rem));
      }
      .switch small {
        grid-column: 1;
        color: var(--_text-2);
        font-weight: 400;
      }
      input[type='checkbox'] {
        grid-column: 2;
        grid-row: 1;
      }
      input[type='range'] {
        inline-size: 100%;
        min-block-size: 44px;
        margin: 0;
        accent-color: var(--_accent);
      }
      .button {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) settings: SettingsStore | null = null;
  @property({ type: Boolean, attribute: 'devices-only' }) devicesOnly = false;

  @state() private devices: DeviceList = NO_DEVICES;
  @state() private permission: NotificationPermission = 'default';

  #off: (() => void) | null = null;

  protected override connected(scope: Scope): void {
    watchDevices(scope, (devices) => (this.devices = devices));
    scope.add(() => this.#off?.());
    this.#follow();
    this.permission = 'Notification' in window ? Notification.permission : 'denied';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('settings')) this.#follow();
  }

  #follow(): void {
    this.#off?.();
    this.#off = this.settings?.on('change', () => this.requestUpdate()) ?? null;
  }

  protected override render() {
    const { settings } = this;
    if (!settings) return nothing;
    return html`
      ${this.devicesOnly ? nothing : html`<h3>${this.t('settings.devices')}</h3>`}
      ${this.#select('microphone', this.devices.microphones)} ${this.#select('camera', this.devices.cameras)}
      ${this.devices.speakers.length > 0 ? this.#select('speaker', this.devices.speakers) : nothing}
      ${this.devicesOnly ? nothing : this.#attention(settings)}
    `;
  }

  #select(device: Device, list: readonly MediaDeviceInfo[]) {
    const chosen = this.settings?.devices[device] ?? null;
    const named = list.filter((one) => one.deviceId !== 'default');
    const system = list.find((one) => one.deviceId === 'default');
    const name = this.t('settings.default');
    return html`<label>${this.t(`settings.${device}`)}
      <select @change=${(event: Event) => this.#choose(device, (event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${chosen === null}>${system?.label ? `${name} (${system.label.replace(/^Default - /, '')})` : name}</option>
        ${named.map((one, index) => html`<option value=${one.deviceId} ?selected=${one.deviceId === chosen}>${one.label || `${this.t(`settings.${device}`)} ${index + 1}`}</option>`)}
      </select>
    </label>`;
  }

  #choose(device: Device, id: string): void {
    const chosen = id === '' ? null : id;
    if (this.tell('ringback-device', { device, id: chosen })) this.settings?.chooseDevice({ [device]: chosen });
  }

  #attention(settings: SettingsStore) {
    const { ringtone, volume, notifications, doNotDisturb } = settings.now;
    return html`
      <h3>${this.t('settings.sound')}</h3>
      ${this.#switch('settings.ringtone', ringtone, (on) => settings.change({ ringtone: on }))}
      <label>${this.t('settings.volume')}
        <input type="range" min="0" max="1" step="0.05" .value=${String(volume)} ?disabled=${!ringtone}
          @change=${(event: Event) => settings.change({ volume: Number((event.target as HTMLInputElement).value) })} />
      </label>
      ${this.devices.speakers.length > 0 && 'setSinkId' in AudioContext.prototype ? this.#select('ringer', this.devices.speakers) : nothing}
      <button class="button" type="button" @click=${() => this.tell('ringback-test-sound')}>${this.t('settings.test')}</button>
      ${this.#switch('settings.notifications', notifications && this.permission === 'granted', (on) => void this.#notify(settings, on),
        this.permission === 'denied' ? this.t('settings.notifications.blocked') : '')}
      ${this.#switch('settings.dnd', doNotDisturb, (on) => settings.change({ doNotDisturb: on }), this.t('settings.dnd.help'))}
    `;
  }

  #switch(key: Parameters<RingbackElement['t']>[0], on: boolean, change: (on: boolean) => void, help = '') {
    return html`<label class="switch">${this.t(key)}
      <input type="checkbox" .checked=${on} @change=${(event: Event) => change((event.target as HTMLInputElement).checked)} />
      ${help ? html`<small>${help}</small>` : nothing}
    </label>`;
  }

  /** The browser is asked here, after a click that gives the reason, and never on load. */
  async #notify(settings: SettingsStore, on: boolean): Promise<void> {
    settings.change({ notifications: on });
    if (!on || !('Notification' in window) || Notification.permission !== 'default') return;
    this.permission = await Notification.requestPermission();
  }
}

define('ringback-device-settings', RingbackDeviceSettings);
