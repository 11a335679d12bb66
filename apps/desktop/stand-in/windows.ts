import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { BrowserContext, Frame, Page, Request as PageRequest, Route } from 'playwright-core'
import { invokeBinding, preloadScript, receiveFunction } from './preload-world.ts'
import { type makeSystem, vetoable } from './system.ts'

type System = ReturnType<typeof makeSystem>

/**
 * Chromium knows no `app:` scheme, so `app://console/x` is shown as `http://console.app.localhost/x`; everything the
 * main process sees or says is in Electron's form.
 */
function toPageUrl(url: string, schemes: readonly string[]): string {
  const match = /^([a-z]+):\/\/([^/?#]+)(.*)$/.exec(url)
  if (match === null || !schemes.includes(match[1] ?? '')) return url
  return `http://${match[2]}.${match[1]}.localhost${match[3]}`
}

export function toElectronUrl(url: string, schemes: readonly string[]): string {
  const match = /^http:\/\/([^/?#]+)\.([a-z]+)\.localhost(.*)$/.exec(url)
  if (match === null || !schemes.includes(match[2] ?? '')) return url
  return `${match[2]}://${match[1]}${match[3]}`
}

interface WindowOptions {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly webPreferences: { readonly preload: string } & Record<string, unknown>
}

type PermissionAnswer = (granted: boolean) => void
type PermissionHandler = (
  contents: unknown,
  permission: string,
  answer: PermissionAnswer,
  details: { requestingUrl: string; isMainFrame: boolean },
) => void
type PermissionCheck = (contents: unknown, permission: string, origin: string) => boolean
interface SenderFrame {
  readonly origin: string
  readonly url: string
  readonly parent: SenderFrame | null
}
type CallHandler = (event: unknown, ...args: unknown[]) => unknown

/** The parts of the `electron` stand-in around pages: windows, their contents, calls, protocols, the session. */
export function makeWindows(system: System, context: BrowserContext) {
  const windows: InstanceType<typeof BrowserWindow>[] = []
  const calls = new Map<string, CallHandler>()
  const protocols = new Map<string, (request: Request) => Promise<Response>>()
  const schemes = () => [...protocols.keys()]
  const electronUrl = (url: string) => toElectronUrl(url, schemes())
  let nextContentsId = 1

  const ipcMain = {
    handle(channel: string, handler: CallHandler) {
      if (calls.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
      calls.set(channel, handler)
    },
  }

  const protocol = {
    registerSchemesAsPrivileged(custom: typeof system.seen.schemes) {
      if (system.app.isReady())
        throw new Error('registerSchemesAsPrivileged should be called before app is ready')
      system.seen.schemes.push(...custom)
    },
    handle(scheme: string, handler: (request: Request) => Promise<Response>) {
      protocols.set(scheme, handler)
    },
  }

  class Session extends EventEmitter {
    permissionRequest: PermissionHandler | null = null
    permissionCheck: PermissionCheck | null = null
    setPermissionRequestHandler(handler: PermissionHandler) {
      this.permissionRequest = handler
    }
    setPermissionCheckHandler(handler: PermissionCheck) {
      this.permissionCheck = handler
    }
    setDevicePermissionHandler() {}
    addWordToSpellCheckerDictionary() {}
  }
  const defaultSession = new Session()

  class WebContents extends EventEmitter {
    readonly id = nextContentsId++
    readonly session = defaultSession
    readonly page: Promise<Page>
    openHandler: ((details: { url: string }) => { action: string }) | null = null
    ownNavigation = false
    destroyed = false

    constructor(preload: string) {
      super()
      this.page = this.makePage(preload)
      // Whoever waits for the window sees the failure; without a waiter it must not end the process.
      this.page.catch(() => undefined)
    }
    private async makePage(preload: string): Promise<Page> {
      const page = await context.newPage()
      await page.exposeBinding(invokeBinding, ({ frame }, channel: string, args: unknown[]) =>
        this.receiveCall(frame, channel, args),
      )
      await page.addInitScript({ content: preloadScript(readFileSync(preload, 'utf8'), process.platform) })
      page.on('request', request => {
        if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) return
        this.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false, url: request.url() })
      })
      page.on('popup', popup => void popup.close())
      return page
    }
    private async receiveCall(frame: Frame, channel: string, args: unknown[]): Promise<unknown> {
      const handler = calls.get(channel)
      if (handler === undefined) {
        throw new Error(`Error invoking remote method '${channel}': No handler registered for '${channel}'`)
      }
      return handler({ sender: this, senderFrame: describeFrame(frame) }, ...args)
    }
    setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
      this.openHandler = handler
    }
    isDestroyed = () => this.destroyed
    send(channel: string, ...args: unknown[]) {
      void this.page.then(page =>
        page.evaluate(
          ([name, c, a]) =>
            (globalThis as never as Record<string, (c: string, a: unknown[]) => void>)[name]?.(c, a),
          [receiveFunction, channel, args] as const,
        ),
      )
    }
    replaceMisspelling() {}
  }

  function describeFrame(frame: Frame): SenderFrame {
    const above = frame.parentFrame()
    const parent = above === null ? null : describeFrame(above)
    const url = electronUrl(frame.url())
    const inherited = url === 'about:blank' || url === '' ? parent?.origin : undefined
    return { origin: inherited ?? /^[a-z]+:\/\/[^/?#]+/.exec(url)?.[0] ?? 'null', url, parent }
  }

  class BrowserWindow extends EventEmitter {
    readonly options: WindowOptions
    readonly webContents: WebContents
    isShown = false
    private bounds: { x: number; y: number; width: number; height: number }
    private maximized = false

    constructor(options: WindowOptions) {
      super()
      this.options = options
      const { x, y, width, height } = options
      this.bounds = { x, y, width, height }
      this.webContents = new WebContents(options.webPreferences.preload)
      windows.push(this)
      system.app.emit('web-contents-created', vetoable(), this.webContents)
    }
    async loadURL(url: string): Promise<void> {
      const page = await this.webContents.page
      await page.setViewportSize({ width: this.bounds.width, height: this.bounds.height })
      this.webContents.ownNavigation = true
      try {
        await page.goto(toPageUrl(url, schemes()))
      } finally {
        this.webContents.ownNavigation = false
      }
      this.emit('ready-to-show')
    }
    async close(): Promise<void> {
      this.emit('close', vetoable())
      this.webContents.destroyed = true
      windows.splice(windows.indexOf(this), 1)
      await (await this.webContents.page).close()
      this.emit('closed')
      if (windows.length === 0) system.app.emit('window-all-closed')
    }
    setBounds(bounds: { x: number; y: number; width: number; height: number }) {
      this.bounds = bounds
    }
    getNormalBounds = () => this.bounds
    isMaximized = () => this.maximized
    maximize() {
      this.maximized = true
    }
    isMinimized = () => false
    restore() {}
    focus() {}
    show() {
      this.isShown = true
    }
  }

  /** Every request of every page: main navigations ask the window first, custom schemes are answered by the main process. */
  async function route(routed: Route, request: PageRequest): Promise<void> {
    const url = electronUrl(request.url())
    if (request.isNavigationRequest() && !(await mayNavigate(request, url))) {
      await routed.abort('aborted')
      return
    }
    const scheme = /^([a-z]+):/.exec(url)?.[1] ?? ''
    const handler = protocols.get(scheme)
    if (handler === undefined) await passOn(routed, request)
    else {
      const answer = await handler(new Request(url, { method: request.method() }))
      await routed.fulfill({
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: Buffer.from(await answer.arrayBuffer()),
      })
    }
  }

  async function mayNavigate(request: PageRequest, url: string): Promise<boolean> {
    const frame = frameOf(request)
    for (const { webContents } of windows) {
      const page = await webContents.page
      if (frame === null || (await frame.page().opener()) === page) {
        webContents.openHandler?.({ url })
        return false
      }
      if (frame.page() !== page) continue
      const isMainFrame = frame === page.mainFrame()
      if (isMainFrame && webContents.ownNavigation) return true
      const event = { ...vetoable(), url, isMainFrame }
      webContents.emit('will-frame-navigate', event)
      return !event.defaultPrevented
    }
    return true
  }

  /** To a real server, as Electron's page: with its own origin, which the server must name in its answer. */
  async function passOn(routed: Route, request: PageRequest): Promise<void> {
    const { origin, ...headers } = await request.allHeaders()
    if (origin === undefined || electronUrl(origin) === origin) {
      await routed.continue()
      return
    }
    const answer = await routed.fetch({ headers: { ...headers, origin: electronUrl(origin) } })
    const allowed = answer.headers()['access-control-allow-origin']
    await routed.fulfill({
      response: answer,
      headers: {
        ...answer.headers(),
        ...(allowed === electronUrl(origin) ? { 'access-control-allow-origin': origin } : {}),
      },
    })
  }

  /** A request of a page that is being closed fails half-way; left unanswered it would keep the page open. */
  const answerRoute = (routed: Route, request: PageRequest) =>
    route(routed, request).catch(() => routed.abort('aborted').catch(() => undefined))

  return {
    ipcMain,
    protocol,
    session: { defaultSession },
    BrowserWindow,
    windows,
    listen: () => context.route('**/*', answerRoute),
  }
}

/** A new window's first request has no frame yet. */
function frameOf(request: PageRequest): Frame | null {
  try {
    return request.frame()
  } catch {
    return null
  }
}
