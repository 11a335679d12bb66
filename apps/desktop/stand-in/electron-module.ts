/**
 * STAND-IN FOR `electron`, FOR TESTS ONLY. The built main process imports this in place of Electron, whose runtime is
 * not installed everywhere; `launch.ts` says what it is and what it cannot show.
 */
import type { Launched } from './launch.ts'

const launches: Map<string, Launched['electron']> = Reflect.get(
  globalThis,
  Symbol.for('countersign.stand-in.launches'),
)
const launched = launches.get(new URL(import.meta.url).searchParams.get('launch') ?? '')
if (launched === undefined) throw new Error('The stand-in for electron is only there inside a launch')

export const {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} = launched
