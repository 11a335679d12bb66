export { LeaveSection } from './leave-section.tsx'
export { RolesPanel } from './roles-panel.tsx'
export { TeamPanel } from './team-panel.tsx'
