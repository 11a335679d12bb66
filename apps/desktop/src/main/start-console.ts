import { join } from 'node:path'
import { app, ipcMain, Menu, protocol, session, shell } from 'electron'
import { consoleOrigin, consolePage, consoleScheme } from './console-home.ts'
import { holdConversation } from './deep-links/hold-conversation.ts'
import { holdProviderSignIn } from './deep-links/hold-provider-sign-in.ts'
import { deepLinkScheme, findDeepLink, parseDeepLink } from './deep-links/parse-deep-link.ts'
import { findSignInLink, parseSignInLink, type SignInLink } from './deep-links/parse-sign-in-link.ts'
import { type IpcHandlers, registerCalls } from './ipc/register.ts'
import { errorClass, type Log, openLog } from './log/open-log.ts'
import { buildMenu } from './menu/build-menu.ts'
import { chooseMenuLanguage, menuWords } from './menu/menu.words.ts'
import { openNotices } from './notifications/show-notice.ts'
import { serveConsole } from './protocol/serve-console.ts'
import { openRefreshTokens } from './secrets/refresh-token.store.ts'
import { systemSealer } from './secrets/system-sealer.ts'
import { openServerAddress } from './settings/server-address.store.ts'
import { openTray, type UnreadTray } from './tray/open-tray.ts'
import { lockPage, lockSession } from './window/lock-page.ts'
import { originOf } from './window/navigation.policy.ts'
import { type ConsoleWindow, openWindow } from './window/open-window.ts'

export interface StartOptions {
  readonly argv: readonly string[]
  /** Where the development server serves the renderer; absent in a built console. */
  readonly developmentUrl: string | undefined
  /** Folder of this built file; the preload and the renderer lie beside it. */
  readonly folder: string
  readonly now: () => Date
}

/**
 * Starts the desktop. Called once, before Electron is ready: schemes and the sandbox cannot be set later. A second
 * start hands its link to the first and leaves.
 */
export function startConsole({ argv, developmentUrl, folder, now }: StartOptions): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    { scheme: consoleScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])

  const page = developmentUrl ?? consolePage
  const home = (developmentUrl === undefined ? null : originOf(developmentUrl)) ?? consoleOrigin
  const isMac = process.platform === 'darwin'
  const withDeveloperTools = !app.isPackaged
  const data = app.getPath('userData')
  const log = openLog(join(data, 'logs', 'console.log'), now)
  const serverAddress = openServerAddress(join(data, 'server.json'), argv)
  const tokens = openRefreshTokens(join(data, 'refresh-token.json'), systemSealer, serverAddress.get)

  let window: ConsoleWindow | null = null
  let tray: UnreadTray | null = null
  const holder = holdConversation(conversationId => window?.send('conversation:open', conversationId))

  function show(): void {
    if (!app.isReady()) return
    if (window === null) open()
    else window.show()
  }
  function openConversation(conversationId: string): void {
    holder.open(conversationId)
    show()
  }
  const providerSignIn = holdProviderSignIn(returned => window?.send('provider:returned', returned))
  function returnFromProvider(link: SignInLink): void {
    providerSignIn.finish(link)
    show()
  }
  const notices = openNotices(openConversation)

  function open(): void {
    const words = menuWords[chooseMenuLanguage(app.getPreferredSystemLanguages())]
    const opened = openWindow({
      page,
      preload: join(folder, '../preload/index.cjs'),
      placeFile: join(data, 'window.json'),
      words,
      withDeveloperTools,
      onLeave() {
        holder.leave()
        providerSignIn.leave()
      },
      now: () => now().getTime(),
      log,
    })
    opened.browserWindow.on('closed', () => {
      window = null
    })
    window = opened
    log.write('window.opened')
  }

  const handlers: IpcHandlers = {
    'server-url:get': () => serverAddress.get(),
    async 'server-url:set'(url) {
      if (url === serverAddress.get()) return url
      await tokens.clear()
      serverAddress.set(url)
      // The page's rules name the old server until it is loaded again; the answer leaves first.
      setImmediate(() => window?.reload())
      return url
    },
    'refresh-token:get': () => tokens.get(),
    'refresh-token:set': token => tokens.set(token),
    'refresh-token:clear': () => tokens.clear().then(() => undefined),
    'notice:show': notice => notices.show(notice),
    'unread:set'(count) {
      app.setBadgeCount(count)
      tray?.setUnread(count)
    },
    'conversation:listen'() {
      holder.listen()
    },
    async 'provider:sign-in'() {
      await shell.openExternal(providerSignIn.begin(serverAddress.get()))
    },
    'provider:begin-link': () => providerSignIn.beginLink(),
    async 'provider:link'(ticket) {
      await shell.openExternal(providerSignIn.link(serverAddress.get(), ticket))
    },
    'provider:listen'() {
      providerSignIn.listen()
    },
  }

  app.on('web-contents-created', (_, contents) => lockPage(contents, home, log))
  app.on('second-instance', (_, otherArgv) => {
    const link = findDeepLink(otherArgv)
    const returned = findSignInLink(otherArgv)
    if (returned !== null) returnFromProvider(returned)
    else if (link === null) show()
    else openConversation(link.conversationId)
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    const link = parseDeepLink(url)
    const returned = parseSignInLink(url)
    if (returned !== null) returnFromProvider(returned)
    else if (link === null) log.write('link.refused')
    else openConversation(link.conversationId)
  })
  app.on('activate', show)
  app.on('window-all-closed', () => {
    if (!isMac) app.quit()
  })
  // From a checkout the registered program would be Electron itself, without the console.
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme)
  const firstLink = findDeepLink(argv)
  if (firstLink !== null) holder.open(firstLink.conversationId)

  app
    .whenReady()
    .then(() => {
      log.write('console.started', { version: app.getVersion() })
      lockSession(session.defaultSession, home, log)
      protocol.handle(consoleScheme, request =>
        serveConsole(request, {
          root: join(folder, '../renderer'),
          home: consoleOrigin,
          serverUrl: serverAddress.get,
          onRefused: () => log.write('asset.refused'),
        }),
      )
      registerCalls(ipcMain, handlers, {
        home,
        isConsoleWindow: id => window?.browserWindow.webContents.id === id,
        log,
      })
      const words = menuWords[chooseMenuLanguage(app.getPreferredSystemLanguages())]
      const onReload = () => window?.reload()
      Menu.setApplicationMenu(
        Menu.buildFromTemplate(buildMenu({ words, isMac, withDeveloperTools, onReload })),
      )
      open()
      tray = tryOpenTray(() => openTray(words, isMac, show), log)
    })
    .catch(error => {
      log.write('window.failed', { error: errorClass(error) })
      app.exit(1)
    })
}

/** Some Linux desktops have no tray; the console works without. */
function tryOpenTray(openIt: () => UnreadTray, log: Log): UnreadTray | null {
  try {
    return openIt()
  } catch (error) {
    log.write('tray.unavailable', { error: errorClass(error) })
    return null
  }
}
