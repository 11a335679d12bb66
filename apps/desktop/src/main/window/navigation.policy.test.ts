// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideNavigation, decideNewWindow, originOf } from './navigation.policy.ts'

const home = 'app://console'

describe('navigation of the console window', () => {
  it('stays within the console', () => {
    expect(decideNavigation('app://console/index.html#/inbox', home)).toBe('stay')
  })

  it('hands https links to the browser', () => {
    expect(decideNavigation('https://example.com/order/7', home)).toBe('open_outside')
    expect(decideNewWindow('https://example.com/order/7', home)).toBe('open_outside')
  })

  it.each([
    'http://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,<b>x</b>',
    'blob:app://console/1',
    'about:blank',
    'app://other/index.html',
    'app://console.example/index.html',
    'app://console:99/index.html',
    'countersign://conversation/1',
    'smb://share/x',
    'not a url',
    '',
    `https://example.com/${'a'.repeat(2048)}`,
  ])('refuses %s', target => {
    expect(decideNavigation(target, home)).toBe('refuse')
    expect(decideNewWindow(target, home)).toBe('refuse')
  })

  it('never opens a second window, not even of the console', () => {
    expect(decideNewWindow('app://console/index.html', home)).toBe('refuse')
  })

  it('only ever leaves by https', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withFragments: true }), fc.string()), target => {
        if (decideNavigation(target, home) !== 'open_outside') return
        expect(new URL(target).protocol).toBe('https:')
      }),
    )
  })

  it('knows the origin of a custom scheme', () => {
    expect(originOf('app://console/a/b?c#d')).toBe('app://console')
    expect(originOf('data:text/plain,x')).toBeNull()
  })
})
