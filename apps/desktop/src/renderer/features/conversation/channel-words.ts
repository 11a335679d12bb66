import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import type { TFunction } from 'i18next'

const marks: Readonly<Record<ChannelType, string>> = {
  webchat: 'Web',
  telegram: 'TG',
  telegram_personal: 'TG',
  whatsapp: 'WA',
  whatsapp_personal: 'WA',
  instagram: 'IG',
  messenger: 'FB',
  max: 'MAX',
  max_personal: 'MAX',
  email: 'Mail',
  slack: 'SL',
  api: 'API',
}

/** A channel in as few letters as fit on an avatar. */
export function channelMark(type: ChannelType): string {
  return marks[type]
}

export function channelWord(type: ChannelType, t: TFunction): string {
  return t(`channel.${type}`)
}
