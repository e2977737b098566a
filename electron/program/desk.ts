import type { View } from '../contract/channels.ts';
import type { Failure, Result } from '../core/model/failure.ts';
import type { RentalId } from '../core/model/ids.ts';
import type { ChannelHealth } from '../core/model/reminder.ts';
import type { Locale, Settings } from '../core/model/settings.ts';
import type { Engine } from '../engine/engine.ts';

/** What the window's requests are answered from: the running program, seen from its desk. */
export interface Desk {
  readonly version: string;
  /** The engine that is shown: the user's own, or the demo's. */
  engine(): Engine;
  /** The user's own engine, also while the demo is shown. */
  ownEngine(): Engine;
  isDemo(): boolean;
  enterDemo(): Promise<Result<null>>;
  leaveDemo(): Promise<Result<null>>;
  settings(): Settings;
  changeSettings(changed: Partial<Settings>): Settings;
  locale(): Locale;
  isOnline(): boolean;
  hasTray(): boolean;
  channels(): Promise<readonly ChannelHealth[]>;
  /** Shows the user what a notification looks like, so that the first one that matters finds a way that works; says which account they will be about. */
  tryChannels(account: string): Promise<void>;
  vaultFailure(): Failure | null;
  /** Opens the file with the notices of the libraries inside the program. */
  openNotices(): Promise<Result<null>>;
  /** What a notification or the tray asked to see; asked once, then forgotten. */
  takeView(): { readonly rentalId: RentalId | null; readonly view: View | null };
}
