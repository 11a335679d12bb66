import { createHash, randomBytes } from 'node:crypto'

const written = /^cs_live_([0-9a-f]{32})_([\w-]{43})$/

/** A key's secret: which key it is, and 256 random bits. Only the hash is stored. */
export function makeApiKeySecret(id: string): { secret: string; hash: string; last4: string } {
  const random = randomBytes(32).toString('base64url')
  return {
    secret: `cs_live_${id.replaceAll('-', '')}_${random}`,
    hash: hashRandom(random),
    last4: random.slice(-4),
  }
}

/** The parts of a text that is written like a secret; null when it cannot be one. */
export function readApiKeySecret(secret: string): { id: string; hash: string } | null {
  const [, hex, random] = written.exec(secret) ?? []
  if (hex === undefined || random === undefined) return null
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  )
  return { id, hash: hashRandom(random) }
}

function hashRandom(random: string): string {
  return createHash('sha256').update(random).digest('hex')
}
