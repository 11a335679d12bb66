import { describe, expect, it } from 'vitest'
import { isSameSite, looksLikeTrap, normalisePageUrl, shapeOf } from './crawl.policy.ts'

describe('the one spelling of an address', () => {
  it.each([
    ['HTTP://Shop.Test:80/a/#top', 'http://shop.test/a'],
    ['https://shop.test//a///b/', 'https://shop.test/a/b'],
    ['https://shop.test/?b=2&a=1&utm_source=x&PHPSESSID=9', 'https://shop.test/?a=1&b=2'],
    ['https://shop.test/a;jsessionid=12AB?x=1', 'https://shop.test/a?x=1'],
    ['  https://shop.test  ', 'https://shop.test/'],
  ])('%s is %s', (written, url) => {
    expect(normalisePageUrl(written)).toBe(url)
    expect(normalisePageUrl(url)).toBe(url)
  })

  it.each([
    'mailto:a@b.test',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.test/',
    'https://me:pw@a.test/',
    'no url',
    `https://a.test/${'x'.repeat(700)}`,
  ])('%s has none', written => {
    expect(normalisePageUrl(written)).toBeNull()
  })

  it('follows a link from its page', () => {
    expect(normalisePageUrl('../b?x=1#y', 'https://a.test/c/d/e')).toBe('https://a.test/c/b?x=1')
  })
})

describe('where a crawl goes', () => {
  it.each([
    ['https://www.a.test/x', 'https://a.test/y', true],
    ['http://a.test/', 'https://a.test/', true],
    ['https://help.a.test/', 'https://a.test/', false],
    ['https://a.test:8443/', 'https://a.test/', false],
    ['https://a.test.evil.test/', 'https://a.test/', false],
  ])('%s and %s are one site: %s', (left, right, same) => {
    expect(isSameSite(left, right)).toBe(same)
  })

  it.each([
    ['https://a.test/help/returns', false],
    ['https://a.test/a/b/a/b/a/b', true],
    ['https://a.test/1/2/3/4/5/6/7/8/9/10/11', true],
    ['https://a.test/?a=1&b=2&c=3&d=4&e=5', true],
    ['https://a.test/photo.JPG', true],
    ['https://a.test/manual.pdf', false],
  ])('%s is a trap: %s', (url, trap) => {
    expect(looksLikeTrap(url)).toBe(trap)
  })

  it('sees that days of a calendar are alike, and topics are not', () => {
    expect(shapeOf('https://a.test/calendar/2026/11/20')).toBe(shapeOf('https://a.test/calendar/2031/1/2'))
    expect(shapeOf('https://a.test/list?page=2')).toBe(shapeOf('https://a.test/list?page=317'))
    expect(shapeOf('https://a.test/returns')).not.toBe(shapeOf('https://a.test/shipping'))
  })
})
