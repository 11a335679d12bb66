import { isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * What an address is counted as. A household or a server has a whole network of IPv6 addresses, so the first 64 bits
 * are who it is; an IPv4 address written as an IPv6 one is the same address.
 */
export function countedAddress(ip: string): string {
  if (!isIPv6(ip)) return ip
  const address = ipaddr.IPv6.parse(ip)
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().toString()
  return `${address.parts
    .slice(0, 4)
    .map(part => part.toString(16))
    .join(':')}::/64`
}
