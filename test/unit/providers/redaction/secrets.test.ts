import { describe, expect, test } from 'vitest';
import { failed } from '../../../../electron/core/model/failure.ts';
import { providers } from '../../../../electron/providers/registry.ts';
import { factsSaid } from '../../../../electron/providers/redaction/secrets.ts';
import { Secret } from '../../../../electron/core/model/secret.ts';
import { scripted } from '../session.ts';

const key = 'demo-Key.8/x+1';
const said = (message: string): string | undefined =>
  factsSaid({ code: null, message, requestId: null }, { apiKey: new Secret(key) }).providerMessage;

describe('what a provider says of its own failure', () => {
  test.each([
    ['as it is', key],
    ['in capitals', key.toUpperCase()],
    ['for an address', encodeURIComponent(key)],
    ['for an address, twice', encodeURIComponent(encodeURIComponent(key))],
    ['in Base64', Buffer.from(key).toString('base64')],
    ['in Base64 for addresses', Buffer.from(key).toString('base64url')],
    ['in hexadecimal', Buffer.from(key).toString('hex')],
    ['in hexadecimal capitals', Buffer.from(key).toString('hex').toUpperCase()],
  ])('does not repeat a key %s', (_, form) => {
    expect(said(`the key «${form}» is unknown`)).toBe('the key «[redacted]» is unknown');
  });

  test.each([
    ['as UniCloud writes it', 'cj8eZlyo8yvPYHlRPcX1ebpRTM8='],
    ['with signs', 'OLeaidS1JvxuMvnyHOwuJ+uX5/Y='],
    ['as Qiniu writes it', 'uYH754PUgTnJh_Frc-9B71oBCX0='],
    ['as Alibaba Cloud writes it', '2c00e42faa9f5db5899731a8d2614c0ab2face3dcc6e1bbdead4f6a678c3b374'],
    ['for an address', encodeURIComponent('OLeaidS1JvxuMvnyHOwuJ+uX5/Y=')],
    ['for an address, twice', encodeURIComponent(encodeURIComponent('OLeaidS1JvxuMvnyHOwuJ+uX5/Y='))],
  ])('does not repeat a signature %s', (_, signature) => {
    expect(said(`the one sent, ${signature}, does not match`)).toBe('the one sent, [redacted], does not match');
  });

  test('does not show a part of a key where a long message is cut', () => {
    for (let filling = 9_900; filling < 10_000; filling += 1)
      expect(said(`${'\u0001'.repeat(filling)}${key}${' and more'.repeat(100)}`)).not.toContain('demo');
  });

  test('keeps what is neither', () => {
    const message = '订单 1119146845965123584 不存在 (request 0E9B6D5C-7C3F-4C9B-9C5E-000000000001)';
    expect(said(message)).toBe(message);
  });
});

test.each(providers.map((provider) => [provider.description.id, provider] as const))(
  '%s: a redirect to a host that is made of a key does not show it',
  async (_, provider) => {
    const secrets = {
      apiKey: 'k-1x',
      accessKeyId: 'k-1x',
      accessKeySecret: 'k-3x',
      accessKey: 'k-1x',
      secretKey: 'k-5x',
    };
    const refused = failed('provider.unexpected-answer', { status: 302, redirectedTo: 'k-1x.login.example' });
    const outcome = await provider.readRound(scripted(() => refused, { secrets }));
    expect(outcome).toEqual({
      ok: false,
      failure: { code: 'provider.unexpected-answer', status: 302, redirectedTo: '[redacted].login.example' },
    });
  },
);

test.each(providers.map((provider) => [provider.description.id, provider] as const))(
  '%s: a part of a key that is longer than any is refused before it is sent',
  async (_, provider) => {
    for (const { name } of provider.description.credentials) {
      const whole = Object.fromEntries(provider.description.credentials.map((part) => [part.name, 'k'.repeat(4_096)]));
      const session = scripted(() => '', { secrets: { ...whole, [name]: 'k'.repeat(4_097) } });
      expect(await provider.readRound(session)).toEqual(failed('input.invalid', { field: name, reason: 'too-large' }));
      expect(session.sent).toEqual([]);
    }
  },
);
