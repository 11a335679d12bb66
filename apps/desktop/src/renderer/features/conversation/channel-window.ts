import type { ChannelType } from '@countersign/shared/channel/channel.contract'

const hour = 3_600_000

/** How long after the customer's last message a free reply is allowed. Channels without a window are absent. */
const windows: Readonly<Partial<Record<ChannelType, number>>> = {
  whatsapp: 24 * hour,
  instagram: 24 * hour,
  messenger: 24 * hour,
}

/** Below this the time left is shown as something to hurry for. */
export const shortWindowMs = 4 * hour

/** Milliseconds left to reply, negative when over; null when the channel sets no limit or nobody is waiting. */
export function windowLeft(
  type: ChannelType,
  lastCustomerMessageAt: string | null,
  now: Date,
): number | null {
  const length = windows[type]
  if (length === undefined || lastCustomerMessageAt === null) return null
  return new Date(lastCustomerMessageAt).getTime() + length - now.getTime()
}
