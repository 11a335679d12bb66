import { z } from 'zod'

/** Every channel type of the data model. Only those with an adapter can be connected. */
export const channelTypes = [
  'webchat',
  'telegram',
  'telegram_personal',
  'whatsapp',
  'whatsapp_personal',
  'instagram',
  'messenger',
  'max',
  'max_personal',
  'email',
  'slack',
  'api',
] as const
export const channelType = z.enum(channelTypes)
export type ChannelType = z.infer<typeof channelType>
