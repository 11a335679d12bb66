export { checkAudit, walkChain } from './check-audit.ts'
export { recordAudit } from './record-audit.ts'
