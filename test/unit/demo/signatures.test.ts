import { describe, expect, it } from 'vitest';
import { qiniuDigest, qiniuStringToSign } from '../../../electron/demo/qiniu-signature.ts';
import { unicloudSignature } from '../../../electron/demo/unicloud-signature.ts';

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
