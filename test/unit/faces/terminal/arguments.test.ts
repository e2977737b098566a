import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../../../electron/core/model/instant.ts';
import {
  MissingError,
  readArguments,
  readDuration,
  readPairs,
  UsageError,
} from '../../../../electron/faces/terminal/arguments.ts';
import { readInterval } from '../../../../electron/faces/terminal/interval.ts';

const words = (line: string): readonly string[] => line.split(' ').filter((word) => word !== '');

describe('the command line', () => {
  it.each([
    ['orders', 'orders', []],
    ['--json orders', 'orders', []],
    ['orders --json', 'orders', []],
    ['accounts list', 'accounts list', []],
    ['accounts remove 公司账号', 'accounts remove', ['公司账号']],
    ['sync a b', 'sync', ['a', 'b']],
    ['sync', 'sync', []],
    ['demo', 'demo', []],
    ['doctor', 'doctor', []],
    ['watch', 'watch', []],
    ['settings list', 'settings list', []],
    ['export rentals', 'export', ['rentals']],
    ['settings set proxy=none extraCa=', 'settings set', ['proxy=none', 'extraCa=']],
  ])('%s', (line, command, rest) => {
    expect(readArguments(words(line))).toMatchObject({ command, words: rest, json: line.includes('--json') });
  });

  it('takes options after their command', () => {
    expect(
      readArguments(['orders', '--query', '训练 机', '--status', 'paid', '--account', 'A b', '--data-dir', '/data']),
    ).toMatchObject({
      options: { query: '训练 机', status: 'paid', account: 'A b' },
      dataDir: '/data',
    });
  });

  it('takes several settings and secrets, in their order', () => {
    const line = words(
      'accounts add --provider qiniu --label x --set regionId=z0 --set orderHashes=a,b --secret accessKey --secret secretKey --no-test --allow-http',
    );
    expect(readArguments(line).options).toMatchObject({
      provider: 'qiniu',
      set: ['regionId=z0', 'orderHashes=a,b'],
      secret: ['accessKey', 'secretKey'],
      'no-test': true,
      'allow-http': true,
    });
  });

  it('a value may look like anything behind an equals sign', () => {
    expect(readArguments(['orders', '--query=--json = x']).options.query).toBe('--json = x');
    expect(readArguments(['orders', '--query=']).options.query).toBe('');
  });

  it.each(['', '--help', 'orders --help', '-h', 'help', 'help rentals', 'help accounts add'])(
    'asks for help: "%s"',
    (line) => {
      expect(readArguments(words(line)).command).toBe('help');
    },
  );

  it('asks for the version, alone', () => {
    expect(readArguments(['--version'])).toMatchObject({ command: 'version', json: false });
    expect(readArguments(['--version', '--json'])).toMatchObject({ command: 'version', json: true });
    expect(readArguments(['--version', '--help']).command).toBe('help');
    expect(() => readArguments(['orders', '--version'])).toThrow(UsageError);
  });

  it.each([
    'nonsense',
    'accounts',
    'accounts destroy',
    'settings',
    'settings drop',
    'settings list proxy',
    'toString',
    'constructor',
    'orders --nonsense',
    'orders --json=yes',
    'orders --query',
    'orders --upcoming 7d',
    'rentals --format csv',
    'accounts list --provider qiniu',
    'sync --query x',
    'orders extra',
    'accounts list extra',
    'doctor now',
    'export ics',
    'export rentals orders',
    'demo demo',
  ])('is wrong: %s', (line) => {
    expect(() => readArguments(words(line))).toThrow(UsageError);
  });
});

describe('help for a command', () => {
  it.each([
    ['help accounts add', 'accounts add'],
    ['help sync', 'sync'],
    ['sync --help', 'sync'],
  ])('%s', (line, command) => {
    expect(readArguments(words(line)).words).toEqual([command]);
  });

  it('that there is not is wrong usage', () => {
    expect(() => readArguments(words('help nonsense'))).toThrow(UsageError);
  });
});

describe('the parser’s own refusals', () => {
  const refusal = (line: string): unknown => {
    try {
      return readArguments(words(line));
    } catch (error) {
      return error;
    }
  };

  it.each([
    ['rentals --ending-within', '--ending-within …'],
    ['rentals --ending-within --json', '--ending-within …'],
    ['accounts add --label a --provider', '--provider …'],
  ])('%s lacks a value, which is said in our words', (line, detail) => {
    expect(refusal(line)).toBeInstanceOf(MissingError);
    expect(refusal(line)).toMatchObject({ message: detail });
  });

  it.each(['orders --data-dir=', 'accounts list --data-dir='])('%s lacks its folder', (line) => {
    expect(refusal(line)).toBeInstanceOf(MissingError);
    expect(refusal(line)).toMatchObject({ message: '--data-dir …' });
  });

  it.each([
    'accounts add --provider wolover --label x --secret apiKey sk-0123456789',
    'accounts add --json=sk-0123456789',
    'accounts add --no-test=sk-0123456789 --label',
  ])('a key that may have been typed in the wrong localeSetting is not repeated: %s', (line) => {
    expect(String(refusal(line))).not.toContain('sk-');
  });

  it('a pair that is none is not repeated behind an option', () => {
    expect(() => readPairs(['sk-0123456789'], 'set')).toThrow(/^--set …$/);
    expect(() => readPairs(['=sk-0123456789'], 'set')).toThrow(/^--set …$/);
  });

  it('a switch that is given a value is named', () => {
    expect(refusal('orders --json=yes')).toMatchObject({ message: '--json=…', choices: ['--json'] });
  });
});

