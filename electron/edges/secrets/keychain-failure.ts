import type { Failure } from '../../core/model/failure.ts';

/**
 * What a keychain's error means. Their sentences are the only thing that libsecret, the macOS Keychain and the Windows
 * Credential Manager give; they are matched here and not passed on.
 */
export const keychainFailureOf = (error: unknown): Failure => {
  const text = error instanceof Error ? error.message : String(error);
  if (/autolaunch|could not connect|connection (is closed|refused)|bus address|no such file/i.test(text)) {
    return { code: 'vault.unavailable', detail: 'no-bus' };
  }
  if (
    /not provided by any|ServiceUnknown|no such (secret )?collection|object path|does not exist at path/i.test(text)
  ) {
    return { code: 'vault.unavailable', detail: 'no-service' };
  }
  if (/locked|interaction is not allowed|-25308/i.test(text)) return { code: 'vault.locked' };
  if (/dismiss|denied|cancel|authoriz|not allowed|auth failed|-128|-25293/i.test(text)) return { code: 'vault.denied' };
  return { code: 'vault.unavailable', detail: 'keychain-error' };
};
