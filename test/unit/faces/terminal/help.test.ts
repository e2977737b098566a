import { describe, expect, it } from 'vitest';
import { speakIn } from '../../../../electron/core/words/words.ts';
import { providers } from '../../../../electron/providers/registry.ts';
import { readArguments } from '../../../../electron/faces/terminal/arguments.ts';
import { helpText } from '../../../../electron/faces/terminal/help.ts';

const help = (line: string, locale: 'en' | 'zh-CN' = 'en'): string => {
  speakIn(() => locale);
  return helpText(providers, readArguments(line.split(' ')).words[0] ?? null);
};

describe('help', () => {
  it('names every command, secret and setting', () => {
    const text = help('--help');
    for (const { description } of providers) {
      for (const { name } of [...description.credentials, ...description.settings]) expect(text).toContain(name);
    }
    expect(text).toContain('sync [LABEL …] [--set NAME=VALUE …]');
  });

  it.each(['en', 'zh-CN'] as const)('of accounts add explains what each provider takes, in %s', (locale) => {
    const text = help('accounts add --help', locale);
    for (const { description } of providers) {
      for (const { name } of description.credentials) expect(text).toContain(`--secret ${name}`);
      for (const { name, role, choices, parameter } of description.settings) {
        if (role === 'round') continue;
        expect(text).toContain(`--set ${name}=`);
        expect(text).toContain(parameter ?? '');
        for (const { value } of choices) expect(text).toContain(`      ${value}`);
      }
    }
    expect(text).not.toMatch(/provider_|cli_/);
    expect(text).not.toContain('--set page=');
  });

  it.each(['en', 'zh-CN'] as const)('of one command is what the list says of it, in %s', (locale) => {
    const text = help('help rentals', locale);
    expect(text.split('\n')[0]).toMatch(/^leasebell-cli rentals \[--query /);
    expect(text).toContain('--json');
    expect(text).toContain('open-ended');
    expect(text).not.toContain('resources');
    expect(help('orders --help', locale)).toContain('refunded');
  });

  it.each(['en', 'zh-CN'] as const)('is there for every command, in %s', (locale) => {
    const commands = help('--help', locale).match(/^ {2}[a-z]+(?: (?:add|list|set|test|remove|intend|end)\b)?/gm) ?? [];
    const ids: readonly string[] = providers.map(({ description }) => description.id);
    expect(commands.length).toBeGreaterThan(18);
    for (const command of commands.map((each) => each.trim()).filter((each) => !ids.includes(each)))
      expect(help(`help ${command}`, locale), command).toMatch(new RegExp(`^leasebell-cli ${command.split(' ')[0]}`));
  });

  it('of a word that several begin with is all of theirs', () => {
    for (const asked of ['help rental', 'help rental label'])
      expect(help(asked).match(/^leasebell-cli rental \w+/gm)).toHaveLength(6);
    expect(help('help accounts')).toContain('leasebell-cli accounts remove LABEL');
  });

  it('of sync has only what can differ for one round', () => {
    const text = help('sync --help');
    for (const name of ['status', 'pageNum', 'payType', 'size', 'page', 'createdFrom']) {
      expect(text).toContain(`--set ${name}=`);
    }
    for (const name of ['durationUnit', 'version', 'orderHashes']) expect(text).not.toContain(`--set ${name}=`);
  });
});
