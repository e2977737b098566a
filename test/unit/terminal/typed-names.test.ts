import { describe, expect, it } from 'vitest';
import { providers } from '../../../electron/providers/registry.ts';
import { UsageError } from '../../../electron/terminal/arguments.ts';
import { checkNewNames, checkSettingNames, keptFields } from '../../../electron/terminal/typed-names.ts';

const refusal = (work: () => void): UsageError => {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('taken');
};
const none = { settings: [], secrets: [] };

describe('names that were typed for a new account', () => {
  it('are those of a provider, by the names of its document too', () => {
    const typed = {
      wolover: { settings: ['durationUnit'], secrets: ['apiKey'] },
      qiniu: { settings: ['regionId', 'RegionID'], secrets: ['accessKey', 'secretKey'] },
    };
    expect(() => checkNewNames('wolover', typed.wolover, providers)).not.toThrow();
    expect(() => checkNewNames('qiniu', typed.qiniu, providers)).not.toThrow();
  });

  it.each(['nobody', '', 'Qiniu', 'constructor'])('a provider %j is unknown: all are named', (id) => {
    expect(refusal(() => checkNewNames(id, none, providers)).choices).toEqual(
      providers.map(({ description }) => description.id),
    );
  });

  it('an unknown setting or key part is wrong usage: those of this provider are named', () => {
    const setting = refusal(() => checkNewNames('wolover', { ...none, settings: ['colour'] }, providers));
    expect([setting.message, setting.choices]).toEqual(['--set colour', expect.arrayContaining(['durationUnit'])]);
    expect(setting.choices).not.toContain('regionId');
    const secret = refusal(() => checkNewNames('qiniu', { ...none, secrets: ['accessKey', 'password'] }, providers));
    expect([secret.message, secret.choices]).toEqual(['--secret password', ['accessKey', 'secretKey']]);
  });

  it('of an account whose provider the program no longer knows nothing is refused by name', () => {
    expect(() => checkSettingNames(['colour'], keptFields('gone', providers))).not.toThrow();
  });
});
