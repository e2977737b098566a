import type { EventEmitter } from 'node:events';
import { sessionBus, type MessageBus } from '@homebridge/dbus-native';

/** A method call as it arrives; handlers get it after the call's own arguments. */
export interface BusMessage {
  readonly sender: string;
}

/** What an exported object offers: member → argument signature, result signature (methods), argument signature (signals), signature (properties). */
export interface BusInterface {
  readonly name: string;
  readonly methods: Readonly<Record<string, readonly [string, string]>>;
  readonly signals: Readonly<Record<string, readonly [string]>>;
  readonly properties: Readonly<Record<string, string>>;
}

declare module '@homebridge/dbus-native' {
  /** Missing in the package's own types, like the members below. */
  export function sessionBus(options?: { readonly busAddress?: string }): MessageBus;
  interface MessageBus {
    readonly signals: EventEmitter;
    exportInterface(implementation: object, path: string, description: BusInterface): void;
    sendSignal(path: string, face: string, name: string, signature: string, body: readonly unknown[]): void;
    mangle(path: string, face: string, member: string): string;
  }
}

/** A method call to make. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

const driver = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/** The test's own connection to the session bus, or to the bus at an address. */
export class SessionBus {
  readonly #bus: MessageBus;

  /** Joins the bus at `address`, that of the session when it is left out. */
  constructor(address?: string) {
    this.#bus = sessionBus(address === undefined ? {} : { busAddress: address });
  }

  /** Calls a method and answers its results; rejects with the error's name. */
  call(call: BusCall): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      this.#bus.invoke(call, (error, ...results: readonly unknown[]) => {
        if (error) reject(new Error(`${call.member}: ${error.name} ${String(error.message)}`));
        else resolve(results);
      });
    });
  }

  /** Offers an object on the bus. */
  offer(path: string, description: BusInterface, implementation: object): void {
    this.#bus.exportInterface(implementation, path, description);
  }

  /** Takes a well-known name, from a former owner too. */
  async own(name: string): Promise<void> {
    const replaceWithoutQueue = 1 | 2 | 4;
    await this.call({ ...driver, member: 'RequestName', signature: 'su', body: [name, replaceWithoutQueue] });
  }

  /** Gives a name back, as if its program had ended. */
  async disown(name: string): Promise<void> {
    await this.call({ ...driver, member: 'ReleaseName', signature: 's', body: [name] });
  }

  /** Sends a signal to everybody who listens. */
  send(path: string, face: string, name: string, signature: string, body: readonly unknown[]): void {
    this.#bus.sendSignal(path, face, name, signature, body);
  }

  /** Calls back with the name of each program that leaves the bus. */
  async onLeave(listener: (name: string) => void): Promise<void> {
    const member = 'NameOwnerChanged';
    const rule = `type='signal',interface='${driver.interface}',member='${member}'`;
    await this.call({ ...driver, member: 'AddMatch', signature: 's', body: [rule] });
    this.#bus.signals.on(this.#bus.mangle(driver.path, driver.interface, member), ([name, , owner]: string[]) => {
      if (name !== undefined && owner === '') listener(name);
    });
  }

  /** Leaves the bus. */
  close(): void {
    this.#bus.connection.stream.end();
  }
}
