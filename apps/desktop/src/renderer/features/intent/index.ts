export { IntentPanel } from './intent-panel.tsx'
export { useIntents } from './use-intents.ts'
