import type { Account } from '../../core/model/account.ts';
import type { Failure } from '../../core/model/failure.ts';
import { isNarrowed } from '../../core/ports/declared-settings.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { Provider, ResourcesReading, RoundReading } from '../../core/ports/provider.ts';
import type { OneRound } from './ports.ts';

/** Whether the settings of one round limit it to some orders. */
export const isNarrowedRound = (account: Account, settings: OneRound, providers: readonly Provider[]): boolean => {
  const provider = providerOf(account.provider, providers);
  return provider !== null && isNarrowed(provider.description, settings);
};

/** Returns a reading as that of a part: it says nothing about the rest. */
export const partOf = (reading: RoundReading): RoundReading => ({
  ...reading,
  settled: false,
  ...(reading.resources === undefined ? {} : { resources: unsettledLists(reading.resources) }),
  warnings: [...reading.warnings, { code: 'round.narrowed' }],
});

const unsettledLists = ({ resources, lists }: ResourcesReading): ResourcesReading => ({
  resources,
  lists: lists.map(({ list, outcome }) => ({ list, outcome: outcome === 'settled' ? 'unsettled' : outcome })),
});

/** Whether a failure may be the fault of what only this round asked for. */
export const mayConcernPart = ({ code }: Failure): boolean =>
  code === 'provider.refused' || code === 'provider.unexpected-answer' || code === 'input.invalid';
