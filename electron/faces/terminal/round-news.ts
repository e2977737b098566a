import type { Account } from '../../core/model/account.ts';
import type { FailureCode } from '../../core/model/failure.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import type { RoundOutcome, RoundWarning } from '../../core/model/sync.ts';
import { lastingWarnings, warningText } from '../../core/words/warning.ts';
import { t } from '../../core/words/words.ts';
import { failureSentence, type Terminal } from './terminal.ts';

type Told = Pick<RoundOutcome, 'label' | 'provider' | 'failure'> & Partial<Pick<RoundOutcome, 'warnings'>>;

/**
 * Tells of accounts that cannot be read: each kind of failure once, not each round again, and once when a round succeeds. What a round
 * that succeeds warns of is told once when it begins.
 */
export class RoundNews {
  readonly #terminal: Pick<Terminal, 'streams' | 'clock' | 'localeSetting' | 'providers'>;
  readonly #failing = new Map<string, Set<FailureCode>>();
  readonly #warned = new Map<string, ReadonlySet<RoundWarning['code']>>();

  constructor(terminal: Pick<Terminal, 'streams' | 'clock' | 'localeSetting' | 'providers'>) {
    this.#terminal = terminal;
  }

  /** Whether an account cannot be read as things stand. */
  get isFailing(): boolean {
    return this.#failing.size > 0;
  }

  /** What is known of the accounts before the first round; one that is paused is not asked. */
  begin(accounts: readonly Account[]): void {
    for (const account of accounts) if (!account.paused && account.failure !== null) this.hear(account);
  }

  /** A round has ended. One that was told to stop says nothing about its account. */
  hear({ label, provider, failure, warnings = [] }: Told): void {
    const { streams } = this.#terminal;
    const known = this.#failing.get(label);
    if (failure === null) {
      if (this.#failing.delete(label)) streams.err(t.cli_round_again({ label: plainLine(label) }));
      this.#warn(label, lastingWarnings(warnings));
      return;
    }
    if (failure.code === 'cancelled' || known?.has(failure.code) === true) return;
    this.#failing.set(label, (known ?? new Set()).add(failure.code));
    streams.err(`${plainLine(label)}: ${failureSentence(failure, this.#terminal, provider)}`);
  }

  #warn(label: string, warnings: readonly RoundWarning[]): void {
    const known = this.#warned.get(label);
    for (const warning of warnings) {
      if (known?.has(warning.code) !== true)
        this.#terminal.streams.err(`${plainLine(label)}: ${plainLine(warningText(warning))}`);
    }
    this.#warned.set(label, new Set(warnings.map(({ code }) => code)));
  }
}
