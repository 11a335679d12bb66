import type { IpcEvent, IpcPayload } from '@countersign/shared/desktop/ipc.contract'
import { BrowserWindow, Menu, nativeTheme, screen } from 'electron'
import { errorClass, type Log } from '../log/open-log.ts'
import { buildContextMenu } from '../menu/build-menu.ts'
import type { MenuWords } from '../menu/menu.words.ts'
import consoleIcon from './console-icon.png?asset'
import { type Bounds, minimumSize, placeWindow } from './window-bounds.policy.ts'
import { readWindowPlace, writeWindowPlace } from './window-place.store.ts'

interface WindowChoices {
  readonly page: string
  readonly preload: string
  readonly placeFile: string
  readonly words: MenuWords
  readonly withDeveloperTools: boolean
  /** The page is going away: it reloads, has crashed, or was closed. */
  readonly onLeave: () => void
  readonly now: () => number
  readonly log: Log
}

export interface ConsoleWindow {
  readonly browserWindow: BrowserWindow
  show(): void
  /** Back to the console's first page, whatever is shown. */
  reload(): void
  send<E extends IpcEvent>(event: E, payload: IpcPayload<E>): void
}

/** A page that dies again this soon after it was brought back (ms) would die for ever. */
const crashPause = 10_000

/** The one window. Its page has no Node, no second world to reach it, and a process the operating system fences in. */
export function openWindow(choices: WindowChoices): ConsoleWindow {
  const { page, preload, placeFile, log } = choices
  const remembered = readWindowPlace(placeFile)
  const browserWindow = new BrowserWindow({
    ...placeWindow(remembered?.bounds ?? null, workAreas()),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Countersign',
    // macOS and Windows take it from the application itself.
    ...(process.platform === 'linux' ? { icon: consoleIcon } : {}),
    show: false,
    // The page's own ground, so that opening does not flash.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1917' : '#faf9f7',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: choices.withDeveloperTools,
      spellcheck: true,
    },
  })
  if (remembered?.isMaximized) browserWindow.maximize()
  const { webContents } = browserWindow

  function load(): void {
    browserWindow.loadURL(page).catch(error => log.write('window.failed', { error: errorClass(error) }))
  }

  browserWindow.once('ready-to-show', () => browserWindow.show())
  browserWindow.on('close', () => {
    try {
      writeWindowPlace(placeFile, {
        bounds: browserWindow.getNormalBounds(),
        isMaximized: browserWindow.isMaximized(),
      })
    } catch {
      // The window opens in the middle next time; closing it must not fail.
    }
    choices.onLeave()
  })
  browserWindow.on('unresponsive', () => log.write('window.unresponsive'))
  webContents.on('did-start-navigation', event => {
    if (event.isMainFrame && !event.isSameDocument) choices.onLeave()
  })
  let lastCrash = Number.NEGATIVE_INFINITY
  webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    log.write('window.gone', { reason, exitCode })
    choices.onLeave()
    const crashed = choices.now()
    if (reason !== 'clean-exit' && crashed - lastCrash > crashPause) load()
    lastCrash = crashed
  })
  webContents.on('context-menu', (_, clicked) => {
    const items = buildContextMenu(clicked, choices.words, {
      replaceWith: word => webContents.replaceMisspelling(word),
      addToDictionary: word => webContents.session.addWordToSpellCheckerDictionary(word),
    })
    if (items !== null) Menu.buildFromTemplate(items).popup({ window: browserWindow })
  })
  load()

  return {
    browserWindow,
    show() {
      if (browserWindow.isMinimized()) browserWindow.restore()
      browserWindow.show()
      browserWindow.focus()
    },
    reload: load,
    send(event, payload) {
      if (!webContents.isDestroyed()) webContents.send(event, payload)
    },
  }
}

function workAreas(): [Bounds, ...Bounds[]] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(display => display.id !== primary.id)
  return [primary.workArea, ...others.map(display => display.workArea)]
}
