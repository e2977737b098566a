import type { Failure } from '../../core/model/failure.ts';

/** Carries a failure through electron-updater, which knows errors alone. */
export class UpdateError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Turns what the network failed with into the failure of an update: the network's own sentences are about providers and keys. */
export const feedFailure = (failure: Failure): Failure => {
  const detail = failure.detail === undefined ? {} : { detail: failure.detail };
  if (failure.code === 'cancelled') return { code: 'cancelled' };
  if (failure.code === 'network.offline') return { code: 'update.unreachable', reason: 'offline', ...detail };
  if (failure.code === 'network.proxy') return { code: 'update.unreachable', reason: 'proxy', ...detail };
  if (failure.code === 'network.tls') return { code: 'update.unreachable', reason: 'tls', ...detail };
  if (failure.code === 'provider.unexpected-answer' && failure.redirectedTo !== undefined)
    return { code: 'update.refused', reason: 'elsewhere', detail: failure.redirectedTo };
  return failure.code === 'provider.unexpected-answer'
    ? { code: 'update.unreadable' }
    : { code: 'update.unreachable', ...detail };
};

/** Returns the failure of a response that brought nothing. */
export const statusFailure = (status: number): Failure => ({
  code: 'update.unreachable',
  ...(status === 404 || status === 410 ? { reason: 'missing' } : {}),
  detail: `HTTP ${String(status)}`,
});

/** What electron-updater calls what it cannot read. */
const unreadable: readonly string[] = [
  'ERR_UPDATER_INVALID_UPDATE_INFO',
  'ERR_UPDATER_INVALID_VERSION',
  'ERR_UPDATER_NO_CHECKSUM',
  'ERR_UPDATER_NO_FILES_PROVIDED',
  'ERR_UPDATER_ZIP_FILE_NOT_FOUND',
  'ERR_UPDATER_WEB_INSTALLER_DISABLED',
];

/** Turns what electron-updater, the system or our own way threw into a failure; a bug is thrown on. */
export const updateFailure = (error: unknown): Failure => {
  if (error instanceof UpdateError) return error.failure;
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (unreadable.includes(code)) return { code: 'update.unreadable' };
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') return { code: 'update.refused', reason: 'signature' };
  // The system's own errors, of files and programs.
  if ('syscall' in error) return { code: 'update.not-installed', detail: code };
  throw error;
};
