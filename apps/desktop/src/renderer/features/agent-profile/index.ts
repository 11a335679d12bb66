export { AgentProfilePanel } from './agent-profile-panel.tsx'
export { TemplatePanel } from './template-panel.tsx'
