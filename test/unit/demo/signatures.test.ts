import { describe, expect, it } from 'vitest';
import { alibabaCanonicalRequest, alibabaSignature, sha256 } from '../../../electron/demo/alibaba-signature.ts';
import { qiniuDigest, qiniuStringToSign } from '../../../electron/demo/qiniu-signature.ts';
import { unicloudSignature } from '../../../electron/demo/unicloud-signature.ts';

describe('the Alibaba Cloud signature (V3)', () => {
  const secret = 'YourAccessKeySecret';
  const signedHeaders = [
    'host',
    'x-acs-action',
    'x-acs-content-sha256',
    'x-acs-date',
    'x-acs-signature-nonce',
    'x-acs-version',
  ];
  const runInstances = {
    method: 'POST',
    path: '/',
    parameters: [
      ['ImageId', 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd'],
      ['RegionId', 'cn-shanghai'],
    ] as const,
    headers: {
      host: 'ecs.cn-shanghai.aliyuncs.com',
      'x-acs-action': 'RunInstances',
      'x-acs-content-sha256': sha256(''),
      'x-acs-date': '2023-10-26T10:22:32Z',
      'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
      'x-acs-version': '2014-05-26',
    },
    signedHeaders,
    body: '',
  };

  it('equals the published vector for RunInstances', () => {
    const canonical = alibabaCanonicalRequest(runInstances);
    expect(sha256(canonical)).toBe('7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259');
    expect(alibabaSignature(canonical, secret)).toBe(
      '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  const queryInstances = {
    ...runInstances,
    method: 'GET',
    parameters: [
      ['SubscriptionType', 'Subscription'],
      ['PageSize', '100'],
      ['PageNum', '1'],
      ['EndTimeStart', '2026-01-01T00:00:00Z'],
    ] as const,
    headers: {
      ...runInstances.headers,
      host: 'business.aliyuncs.com',
      'x-acs-action': 'QueryAvailableInstances',
      'x-acs-date': '2026-01-02T03:04:05Z',
      'x-acs-version': '2017-12-14',
    },
  };

  it('equals the derived vector for QueryAvailableInstances, whatever the order of its parts', () => {
    const derived = '187cd92637893ae995093119d67642799ccff3222aeb84840bc3d98854b35da3';
    expect(alibabaSignature(alibabaCanonicalRequest(queryInstances), secret)).toBe(derived);
    const reversed = { ...queryInstances, signedHeaders: signedHeaders.toReversed() };
    expect(alibabaSignature(alibabaCanonicalRequest(reversed), secret)).toBe(derived);
  });

  it('encodes as RFC 3986 does, sorts by name, trims headers and leaves an empty line after them', () => {
    const parameters = [
      ['b', ''],
      ['a-b', "云*!'()~"],
      ['a', 'x y+/'],
    ] as const;
    const headers = { host: '127.0.0.1:8080', 'x-acs-action': ' QueryAvailableInstances ' };
    const parts = { ...queryInstances, parameters, headers, signedHeaders: ['x-acs-action', 'host'], body: '{}' };
    expect(alibabaCanonicalRequest(parts)).toBe(
      'GET\n/\na=x%20y%2B%2F&a-b=%E4%BA%91%2A%21%27%28%29~&b=\n' +
        'host:127.0.0.1:8080\nx-acs-action:QueryAvailableInstances\n\nhost;x-acs-action\n' +
        '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    );
  });
});

describe('the UniCloud signature', () => {
  it('equals the published vector of the RPC scheme', () => {
    const parameters = new Map([
      ['Timestamp', '2016-02-23T12:46:24Z'],
      ['Format', 'XML'],
      ['AccessKeyId', 'testid'],
      ['Action', 'DescribeRegions'],
      ['SignatureMethod', 'HMAC-SHA1'],
      ['SignatureNonce', '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf'],
      ['Version', '2014-05-26'],
      ['SignatureVersion', '1.0'],
    ]);
    expect(unicloudSignature(parameters, 'testsecret')).toBe('OLeaidS1JvxuMvnyHOwuJ+uX5qY=');
  });

  const orderDetail = new Map([
    ['AccessKeyId', 'testid'],
    ['Action', 'OrderDetail'],
    ['Format', 'json'],
    ['OrderId', '1119146845965123584'],
    ['SignatureMethod', 'HMAC-SHA1'],
    ['SignatureNonce', '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf'],
    ['SignatureVersion', '1.0'],
    ['Timestamp', '2020-07-30T12:00:00Z'],
    ['Version', '2020-07-30'],
  ]);

  it('equals the derived vector for OrderDetail', () => {
    expect(unicloudSignature(orderDetail, 'testsecret')).toBe('cj8eZlyo8yvPYHlRPcX1ebpRTM8=');
  });

  it('leaves out the signature itself and empty parameters', () => {
    const more = new Map([...orderDetail, ['Signature', 'anything'], ['RegionId', '']]);
    expect(unicloudSignature(more, 'testsecret')).toBe('cj8eZlyo8yvPYHlRPcX1ebpRTM8=');
  });
});

describe('the Qiniu signature', () => {
  it.each([
    ['hello', 'NDN8cM0rwosxhHJ6QAcI7ialr0g='],
    ['world', 'wZ-sw41ayh3PFDmQA-D3o7eBJIY='],
  ])('digests %s to the published text', (text, digest) => {
    expect(qiniuDigest(text, 'sk')).toBe(digest);
  });

  const parts = {
    method: 'GET',
    path: '/v1/order/detail/602892b7b500000eed4190e932000000',
    query: '',
    headers: { host: 'api-qvm.qiniu.com' },
    body: '',
  };

  it('equals the derived vector for the order detail', () => {
    expect(qiniuDigest(qiniuStringToSign(parts), 'sk')).toBe('uYH754PUgTnJhwFrcW9B71oBCX0=');
  });

  it('covers the query as sent, the port, a sent content type and the X-Qiniu headers in order', () => {
    const headers = {
      host: '127.0.0.1:8080',
      'x-qiniu-regionid': 'cn-qingdao',
      'x-qiniu-date': '20250916T040000Z',
      'content-type': 'application/json',
      'x-other': 'not signed',
    };
    expect(qiniuStringToSign({ ...parts, path: '/v1/order/pay_record', query: 'page=1&size=100', headers })).toBe(
      'GET /v1/order/pay_record?page=1&size=100\nHost: 127.0.0.1:8080\nContent-Type: application/json\n' +
        'X-Qiniu-Date: 20250916T040000Z\nX-Qiniu-Regionid: cn-qingdao\n\n',
    );
  });
});
