/**
 * STAND-IN FOR ELECTRON, FOR TESTS ONLY.
 *
 * Runs a built main process and its preload where the Electron runtime is not installed: `electron` is replaced by the
 * modules of this folder, a window is a Chromium page, and calls, announcements, the console's own scheme, navigation,
 * permissions, tray, menu, notifications and secrets go through the product's own code on both sides.
 *
 * What it cannot show: the separation of worlds and the process sandbox (the preload runs in the page's world), what
 * Chromium does for a custom scheme itself (the page sees `http://console.app.localhost`, never `app:`), CORS
 * preflights (the browser driver answers them), redirects, downloads, `webview`, and anything the operating system draws.
 */
import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { makeSystem } from './system.ts'
import { makeWindows, toElectronUrl } from './windows.ts'

export interface LaunchOptions {
  /** The built main process, `…/main/index.js`; the preload and the renderer lie beside its folder. */
  readonly main: string
  /** The profile folder; a second launch with the same one is a second start of the same application. */
  readonly userData: string
  readonly browser: Browser
  readonly argv?: readonly string[]
  readonly languages?: readonly string[]
  readonly hasKeyring?: boolean
}

const launches = new Map<string, ReturnType<typeof makeElectron>['electron']>()
Reflect.set(globalThis, Symbol.for('countersign.stand-in.launches'), launches)
let lastLaunch = 0

const standIn = pathToFileURL(`${import.meta.dirname}/electron-module.ts`).href
const launchOf = (url: string | undefined) => /[?&]launch=(\d+)$/.exec(url ?? '')?.[1]

registerHooks({
  resolve(specifier, context, next) {
    const launch = specifier === 'electron' ? launchOf(context.parentURL) : undefined
    return launch === undefined
      ? next(specifier, context)
      : { url: `${standIn}?launch=${launch}`, format: 'module-typescript', shortCircuit: true }
  },
})

const { importNatively }: typeof import('./import-natively.ts') = createRequire(import.meta.url)(
  './import-natively.ts',
)

function makeElectron(options: LaunchOptions, context: Awaited<ReturnType<Browser['newContext']>>) {
  const system = makeSystem({
    userData: options.userData,
    languages: options.languages ?? ['en-US'],
    hasKeyring: options.hasKeyring ?? true,
    version: '0.1.0',
  })
  const windows = makeWindows(system, context)
  return { electron: { ...system, ...windows }, system, windows }
}

export type Launched = Awaited<ReturnType<typeof launch>>

/** Starts the console. Answers once its first window shows the page, or at once when the start gave way to another. */
export async function launch(options: LaunchOptions) {
  const context = await options.browser.newContext()
  const { electron, system, windows } = makeElectron(options, context)
  await windows.listen()
  lastLaunch += 1
  launches.set(String(lastLaunch), electron)

  const argv = process.argv
  process.argv = ['countersign', ...(options.argv ?? [])]
  try {
    await importNatively(`${pathToFileURL(options.main).href}?launch=${lastLaunch}`)
  } finally {
    process.argv = argv
  }
  if (!system.seen.hasQuit) {
    system.becomeReady()
    await firstShown(electron)
  }

  return {
    electron,
    seen: system.seen,
    /** The page of the open window. */
    async page(): Promise<Page> {
      const [window] = windows.windows
      if (window === undefined) throw new Error('No window is open')
      return window.webContents.page
    },
    /** A URL as the main process would name it. */
    electronUrl: (url: string) => toElectronUrl(url, ['app']),
    openUrl(url: string) {
      system.app.emit('open-url', { preventDefault() {} }, url)
    },
    secondInstance(argv: readonly string[]) {
      system.app.emit('second-instance', {}, argv, '/', null)
    },
    requestPermission: (permission: string, requestingUrl: string) =>
      new Promise<boolean>(resolve => {
        const { permissionRequest } = electron.session.defaultSession
        if (permissionRequest === null) resolve(true)
        else permissionRequest(null, permission, resolve, { requestingUrl, isMainFrame: true })
      }),
    async close() {
      for (const window of [...windows.windows]) await window.close()
      system.app.release()
      await context.close()
    },
  }
}

async function firstShown(electron: ReturnType<typeof makeElectron>['electron']): Promise<void> {
  await electron.app.whenReady()
  // The main process opens its window in its own continuation of `whenReady`, which comes after this one.
  while (electron.windows.length === 0) await new Promise(resolve => setImmediate(resolve))
  const [window] = electron.windows
  if (window !== undefined && !window.isShown) {
    await new Promise(resolve => window.once('ready-to-show', resolve))
  }
}
