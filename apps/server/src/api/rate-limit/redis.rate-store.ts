import { type CommandParser, createClient, defineScript } from 'redis'
import type { Log } from '../../telemetry/log.ts'
import type { RateStore } from './rate-store.port.ts'

/** The sum of `takeFromWindow`, done where the counter is, so that nobody gets in between. */
const takeScript = `
local max, length, cost, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local kept = redis.call('HMGET', KEYS[1], 'started', 'before', 'used')
local started, before, used = tonumber(kept[1]) or now, tonumber(kept[2]) or 0, tonumber(kept[3]) or 0
local passed = math.floor(math.max(0, now - started) / length)
if passed == 1 then
  started, before, used = started + length, used, 0
elseif passed > 1 then
  started, before, used = now, 0, 0
end
local weight = before * (length - math.max(0, now - started)) + used * length
local allowed = weight + cost * length <= max * length
if allowed then used = used + cost end
redis.call('HSET', KEYS[1], 'started', string.format('%.0f', started), 'before', before, 'used', used)
redis.call('PEXPIRE', KEYS[1], 2 * length)
return { allowed and 1 or 0, string.format('%.0f', started), before, used }
`

/** How long an answer may take before this process counts for itself, milliseconds. */
const patienceMs = 500

/** Counts in Redis, for every process that uses the same one. */
export async function openRedisRateStore(
  url: string,
  log: Log,
): Promise<RateStore & { close(): Promise<void> }> {
  const client = createClient({
    url,
    // While Redis is away a question is refused at once instead of waiting for it to come back.
    disableOfflineQueue: true,
    commandOptions: { timeout: patienceMs },
    scripts: {
      takeRate: defineScript({
        SCRIPT: takeScript,
        NUMBER_OF_KEYS: 1,
        parseCommand(parser: CommandParser, key: string, ...numbers: readonly number[]) {
          parser.pushKey(key)
          parser.push(...numbers.map(String))
        },
        // Lua's whole numbers, and one that is longer than those.
        transformReply: (reply: readonly (number | string)[]) => reply.map(Number),
      }),
    },
  })
  client.on('error', error => log.error({ err: error }, 'redis error'))
  await client.connect()
  return {
    async take(key, limit, cost, now) {
      const name = `countersign:rate:${key}`
      const [allowed = 0, startedAt = now, usedBefore = 0, used = 0] = await client.takeRate(
        name,
        limit.max,
        limit.windowMs,
        cost,
        now,
      )
      return { allowed: allowed === 1, window: { startedAt, usedBefore, used } }
    },
    async close() {
      client.destroy()
    },
  }
}
