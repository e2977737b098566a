import type { Failure } from '../../core/model/failure.ts';
import type { ChannelHealth } from '../../core/model/reminder.ts';
import type { HealthReport } from '../../program/health-report.ts';
import type { Versions } from '../../edges/system/versions.ts';

/** What `doctor` found; nothing secret, nothing of a provider's answers. */
export interface DoctorReport extends HealthReport {
  readonly versions: Versions;
  /** Versions below what the program needs, one line each. */
  readonly outdated: readonly string[];
  readonly keychain: { readonly ok: boolean; readonly failure: Failure | null };
  readonly notifications: readonly ChannelHealth[];
  readonly tray: boolean;
  readonly network: 'up' | 'down';
  /** The setting (`manual` with its address), and the proxy of https requests that `system` leads to here; never a password. */
  readonly proxy: {
    readonly mode: 'system' | 'none' | 'manual';
    readonly address: string | null;
    readonly failure: Failure | null;
  };
  /** The file of extra certificates (null when the setting is damaged) and why it cannot be used; null without one. */
  readonly extraCa: { readonly path: string | null; readonly failure: Failure | null } | null;
  readonly store: {
    readonly ok: boolean;
    readonly exists: boolean;
    readonly accounts: number;
    readonly orders: number;
    /** Rows that cannot be read, as far as they were looked at; each is named beside the answer. */
    readonly damagedRows: number;
    readonly failure: Failure | null;
  };
}
