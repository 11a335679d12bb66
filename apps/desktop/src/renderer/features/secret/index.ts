export { SecretPanel } from './secret-panel.tsx'
