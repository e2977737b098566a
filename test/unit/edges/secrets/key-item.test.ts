import { describe, expect, it } from 'vitest';
import { reservedNames } from '../../../../electron/core/model/account.ts';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { checkKeyNames } from '../../../../electron/core/ports/find-provider.ts';
import { providers } from '../../../../electron/providers/registry.ts';
import {
  grantOf,
  isBound,
  itemOf,
  keyItemOf,
  textsOf,
  type KeyItem,
  type Recipient,
} from '../../../../electron/edges/secrets/key-item.ts';
import { memoryVaultFrom } from '../../../../electron/edges/secrets/memory-vault.ts';
import { secretsOf } from '../../../fakes/vault.ts';

const recipient: Recipient = { provider: 'wolover', baseUrl: 'https://rent.example.test', allowHttp: false };
const secrets = secretsOf({ apiKey: 'sk-key' });
const named = (texts: Readonly<Record<string, string>>): KeyItem => {
  const item = keyItemOf({ apiKey: 'sk-key', ...texts });
  if (item === null) throw new Error('no item');
  return item;
};
const changed = (storedFor: string) => ({ ok: false, failure: { code: 'account.address-changed', storedFor } });

describe('a key is given to whom it was stored for', () => {
  it('and says the one address that it may be sent to', () => {
    const grant = grantOf(itemOf(secrets, recipient), recipient);
    expect(grant).toMatchObject({
      ok: true,
      value: { provider: 'wolover', origin: 'https://rent.example.test', baseUrl: 'https://rent.example.test' },
    });
    expect(JSON.stringify(grant)).not.toContain('sk-key');
  });

  it.each([
    ['https://rent.example.test/', 'https://RENT.example.test:443'],
    ['https://rent.example.test/api', 'https://rent.example.test/api/'],
    ['https://租期.example.test', 'https://xn--vpv503b.example.test'],
    ['https://rent.example.test', 'https://rent.example.test/moved/api'],
  ])('%s and %s are the same', (stored, asked) => {
    expect(grantOf(itemOf(secrets, { ...recipient, baseUrl: stored }), { ...recipient, baseUrl: asked }).ok).toBe(true);
  });
});

describe('a key is given to nobody else', () => {
  it.each([
    ['another host', 'https://rent.example.org'],
    ['a host below', 'https://api.rent.example.test'],
    ['a host that begins alike', 'https://rent.example.test.evil.example'],
    ['a host behind credentials', 'https://rent.example.test@evil.example'],
    ['a host that looks alike', 'https://rent.еxample.test'],
    ['plain http', 'http://rent.example.test'],
    ['another port', 'https://rent.example.test:8443'],
    ['this computer', 'http://127.0.0.1:9'],
  ])('%s', (_what, baseUrl) => {
    const asked = { ...recipient, baseUrl, allowHttp: true };
    const answer = grantOf(itemOf(secrets, recipient), asked);
    expect(answer.ok).toBe(false);
    if (!baseUrl.includes('@')) expect(answer).toEqual(changed('https://rent.example.test'));
  });

  it('another path of a host that others share', () => {
    const item = itemOf(secrets, { ...recipient, baseUrl: 'https://shared.example.test/ours' });
    for (const path of ['', '/theirs', '/ours-too', '/ours/../theirs', '/ours%2f..%2ftheirs']) {
      const asked = { ...recipient, baseUrl: `https://shared.example.test${path}` };
      expect(grantOf(item, asked)).toEqual(changed('https://shared.example.test/ours'));
    }
  });

  it('another provider, which would put it elsewhere in its requests', () => {
    expect(grantOf(itemOf(secrets, recipient), { ...recipient, provider: 'qiniu' })).toEqual(
      changed('https://rent.example.test (wolover)'),
    );
  });

  it.each(['', 'rent.example.test', 'file:///etc/passwd', 'https://rent.example.test/?to=evil', 'app://leasebell/'])(
    'what is no address: %s',
    (baseUrl) => {
      expect(grantOf(named({}), { ...recipient, baseUrl })).toEqual({
        ok: false,
        failure: { code: 'input.invalid', field: 'baseUrl', reason: 'not-a-url' },
      });
    },
  );
});

