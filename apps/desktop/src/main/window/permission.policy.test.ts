// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { mayGrant } from './permission.policy.ts'

describe('permissions of the console page', () => {
  it('are notifications and the way to its own server', () => {
    expect(mayGrant('notifications', 'app://console/index.html', 'app://console')).toBe(true)
    expect(mayGrant('loopback-network', 'app://console/', 'app://console')).toBe(true)
  })

  it.each(['media', 'geolocation', 'clipboard-read', 'openExternal', 'usb', 'fileSystem', 'unknown', ''])(
    'are never %s',
    permission => expect(mayGrant(permission, 'app://console/', 'app://console')).toBe(false),
  )

  it.each(['https://example.com', 'app://other', '', 'null'])('are never for %s', requester =>
    expect(mayGrant('notifications', requester, 'app://console')).toBe(false),
  )
})
