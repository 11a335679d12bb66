import { describe, expect, it } from 'vitest'
import { isAskable, isPublicAddress } from './guard-address.ts'

const nobody = () => false

describe('the public internet', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '93.184.215.14',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '11.0.0.1',
    '192.167.1.1',
    '2606:4700:4700::1111',
    '2a00:1450:4001:800::200e',
    '::ffff:8.8.8.8',
  ])('%s is on it', address => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['loopback', '::1'],
    ['this network', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['unspecified', '::'],
    ['private', '10.0.0.1'],
    ['private', '10.255.255.255'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['unique local', 'fc00::1'],
    ['unique local', 'fd12:3456::1'],
    ['link-local', '169.254.1.1'],
    ['cloud metadata', '169.254.169.254'],
    ['cloud metadata', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['site-local', 'fec0::1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['carrier-grade NAT', '100.127.255.255'],
    ['cloud metadata', '100.100.100.200'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['mapped private', '::ffff:10.1.2.3'],
    ['mapped in hex', '::ffff:7f00:1'],
    ['mapped metadata', '::ffff:a9fe:a9fe'],
    ['compatible', '::127.0.0.1'],
    ['compatible', '::7f00:1'],
    ['translated loopback', '64:ff9b::7f00:1'],
    ['translated private', '64:ff9b:1::a00:1'],
    ['6to4 private', '2002:a00:1::'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['documentation', '2001:db8::1'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.7'],
    ['documentation', '203.0.113.9'],
    ['benchmarks', '198.18.0.1'],
    ['benchmarks', '198.19.255.255'],
    ['protocol', '192.0.0.8'],
    ['multicast', '224.0.0.1'],
    ['multicast', 'ff02::1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['no address', 'localhost'],
    ['no address', ''],
  ])('%s, %s, is not', (_kind, address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:7f00:1]/',
    'http://localhost/',
    'http://intranet/',
    'http://10.0.0.5/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0/',
    'http://①②⑦.0.0.1/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
    'javascript:alert(1)',
    'http://user:pass@example.com/',
    'http://example.com:22/',
    'http://example.com:6379/',
    'http://example.com:5432/',
    'not a url',
    '',
  ])('%s is not asked', url => {
    expect(isAskable(url, nobody)).toBe(false)
  })

  it.each(['http://example.com/', 'https://example.com:8443/a?b=c', 'http://8.8.8.8/', 'https://пример.рф/'])(
    '%s is',
    url => {
      expect(isAskable(url, nobody)).toBe(true)
    },
  )
})
