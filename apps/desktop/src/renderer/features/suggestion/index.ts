export { EvidencePanel } from './evidence-panel.tsx'
export { intentWord } from './intent-word.ts'
export { SuggestionCard } from './suggestion-card.tsx'
