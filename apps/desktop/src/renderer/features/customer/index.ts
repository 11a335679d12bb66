export { ContextColumn } from './context-column.tsx'
