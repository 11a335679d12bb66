export { ApiKeyPanel } from './api-key-panel.tsx'
