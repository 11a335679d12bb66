export { RolesPanel } from './roles-panel.tsx'
export { TeamPanel } from './team-panel.tsx'
