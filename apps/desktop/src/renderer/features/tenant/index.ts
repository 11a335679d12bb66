export { TenantPanel } from './tenant-panel.tsx'
