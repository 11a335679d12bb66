export { AutonomyPanel } from './autonomy-panel.tsx'
