export { readSecret } from './read-secret.ts'
export { rewrapVault, rotateVault } from './rotate-vault.ts'
export { activeMasterKey, placeOf } from './vault.ts'
