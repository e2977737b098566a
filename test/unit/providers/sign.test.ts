import { describe, expect, test } from 'vitest';
import { authorization as qiniu, sign, textToSign } from '../../../electron/providers/qiniu/sign.ts';
import { percentEncode } from '../../../electron/providers/reading/percent-encode.ts';
import { signedQuery } from '../../../electron/providers/unicloud/sign.ts';
import { authorization as wolover } from '../../../electron/providers/wolover/sign.ts';

describe('UniCloud: the Alibaba Cloud RPC scheme', () => {
  const nonce = '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf';

  test('the published vector', () => {
    const query = signedQuery(
      {
        Timestamp: '2016-02-23T12:46:24Z',
        Format: 'XML',
        AccessKeyId: 'testid',
        Action: 'DescribeRegions',
        SignatureMethod: 'HMAC-SHA1',
        SignatureNonce: nonce,
        Version: '2014-05-26',
        SignatureVersion: '1.0',
      },
      'testsecret',
    );
    expect(query.split('&Signature=')).toEqual([
      `AccessKeyId=testid&Action=DescribeRegions&Format=XML&SignatureMethod=HMAC-SHA1&SignatureNonce=${nonce}&SignatureVersion=1.0&Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26`,
      percentEncode('OLeaidS1JvxuMvnyHOwuJ+uX5qY='),
    ]);
  });

  test('the derived vector of OrderDetail, an empty parameter left out', () => {
    const query = signedQuery(
      {
        Action: 'OrderDetail',
        OrderId: '1119146845965123584',
        Format: 'json',
        Version: '2020-07-30',
        RegionId: '',
        AccessKeyId: 'testid',
        SignatureMethod: 'HMAC-SHA1',
        SignatureVersion: '1.0',
        SignatureNonce: nonce,
        Timestamp: '2020-07-30T12:00:00Z',
      },
      'testsecret',
    );
    expect(query).not.toContain('RegionId');
    expect(decodeURIComponent(query.split('&Signature=')[1] ?? '')).toBe('cj8eZlyo8yvPYHlRPcX1ebpRTM8=');
  });

  test('encodes all but letters, digits and - _ . ~', () => {
    expect(percentEncode("a-Z_0.~ *+!'()/:=&%云")).toBe('a-Z_0.~%20%2A%2B%21%27%28%29%2F%3A%3D%26%25%E4%BA%91');
  });

  test('sorts names in byte order: upper case before lower case', () => {
    expect(signedQuery({ b: '1', a: '2', B: '3', A: '4' }, 's')).toMatch(/^A=4&B=3&a=2&b=1&Signature=/);
  });
});

describe('Qiniu: HMAC-SHA1, URL-safe', () => {
  test('the published vectors', () => {
    expect(sign('hello', 'sk')).toBe('NDN8cM0rwosxhHJ6QAcI7ialr0g=');
    expect(sign('world', 'sk')).toBe('wZ-sw41ayh3PFDmQA-D3o7eBJIY=');
  });

  test('the derived vector of an order detail', () => {
    const request = {
      method: 'GET',
      path: '/v1/order/detail/602892b7b500000eed4190e932000000',
      host: 'api-qvm.qiniu.com',
      qiniuHeaders: {},
    } as const;
    expect(qiniu(request, 'ak', 'sk')).toBe('Qiniu ak:uYH754PUgTnJhwFrcW9B71oBCX0=');
  });

  test('the text has query, host with port and sorted X-Qiniu headers, and no Content-Type line', () => {
    expect(
      textToSign({
        method: 'GET',
        path: '/v1/order/pay_record?page=1&size=100',
        host: '127.0.0.1:8080',
        qiniuHeaders: { 'X-Qiniu-Regionid': 'cn-qingdao', 'X-Qiniu-Another': 'x' },
      }),
    ).toBe(
      'GET /v1/order/pay_record?page=1&size=100\nHost: 127.0.0.1:8080\nX-Qiniu-Another: x\nX-Qiniu-Regionid: cn-qingdao\n\n',
    );
  });
});

test('Wolover: the key as it is', () => {
  expect(wolover('key')).toEqual({ authorization: 'Bearer key' });
});
