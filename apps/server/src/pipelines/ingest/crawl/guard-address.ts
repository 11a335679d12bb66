import ipaddr from 'ipaddr.js'

/** Ports pages are served at. A crawler that may ask any port is a port scanner. */
const ports = new Set(['', '80', '443', '8080', '8443'])

/** An address (`host:port`) that is allowed although it is not public. Only tests pass one: their sites are on this machine. */
export type Permit = (address: string, port: number) => boolean

/**
 * Whether a numeric address is on the public internet. Everything that leads back to this machine or its network is not: also
 * written as IPv6, translated (NAT64), tunnelled (6to4, Teredo) or in the forms nobody uses any more.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.kind() === 'ipv4') return isPublicIpv4(parsed as ipaddr.IPv4)
  const six = parsed as ipaddr.IPv6
  if (six.isIPv4MappedAddress()) return isPublicIpv4(six.toIPv4Address())
  // Global unicast is 2000::/3; what stands outside it is local, multicast, translated or reserved.
  const first = six.parts[0] ?? 0
  return (first & 0xe000) === 0x2000 && six.range() === 'unicast'
}

const alsoReserved = ['192.0.0.0/24', '192.88.99.0/24', '198.18.0.0/15', '0.0.0.0/8'].map(
  range => ipaddr.parseCIDR(range) as [ipaddr.IPv4, number],
)

function isPublicIpv4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !alsoReserved.some(range => address.match(range))
}

/** Whether a URL may be asked for at all, before its name is looked up. */
export function isAskable(written: string, permit: Permit): boolean {
  let url: URL
  try {
    url = new URL(written)
  } catch {
    return false
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false
  if (url.username !== '' || url.password !== '') return false
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (permit(host, port)) return true
  if (!ports.has(url.port)) return false
  // `new URL` has already turned 0x7f.1, 2130706433 and 0177.0.0.1 into what they mean.
  return ipaddr.isValid(host) ? isPublicAddress(host) : host.includes('.')
}
