import { originOf } from './navigation.policy.ts'

/**
 * What the page may be granted. The network permissions are Chromium's guard between a page and servers on this
 * machine or its network: without them the console could not reach its own server at 127.0.0.1. They open nothing
 * else, because the content security policy names that server alone.
 */
const grantable: ReadonlySet<string> = new Set([
  'notifications',
  'local-network',
  'local-network-access',
  'loopback-network',
])

/** `requester` is the URL or origin that asks. */
export function mayGrant(permission: string, requester: string, home: string): boolean {
  return grantable.has(permission) && originOf(requester) === home
}
