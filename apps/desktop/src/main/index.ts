import { app } from 'electron'
import { readDevelopmentUrl } from './config/env.ts'
import { startConsole } from './start-console.ts'

startConsole({
  argv: process.argv,
  // A shipped console shows its own files, whatever its environment says.
  developmentUrl: app.isPackaged ? undefined : readDevelopmentUrl(),
  folder: import.meta.dirname,
  now: () => new Date(),
})
