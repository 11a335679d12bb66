export { dismissOpenEscalation, handleOpenEscalation } from './close-open-escalation.ts'
export { describeOpenEscalation } from './describe-open-escalation.ts'
export { openEscalation } from './open-escalation.ts'