describe('wrong usage names the choices', () => {
  const choices = (line: string): readonly string[] => {
    try {
      readArguments(words(line));
    } catch (error) {
      if (error instanceof UsageError) return error.choices;
    }
    throw new Error('understood');
  };

  it.each([
    ['frobnicate', 'doctor'],
    ['accounts destroy', 'accounts remove'],
    ['settings', 'settings set'],
    ['rentals --colour', '--ending-within'],
    ['rentals --colour=red', '--ending-within'],
    ['orders -x', '--query'],
    ['--colour', '--json'],
    ['rentals --format csv', '--status'],
    ['export money', 'reminders'],
  ])('%s', (line, choice) => {
    expect(choices(line)).toContain(choice);
  });

  it('of its own command alone', () => {
    expect(choices('accounts destroy').every((command) => command.startsWith('accounts '))).toBe(true);
    expect(choices('rentals --colour')).not.toContain('--format');
  });
});

describe('durations', () => {
  it.each([
    ['15m', 15 * minute],
    ['12h', 12 * hour],
    ['7d', 7 * day],
    ['2w', 14 * day],
    ['0d', 0],
    ['365d', 365 * day],
  ])('%s', (text, expected) => {
    expect(readDuration(text, 'upcoming')).toBe(expected);
  });

  it.each([
    '',
    '7',
    'd',
    '7 d',
    '-7d',
    '+7d',
    '1.5h',
    '7D',
    '7days',
    '7d12h',
    '１d',
    '1y',
    '9999999999999999d',
    '7d\n',
  ])('is none: "%s"', (text) => {
    expect(() => readDuration(text, 'upcoming')).toThrow(UsageError);
  });
});

describe('how often an account is asked', () => {
  it.each(['5x', '7d', '30s', '0m', '25h'])('%s is refused with the range', (text) => {
    expect(() => readInterval(text)).toThrow(expect.objectContaining({ choices: ['1m–24h'] }));
  });

  it.each([
    ['1m', minute],
    ['1d', day],
  ])('%s is taken', (text, ms) => {
    expect(readInterval(text)).toBe(ms);
  });
});

describe('NAME=VALUE', () => {
  it('splits at the first equals sign and keeps the rest as it is', () => {
    expect(readPairs(['a=b=c', 'empty=', 'spaced= x '], 'set')).toEqual({ a: 'b=c', empty: '', spaced: ' x ' });
  });

  it.each(['a', '=b', ''])('is wrong: "%s"', (text) => {
    expect(() => readPairs([text], 'set')).toThrow(UsageError);
    expect(() => readPairs([text])).toThrow(UsageError);
  });
});

describe('what may be a key', () => {
  const key = 'sk-0123456789abcdef0123';

  it.each([
    [`orders ${key}`],
    [`doctor ${key}`],
    [key],
    [`accounts ${key}`],
    [`settings ${key}`],
    [`--${key}`],
    [`orders --${key}=x`],
    [`export ${key}`],
    [`orders --json=${key}`],
  ])('is not repeated: %s', (line) => {
    expect(() => readArguments(line.split(' '))).toThrow(UsageError);
    expect(() => readArguments(line.split(' '))).not.toThrow(key);
  });

  it.each([
    [[key], undefined],
    [['proxy'], undefined],
    [[key], 'set'],
  ])('is not repeated where NAME=VALUE is typed: %s', (texts, option) => {
    expect(() => readPairs(texts, option)).toThrow(UsageError);
    expect(() => readPairs(texts, option)).not.toThrow(key);
  });

  it.each([
    ['--requests-per-hour', '--requests-per-hour'],
    ['proxy=socks5://x.example:1', 'proxy=socks5://x.example:1'],
    ['proxy=http://10.0.0.1:99999', 'proxy=http://10.0.0.1:99999'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    [`proxy=http://${key}`, 'proxy=http://…'],
    [`http://${key}:8080/`, 'http://…'],
    [`http://x.example/${key}`, 'http://x.example/…'],
    ['http://x.example/short', 'http://x.example/…'],
    [`https://x/?k=${key}`, 'https://x/…'],
    [`https://x#${key}`, 'https://x/…'],
    [`https://${key}@x.example`, 'https://x.example'],
    [`https://${key}.x.example/a`, 'https://…'],
    [`${key}://x.example`, '…'],
    [`x_${key}://x`, '…'],
    [`proxy=${key}`, 'proxy=…'],
    [`${key}=`, '…'],
    [`--every ${key}`, '--every …'],
    ['accounts lsit', 'accounts lsit'],
    ['订单订单订单订单订单订单订单订单', '订单订单订单订单订单订单订单订单'],
  ])('%s is shown as %s', (typed, shown) => {
    expect(new UsageError(typed).message).toBe(shown);
  });
});