describe('plain http', () => {
  const refusal = { ok: false, failure: { code: 'input.invalid', field: 'baseUrl', reason: 'needs-https' } };
  const open = { ...recipient, baseUrl: 'http://rent.example.test' };

  it('to a public host needs the consent that is kept beside the key; the account’s word is not enough', () => {
    const stored = itemOf(secrets, open);
    expect(grantOf(stored, open)).toEqual(refusal);
    expect(grantOf(stored, { ...open, allowHttp: true })).toEqual(refusal);
    expect(grantOf(itemOf(secrets, { ...open, allowHttp: true }), open)).toMatchObject({ value: { allowHttp: true } });
  });

  it('to this computer and inside a private network needs none', () => {
    for (const baseUrl of ['http://127.0.0.1:8000', 'http://10.1.2.3', 'http://rent.internal']) {
      const near = { ...recipient, baseUrl };
      expect(grantOf(itemOf(secrets, near), near)).toMatchObject({ ok: true, value: { allowHttp: false } });
    }
  });
});

describe('what an item says', () => {
  it('is read as it was written', () => {
    const item = itemOf(secrets, recipient);
    expect(textsOf(item)).toEqual({
      apiKey: 'sk-key',
      origin: 'https://rent.example.test',
      provider: 'wolover',
      allowHttp: 'false',
    });
    expect(keyItemOf(textsOf(item))?.binding).toEqual(item.binding);
    expect([isBound(item), isBound(named({}))]).toEqual([true, false]);
  });

  it.each(reservedNames)('%s is no part of any key', (name) => {
    const [provider] = providers;
    if (provider === undefined) throw new Error('there are providers');
    const description = { ...provider.description, credentials: [{ name, label: 'l', help: 'h' }] };
    expect(() => checkKeyNames([{ ...provider, description }])).toThrow(name);
    expect(checkKeyNames(providers)).toBe(providers);
  });

  it('may be an origin that is none: then it is no item', () => {
    expect(keyItemOf({ apiKey: 'sk-key', origin: 'rent.example.test' })).toBeNull();
  });
});

describe('keys from the environment', () => {
  const vaultOf = (named: Readonly<Record<string, string>>) => {
    const vault = memoryVaultFrom(JSON.stringify({ lab: { apiKey: 'sk-key', ...named } }));
    if (!vault.ok) throw new Error('refused');
    return (facts: Partial<Recipient>) =>
      vault.value.read({ id: accountIdOf('a'), label: 'lab', ...recipient, ...facts });
  };

  it('with an origin go there only, whatever the store says', async () => {
    const read = vaultOf({ origin: 'https://rent.example.test' });
    expect(await read({ baseUrl: 'https://evil.example' })).toEqual(changed('https://rent.example.test'));
    expect(await read({ baseUrl: 'https://rent.example.test/api' })).toMatchObject({ ok: true });
  });

  it('without one are for the first asker, as long as the program runs', async () => {
    const read = vaultOf({});
    expect(await read({ baseUrl: 'not an address' })).toMatchObject({ ok: false });
    expect(await read({})).toMatchObject({ ok: true });
    expect(await read({ baseUrl: 'https://evil.example' })).toEqual(changed('https://rent.example.test'));
    expect(await read({ provider: 'qiniu' })).toMatchObject({ ok: false });
  });

  it('take the consent to plain http from there too', async () => {
    const open = { baseUrl: 'http://rent.example.test', allowHttp: true };
    expect(await vaultOf({ origin: open.baseUrl })(open)).toMatchObject({ value: { allowHttp: true } });
    expect(await vaultOf({ origin: open.baseUrl, allowHttp: 'false' })(open)).toMatchObject({ ok: false });
    const near = { baseUrl: 'http://10.0.0.5', allowHttp: true };
    expect(await vaultOf({ origin: near.baseUrl })(near)).toMatchObject({ value: { allowHttp: false } });
    expect(await vaultOf({ origin: near.baseUrl, allowHttp: 'true' })(near)).toMatchObject({
      value: { allowHttp: true },
    });
  });

  it.each<[Readonly<Record<string, string>>]>([
    [{}],
    [{ origin: 'https://rent.example.test' }],
    [{ provider: 'wolover' }],
  ])('never take it from the store, which others may edit (%j)', async (named) => {
    for (const baseUrl of ['http://rent.example.test', 'http://rent.example.org:8080'])
      expect(await vaultOf(named)({ baseUrl, allowHttp: true })).toMatchObject({ ok: false });
  });

  it('go by plain http nearby, but through no proxy', async () => {
    const near = { baseUrl: 'http://10.0.0.5', allowHttp: true };
    expect(await vaultOf({})(near)).toMatchObject({ value: { allowHttp: false } });
    expect(await vaultOf({ allowHttp: 'true' })(near)).toMatchObject({ value: { allowHttp: true } });
  });

  it('are refused with an origin that is none', () => {
    expect(memoryVaultFrom('{"lab":{"apiKey":"sk-key","origin":"nowhere"}}')).toMatchObject({
      failure: { code: 'input.invalid', field: 'LEASEBELL_SECRETS' },
    });
  });
});
