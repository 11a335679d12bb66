export { ReadOnly } from './read-only.tsx'
export { type SettingsPage, settingsPages, visiblePages } from './settings-pages.ts'
export { SettingsPanel } from './settings-panel.tsx'
