export { countPolicyChange } from './count-policy-change.ts'
export { lockPolicy } from './policy.repo.ts'
