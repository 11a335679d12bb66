import {
  defaultDelayProfiles,
  delayProfiles,
  type HumanDelay,
} from '@countersign/shared/delivery/human-delay.policy'
import { isOutsideHours, nextOpening } from '@countersign/shared/suggestion/working-hours.policy'
import type { Services } from '../../api/services.ts'
import { findOutdatedValues } from '../knowledge/index.ts'
import { answerNight } from './answer-night.ts'
import { type DelayRow, findDelaySettings, findOutbound, type OutboundReply } from './delivery.repo.ts'

export interface LoadedReply {
  readonly reply: OutboundReply
  readonly delay: HumanDelay
  readonly night: boolean
  readonly heldUntil: Date | null
  readonly outdated: boolean
}

const noDelay: HumanDelay = {
  enabled: false,
  profiles: defaultDelayProfiles,
  nightDelayMultiplier: 1,
  minDelayMs: 0,
  maxDelayMs: 0,
}

/**
 * An outbox row with what decides how it leaves; null when it is not pending any more, or its tenant was restricted since
 * it was leased: then it stays, and falls due when the tenant is reinstated. An automatic reply that is held over the
 * night has the customer told so, once.
 */
export async function loadReply(
  services: Services,
  place: { tenantId: string; outboundId: string },
): Promise<LoadedReply | null> {
  const now = services.clock.now()
  const loaded = await services.database.withTenant(place.tenantId, async tx => {
    const reply = await findOutbound(tx, place.outboundId)
    if (reply === null || reply.status !== 'pending' || !reply.tenantActive) return null
    const settings = reply.warrant === 'auto_send' ? await findDelaySettings(tx) : null
    if (settings === null) return { reply, delay: noDelay, night: false, heldUntil: null }
    const night = isNight(settings, now)
    const held = night && settings.enabled && settings.nightMode !== 'DELAY'
    if (held && settings.nightMode === 'AUTO_REPLY' && settings.nightAutoReplyText !== null) {
      await answerNight(services, tx, reply, settings.nightAutoReplyText)
    }
    return {
      reply,
      delay: toDelay(settings),
      night,
      heldUntil: held ? nextOpening(now, settings.timezone, hoursOf(settings)) : null,
    }
  })
  if (loaded === null) return null
  const outdated =
    loaded.reply.warrant === 'auto_send' &&
    (await findOutdatedValues(services, { tenantId: place.tenantId, text: loaded.reply.text }))
  return { ...loaded, outdated }
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

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

function hoursOf(row: DelayRow) {
  const days = row.workingDays.map(day => weekdays.indexOf(day) + 1).filter(day => day > 0)
  return { days, start: row.workingHoursStart, end: row.workingHoursEnd }
}

function isNight(row: DelayRow, now: Date): boolean {
  return isOutsideHours(now, row.timezone, hoursOf(row))
}
