/** Switches an installation or one tenant can be given. A tenant's own setting wins over the installation's. */
export const featureFlags = [
  'AI_SUGGESTIONS_ENABLED',
  'DECISION_ENGINE_ENABLED',
  'AI_AUTOSEND_ENABLED',
  'HUMAN_DELAY_ENABLED',
  'RAG_ENABLED',
  'FEW_SHOT_LEARNING',
  'TELEGRAM_CHANNEL_ENABLED',
  'TELEGRAM_PERSONAL_CHANNEL_ENABLED',
  'WHATSAPP_CHANNEL_ENABLED',
  'WHATSAPP_PERSONAL_CHANNEL_ENABLED',
  'MAX_CHANNEL_ENABLED',
  'MAX_PERSONAL_CHANNEL_ENABLED',
] as const
export type FeatureFlag = (typeof featureFlags)[number]

/** What holds where nobody has set anything: nothing is sent by itself, and nothing else is switched off. */
export const flagDefaults: Readonly<Record<FeatureFlag, boolean>> = {
  AI_SUGGESTIONS_ENABLED: true,
  DECISION_ENGINE_ENABLED: true,
  AI_AUTOSEND_ENABLED: false,
  HUMAN_DELAY_ENABLED: true,
  RAG_ENABLED: true,
  FEW_SHOT_LEARNING: true,
  TELEGRAM_CHANNEL_ENABLED: true,
  TELEGRAM_PERSONAL_CHANNEL_ENABLED: true,
  WHATSAPP_CHANNEL_ENABLED: true,
  WHATSAPP_PERSONAL_CHANNEL_ENABLED: true,
  MAX_CHANNEL_ENABLED: true,
  MAX_PERSONAL_CHANNEL_ENABLED: true,
}

/** Those of kinds of channels, which say nothing to a tenant that has none of the kind. */
export const isChannelFlag = (flag: FeatureFlag): boolean => flag.endsWith('_CHANNEL_ENABLED')
