export {
  findMessage,
  findRun,
  finishMessage,
  finishRunRow,
  insertResult,
  listCaseRows,
  listPath,
  listResultRows,
} from './studio.repo.ts'
export { toTurns } from './turns.ts'
