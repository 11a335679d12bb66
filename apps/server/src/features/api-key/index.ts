export { type KeyHolder, useApiKey } from './use-api-key.ts'
