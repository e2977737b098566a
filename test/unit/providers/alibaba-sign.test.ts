import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalRequest, signedCall, type SignedCall } from '../../../electron/providers/alibaba/sign.ts';

const keys = { accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' };
const nonce = '3156853299f313e23d1673dc12e1703d';

/** Printed on the page that describes the signature of version 3. */
const published: SignedCall = {
  method: 'POST',
  host: 'ecs.cn-shanghai.aliyuncs.com',
  path: '/',
  parameters: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
  action: 'RunInstances',
  version: '2014-05-26',
  atMs: Date.parse('2023-10-26T10:22:32Z'),
  nonce,
};

/** Derived from the published one with an independent computation. */
const derived: SignedCall = {
  method: 'GET',
  host: 'business.aliyuncs.com',
  path: '/',
  parameters: {
    SubscriptionType: 'Subscription',
    PageSize: '100',
    PageNum: '1',
    EndTimeStart: '2026-01-01T00:00:00Z',
  },
  action: 'QueryAvailableInstances',
  version: '2017-12-14',
  atMs: Date.parse('2026-01-02T03:04:05Z'),
  nonce,
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const authorizationOf = (call: SignedCall): string => signedCall(call, keys).headers['authorization'] ?? '';

describe('Alibaba Cloud: ACS3-HMAC-SHA256', () => {
  test('the published vector, step by step', () => {
    expect(hashOf(canonicalRequest(published))).toBe(
      '7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259',
    );
    expect(authorizationOf(published)).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  test('the derived vector of QueryAvailableInstances', () => {
    expect(authorizationOf(derived)).toMatch(
      /Signature=187cd92637893ae995093119d67642799ccff3222aeb84840bc3d98854b35da3$/,
    );
  });

  test('the query is sent as it was signed, sorted and encoded, and the host is left to the transport', () => {
    const { query, headers } = signedCall(derived, keys);
    expect(query).toBe('EndTimeStart=2026-01-01T00%3A00%3A00Z&PageNum=1&PageSize=100&SubscriptionType=Subscription');
    expect(canonicalRequest(derived).split('\n').slice(0, 4)).toEqual([
      'GET',
      '/',
      query,
      'host:business.aliyuncs.com',
    ]);
    expect(Object.keys(headers)).not.toContain('host');
    expect(headers['x-acs-date']).toBe('2026-01-02T03:04:05Z');
  });

  test('another port is another host', () => {
    expect(authorizationOf({ ...derived, host: 'business.aliyuncs.com:8443' })).not.toBe(authorizationOf(derived));
  });
});
