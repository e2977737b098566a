import { describe, expect, it } from 'vitest';
import { providers } from '../../../../electron/providers/registry.ts';
import { UsageError } from '../../../../electron/faces/terminal/arguments.ts';
import {
  checkNewNames,
  checkSettingNames,
  checkSettingValues,
  keptFields,
  roundFields,
} from '../../../../electron/faces/terminal/typed-names.ts';

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

  it.each([
    ['--secret', 'apiKey=sk-0123456789'],
    ['--secret', 'sk-0123456789abcdef'],
    ['--set', 'sk-0123456789abcdefghijklmnopqrstuvwxyz'],
  ])('%s: a key in place of a name is not repeated', (option, name) => {
    const typed = { settings: option === '--set' ? [name] : [], secrets: option === '--secret' ? [name] : [] };
    const { message, choices } = refusal(() => checkNewNames('wolover', typed, providers));
    expect(message).toBe(`${option} …`);
    expect(choices).toContain(option === '--set' ? 'durationUnit' : 'apiKey');
  });

  it('of an account whose provider the program no longer knows nothing is refused by name', () => {
    expect(() => checkSettingNames(['colour'], keptFields('gone', providers))).not.toThrow();
  });
});

describe('values that were typed', () => {
  const kept = (id: string) => keptFields(id, providers);
  const round = () => roundFields(providers);

  it.each([
    ['wolover', { durationUnit: 'fortnight' }, 'month'],
    ['wolover', { durationUnit: '' }, 'month'],
    ['wolover', { productUnits: '训练机=fortnight' }, 'PRODUCT=month'],
    ['wolover', { pageSize: 'abc' }, '1–'],
    ['wolover', { pageSize: '5000' }, '1–'],
    ['unicloud', { size: '201' }, '1–200'],
  ])('%s: %j is outside its list or range, which is named', (id, typed, choice) => {
    const { message, choices } = refusal(() => checkSettingValues(typed, kept(id)));
    expect(message).toBe(`--set ${Object.keys(typed)[0] ?? ''}=…`);
    expect(choices.join()).toContain(choice);
    expect(choices).not.toContain('');
  });

  it.each([
    ['status', '77'],
    ['Size', '201'],
    ['create_st', 'yesterday'],
  ])('of one round: %s=%s', (name, value) => {
    expect(refusal(() => checkSettingValues({ [name]: value }, round())).choices).not.toEqual([]);
  });

  it('a key in place of a value is not repeated', () => {
    for (const name of ['productUnits', 'durationUnit', 'pageSize']) {
      const { message } = refusal(() => checkSettingValues({ [name]: 'sk-0123456789' }, kept('wolover')));
      expect(message).toBe(`--set ${name}=…`);
    }
  });

  it('that can be, or that another check answers with its reason, pass', () => {
    checkSettingValues({ durationUnit: 'month', pageSize: '' }, kept('wolover'));
    checkSettingValues({ status: '5', Size: '50', durationUnit: 'fortnight', colour: 'x' }, round());
    checkSettingValues({ durationUnit: 'fortnight' }, kept('gone'));
  });
});
