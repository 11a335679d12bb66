export { StudioPanel } from './studio-panel.tsx'
