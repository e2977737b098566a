import { randomBytes, randomUUID } from 'node:crypto';
import { SecretsRead } from '../core/model/secrets-read.ts';
import { accountIdOf, type AccountId } from '../core/model/ids.ts';
import { success, type Result } from '../core/model/failure.ts';
import type { LocaleSetting } from '../core/words/instants.ts';
import type { EngineParts } from '../engine/engine-parts.ts';
import { Engine } from '../engine/engine.ts';
import type { ChannelChain } from '../channels/chain.ts';
import { buttonsFor } from '../core/words/ring-buttons.ts';
import { notificationBytesOn, reminderTexts } from '../core/words/reminder-facts.ts';
import { summaryText } from '../core/words/summary-text.ts';
import type { Notification } from '../core/ports/channel.ts';
import type { Notifier, Ring } from '../core/reminders/ring.ts';
import { runningOver, type Running } from '../program/running/running.ts';
import { wishQueuePathOf } from '../edges/store/wish-queue.ts';
import { openForWriting, type OpenStore } from '../edges/store/open.ts';
import { chance } from '../edges/system/chance.ts';
import { awakeClock, type Clock } from '../edges/system/clock.ts';
import { followFile } from '../edges/system/follow-file.ts';
import { dataFiles } from '../edges/system/paths.ts';

/** What differs between the app, its demo and the terminal program. */
export interface Composition extends Pick<
  EngineParts,
  'vault' | 'providers' | 'openHttp' | 'online' | 'news' | 'log' | 'onSettings'
> {
  readonly clock: Clock;
  /** Language and zone of what is shown, asked anew each time. */
  readonly localeSetting: () => LocaleSetting;
  readonly channels: ChannelChain;
  /** Somebody calls the engine's `sleep` and `awoke` as the computer sleeps and wakes. */
  readonly toldOfSleep?: boolean;
  /** A notification was clicked. */
  readonly onActivate: (ring: Ring) => void;
  /** Opens the console of a provider; nothing where no notification has buttons. */
  readonly openConsole?: (address: string) => void;
}

/** Returns the id of a new account: eight hexadecimal digits by chance. */
export const newAccountId = (): AccountId => accountIdOf(randomBytes(4).toString('hex'));

/** What is composed: the program for the faces, and its engine for what the composition itself does with it. */
export interface ComposedEngine {
  readonly running: Running;
  readonly engine: Engine;
}

/** Opens the store in a folder and puts the engine and the program together over it. Fails as opening the store does. */
export const compose = ({ folder, ...parts }: Composition & { readonly folder: string }): Result<ComposedEngine> => {
  const store = openForWriting(dataFiles(folder).store, parts.clock.now());
  return store.ok ? success(composeOver(store.value, parts)) : store;
};

/** Puts the engine and the program together over an open store, which the engine closes. */
export const composeOver = (
  store: OpenStore,
  {
    clock,
    localeSetting,
    channels,
    toldOfSleep = false,
    onActivate,
    openConsole = () => undefined,
    ...parts
  }: Composition,
): ComposedEngine => {
  const maxBytes = notificationBytesOn(process.platform);
  const engine = new Engine({
    ...parts,
    store,
    secretsRead: new SecretsRead(),
    now: () => clock.now(),
    awake: awakeClock(process.platform, toldOfSleep),
    random: chance,
    nonce: randomUUID,
    timeZone: () => localeSetting().timeZone,
    newAccountId,
    texts: reminderTexts(localeSetting, maxBytes),
    summaryOf: (entries) =>
      summaryText(
        entries.map(({ heading }) => heading),
        { ...localeSetting(), maxBytes },
      ),
    notifier: notifierOver(channels, {
      ...{ running: () => running, onActivate, openConsole, now: () => clock.now() },
      consoleOf: (id) =>
        parts.providers.find(({ description }) => description.id === id)?.description.consoleUrl ?? null,
    }),
  });
  const running = runningOver(engine, {
    storePath: store.path,
    follow: (look) => followFile(wishQueuePathOf(store.path), look),
  });
  return { running, engine };
};

interface RingParts {
  readonly running: () => Running;
  readonly onActivate: (ring: Ring) => void;
  readonly openConsole: (address: string) => void;
  /** The address of a provider's console; null where no source gives one. */
  readonly consoleOf: (provider: string) => string | null;
  readonly now: () => number;
}

/** A button's decision that the store refuses must be heard: whoever pressed it believes that it holds. */
const notifierOver = (channels: ChannelChain, parts: RingParts): Notifier => ({
  show: (ring) =>
    channels.show({
      id: ring.ids[0] ?? '',
      title: ring.heading,
      body: ring.body,
      urgent: ring.urgent,
      silent: ring.silent,
      onActivate: () => parts.onActivate(ring),
      buttons: buttonsOf(ring, parts),
    }),
});

const buttonsOf = (
  { subject }: Ring,
  { running, openConsole, consoleOf, now }: RingParts,
): NonNullable<Notification['buttons']> => {
  const address = subject === null ? null : consoleOf(subject.provider);
  return buttonsFor(subject, now(), address !== null).map(({ press, label }) => ({
    label,
    onPress: () => {
      if (press === 'console') {
        if (address !== null) openConsole(address);
        return;
      }
      if (subject === null) return;
      const { life, program } = running();
      void life.showing('decision', () => program.rentals.decideOnRing({ subject, decision: press }));
    },
  }));
};
