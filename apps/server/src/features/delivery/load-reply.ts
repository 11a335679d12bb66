import {
  defaultDelayProfiles,
  delayProfiles,
  type HumanDelay,
} from '@countersign/shared/delivery/human-delay.policy'
import { isOutsideHours } from '@countersign/shared/suggestion/working-hours.policy'
import type { Services } from '../../api/services.ts'
import { type DelayRow, findDelaySettings, findOutbound, type OutboundReply } from './delivery.repo.ts'

export interface LoadedReply {
  readonly reply: OutboundReply
  readonly delay: HumanDelay
  readonly night: boolean
}

const noDelay: HumanDelay = {
  enabled: false,
  profiles: defaultDelayProfiles,
  nightDelayMultiplier: 1,
  minDelayMs: 0,
  maxDelayMs: 0,
}

/** An outbox row with what decides how it leaves; null when it is not pending any more. */
export async function loadReply(
  services: Services,
  place: { tenantId: string; outboundId: string },
): Promise<LoadedReply | null> {
  return services.database.withTenant(place.tenantId, async tx => {
    const reply = await findOutbound(tx, place.outboundId)
    if (reply === null || reply.status !== 'pending') return null
    const settings = reply.warrant === 'auto_send' ? await findDelaySettings(tx) : null
    if (settings === null) return { reply, delay: noDelay, night: false }
    return { reply, delay: toDelay(settings), night: isNight(settings, services.clock.now()) }
  })
}

function toDelay(row: DelayRow): HumanDelay {
  return {
    enabled: row.enabled,
    profiles: delayProfiles.catch(defaultDelayProfiles).parse(row.profiles),
    nightDelayMultiplier: row.nightDelayMultiplier,
    minDelayMs: row.minDelayMs,
    maxDelayMs: row.maxDelayMs,
  }
}

function isNight(row: DelayRow, now: Date): boolean {
  const hours = { days: [1, 2, 3, 4, 5, 6, 7], start: row.workingHoursStart, end: row.workingHoursEnd }
  return isOutsideHours(now, row.timezone, hours)
}
