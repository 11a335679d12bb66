export { EscalationPanel, useEscalations } from './escalation-panel.tsx'
export { EscalationStrip } from './escalation-strip.tsx'
