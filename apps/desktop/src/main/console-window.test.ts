// @vitest-environment node
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DesktopBridge } from '@countersign/shared/desktop/ipc.contract'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildMain } from '../../stand-in/build-main.ts'
import { type Launched, type LaunchOptions, launch } from '../../stand-in/launch.ts'
import { invokeBinding } from '../../stand-in/preload-world.ts'

const chromiumPath = '/usr/bin/chromium'
const builtRenderer = join(import.meta.dirname, '../../out/renderer')
const conversationId = '01890a5d-ac96-774b-bcce-b302099a8057'
const link = `countersign://conversation/${conversationId}`

declare const window: { desktop: DesktopBridge } & Record<string, unknown>

if (!existsSync(chromiumPath)) console.warn(`Skipped: the console's window needs Chromium at ${chromiumPath}`)

describe.skipIf(!existsSync(chromiumPath))(
  'the built console (stand-in for Electron)',
  { timeout: 30_000 },
  () => {
    let folder: string
    let browser: Browser
    let console: Launched
    const opened: Launched[] = []

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'countersign-'))
      await buildMain(join(folder, 'out'))
      const renderer = join(folder, 'out', 'renderer')
      mkdirSync(join(renderer, 'assets'), { recursive: true })
      writeFileSync(
        join(renderer, 'index.html'),
        '<!doctype html><title>-</title><body><p>Console</p><script type="module" src="./assets/main.js"></script>',
      )
      writeFileSync(join(renderer, 'assets', 'main.js'), 'document.title = "Loaded"')
      browser = await chromium.launch({
        executablePath: chromiumPath,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      })
    }, 60_000)
    afterAll(async () => {
      await browser?.close()
      rmSync(folder, { recursive: true, force: true })
    })

    let profile = 0
    async function start(options: Partial<LaunchOptions> = {}): Promise<Launched> {
      const launched = await launch({
        main: join(folder, 'out', 'main', 'index.js'),
        userData: join(folder, `profile-${profile}`),
        browser,
        ...options,
      })
      opened.push(launched)
      return launched
    }
    beforeEach(async () => {
      profile += 1
      console = await start()
    }, 30_000)
    afterEach(async () => {
      for (const launched of opened.splice(0)) await launched.close()
    }, 30_000)

    /** Calls past the preload, as a page that had got hold of the channel could. */
    const rawCall = async (channel: string, ...args: unknown[]) =>
      (await console.page()).evaluate(
        ([binding, c, a]) => (window[binding] as (c: string, a: unknown[]) => Promise<unknown>)(c, a),
        [invokeBinding, channel, args] as const,
      )

    const openedConversations = async () =>
      (await console.page()).evaluate(
        () =>
          new Promise<string[]>(resolve => {
            const heard: string[] = []
            window.desktop.onOpenConversation(id => {
              heard.push(id)
              resolve(heard)
            })
          }),
      )

    describe('the window', () => {
      it('opens on the page of its own scheme, fenced in', async () => {
        const page = await console.page()
        expect(console.electronUrl(page.url())).toBe('app://console/index.html')
        expect(await page.title()).toBe('Loaded')
        expect(console.seen.sandboxEnabled).toBe(true)
        expect(console.seen.schemes.map(s => s.scheme)).toEqual(['app'])
        expect(console.seen.schemes[0]?.privileges).not.toHaveProperty('bypassCSP')
        expect(console.electron.windows[0]?.options.webPreferences).toMatchObject({
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          webSecurity: true,
          webviewTag: false,
          devTools: false,
        })
      })

      it("carries the page's rules, which hold", async () => {
        const page = await console.page()
        const answer = await page.reload()
        const rules = answer?.headers()['content-security-policy'] ?? ''
        expect(rules).toContain("default-src 'none'")
        expect(rules).toContain("connect-src 'self' http://127.0.0.1:4310 ws://127.0.0.1:4310")
        const outcome = await page.evaluate(async () => {
          const breaches = new Promise<string[]>(resolve => {
            const found: string[] = []
            document.addEventListener('securitypolicyviolation', event => {
              found.push(event.effectiveDirective)
              if (found.length === 2) resolve(found)
            })
          })
          const script = document.createElement('script')
          script.textContent = 'window.ranInline = true'
          document.body.append(script)
          const reached = await fetch('https://example.com/').then(
            () => true,
            () => false,
          )
          return { ranInline: window.ranInline === true, reached, breaches: await breaches }
        })
        expect(outcome).toEqual({
          ranInline: false,
          reached: false,
          breaches: ['script-src-elem', 'connect-src'],
        })
      })

      it('is not taken anywhere else by its page', async () => {
        const page = await console.page()
        await page.evaluate(() => {
          location.href = 'https://example.com/order/7'
        })
        await expect.poll(() => console.seen.openedOutside).toEqual(['https://example.com/order/7'])
        await page.evaluate(() => {
          location.href = 'http://example.com/'
        })
        await page.evaluate(() => {
          globalThis.open('https://example.com/terms')
        })
        await expect
          .poll(() => console.seen.openedOutside)
          .toEqual(['https://example.com/order/7', 'https://example.com/terms'])
        expect(console.electronUrl(page.url())).toBe('app://console/index.html')
        expect(await page.textContent('p')).toBe('Console')
        expect(console.electron.windows).toHaveLength(1)
      })

      it('serves nothing from outside the renderer', async () => {
        const page = await console.page()
        const statuses = await page.evaluate(() =>
          Promise.all(
            ['./assets/main.js', '/..%2fmain%2findex.js', '/%2e%2e%5cmain%5cindex.js', '/none.js'].map(
              async path => (await fetch(path)).status,
            ),
          ),
        )
        expect(statuses).toEqual([200, 404, 404, 404])
      })

      it('grants its page notifications and nothing else, and other pages nothing', async () => {
        const home = 'app://console/index.html'
        expect(await console.requestPermission('notifications', home)).toBe(true)
        expect(await console.requestPermission('media', home)).toBe(false)
        expect(await console.requestPermission('geolocation', home)).toBe(false)
        expect(await console.requestPermission('notifications', 'https://example.com/')).toBe(false)
      })

      it('comes back where it was', async () => {
        const bounds = { x: 300, y: 40, width: 1000, height: 700 }
        console.electron.windows[0]?.setBounds(bounds)
        await console.close()
        const again = await start()
        expect(again.electron.windows[0]?.getNormalBounds()).toEqual(bounds)
      })
    })

    describe('the bridge', () => {
      it('has what the contract says and nothing more', async () => {
        const page = await console.page()
        const shape = await page.evaluate(() => ({
          keys: Object.keys(window.desktop).sort(),
          token: Object.keys(window.desktop.refreshToken).sort(),
          provider: Object.keys(window.desktop.provider).sort(),
          platform: window.desktop.platform,
          version: window.desktop.version,
          leaks: ['require', 'process', 'module', 'electron', 'ipcRenderer'].filter(name => name in window),
        }))
        expect(shape.keys).toEqual([
          'notify',
          'onOpenConversation',
          'platform',
          'provider',
          'refreshToken',
          'serverUrl',
          'setServerUrl',
          'setUnread',
          'version',
        ])
        expect(shape.token).toEqual(['clear', 'get', 'set'])
        expect(shape.provider).toEqual(['beginLink', 'link', 'onReturn', 'signIn'])
        expect(shape.platform).toBe(process.platform)
        expect(shape.version).toBe('0.1.0')
        expect(shape.leaks).toEqual([])
      })

      it('keeps the refresh token over a restart, encrypted', async () => {
        const page = await console.page()
        expect(await page.evaluate(() => window.desktop.refreshToken.get())).toBeNull()
        expect(await page.evaluate(() => window.desktop.refreshToken.set('secret-token-1'))).toBe('stored')
        await console.close()
        const userData = join(folder, `profile-${profile}`)
        for (const file of readdirSync(userData, { recursive: true, withFileTypes: true })) {
          if (file.isFile()) {
            expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain('secret-token-1')
          }
        }
        const again = await (await start()).page()
        expect(await again.evaluate(() => window.desktop.refreshToken.get())).toBe('secret-token-1')
        await again.evaluate(() => window.desktop.refreshToken.clear())
        expect(await again.evaluate(() => window.desktop.refreshToken.get())).toBeNull()
      })

      it('keeps it for the session only where there is no keyring', async () => {
        await console.close()
        const first = await start({ hasKeyring: false })
        const page = await first.page()
        expect(await page.evaluate(() => window.desktop.refreshToken.set('secret-token-2'))).toBe('session')
        await page.reload()
        expect(await page.evaluate(() => window.desktop.refreshToken.get())).toBe('secret-token-2')
        await first.close()
        const again = await (await start({ hasKeyring: false })).page()
        expect(await again.evaluate(() => window.desktop.refreshToken.get())).toBeNull()
      })

      it('changes the server: the token is dropped, the page starts again under new rules', async () => {
        const page = await console.page()
        await page.evaluate(() => window.desktop.refreshToken.set('secret-token-3'))
        const answered = page.waitForResponse(answer => answer.url().endsWith('/index.html'))
        const reloaded = page.waitForEvent('load')
        // The page may be gone before it hears the answer.
        const asked = page
          .evaluate(() => window.desktop.setServerUrl(' https://Desk.example.com/ '))
          .catch(() => null)
        const answer = await answered
        expect(answer.headers()['content-security-policy']).toContain(
          'https://desk.example.com wss://desk.example.com',
        )
        await Promise.all([asked, reloaded])
        expect(await page.evaluate(() => window.desktop.serverUrl())).toBe('https://desk.example.com')
        expect(await page.evaluate(() => window.desktop.refreshToken.get())).toBeNull()
        await console.close()
        const again = await (await start()).page()
        expect(await again.evaluate(() => window.desktop.serverUrl())).toBe('https://desk.example.com')
      })

      it('refuses bad arguments with a code, before they leave the page', async () => {
        const page = await console.page()
        const messages = await page.evaluate(async () => {
          const bridge = window.desktop as never as Record<string, (...args: unknown[]) => Promise<unknown>>
          const reason = (work: Promise<unknown> | undefined) =>
            Promise.resolve(work).then(
              () => 'accepted',
              error => (error as Error).message,
            )
          return Promise.all([
            reason(bridge.setServerUrl?.('http://desk.example.com')),
            reason(bridge.setServerUrl?.(7)),
            reason(bridge.setUnread?.(-1)),
            reason(bridge.notify?.({ title: 'x', body: 'y', conversationId: 'z' })),
            reason((window.desktop.refreshToken.set as (t: unknown) => Promise<unknown>)('')),
          ])
        })
        expect(messages).toEqual(Array(5).fill('input.invalid'))
      })

      it('is checked again by the main process', async () => {
        expect(await rawCall('server-url:set', 'http://desk.example.com')).toEqual({
          ok: false,
          code: 'input.invalid',
        })
        expect(await rawCall('unread:set', 1, 2)).toEqual({ ok: false, code: 'input.invalid' })
        expect(await rawCall('server-url:get')).toEqual({ ok: true, value: 'http://127.0.0.1:4310' })
        await expect(rawCall('files:read', '/etc/passwd')).rejects.toThrow('No handler registered')
      })

      it('hears nobody but the console page', async () => {
        const page = await console.page()
        await page.evaluate(() => window.desktop.refreshToken.set('secret-token-4'))
        // Such a frame has the page's own origin, and is refused because it is not the page.
        await page.evaluate(() => document.body.append(document.createElement('iframe')))
        const frame = page.frames().find(f => f !== page.mainFrame())
        const answer = await frame?.evaluate(
          binding =>
            (window[binding] as (c: string, a: unknown[]) => Promise<unknown>)('refresh-token:get', []),
          invokeBinding,
        )
        expect(answer).toEqual({ ok: false, code: 'auth.forbidden' })
        expect(await page.evaluate(() => window.desktop.refreshToken.get())).toBe('secret-token-4')
      })

      it('lets the page talk to its server as itself, and only if the server knows it', async () => {
        let allowed = 'app://console'
        const origins: unknown[] = []
        const server = await listen((request, response) => {
          origins.push(request.headers.origin)
          response.setHeader('access-control-allow-origin', allowed)
          response.end('{}')
        })
        const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
        await console.close()
        const page = await (await start({ argv: [`--server-url=${url}`] })).page()
        const status = () =>
          page.evaluate(async () => {
            const answer = await fetch(`${await window.desktop.serverUrl()}/trpc/auth.me`).catch(() => null)
            return answer?.status ?? 'refused'
          })
        expect(await status()).toBe(200)
        allowed = 'https://example.com'
        expect(await status()).toBe('refused')
        expect(origins).toEqual(['app://console', 'app://console'])
        await new Promise(resolve => server.close(resolve))
      })

      it('is of no use to another site that got into the window', async () => {
        const server = await listen((_, response) => response.end('<!doctype html><title>Elsewhere</title>'))
        const page = await console.page()
        const [window0] = console.electron.windows
        await window0?.loadURL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
        expect(await page.title()).toBe('Elsewhere')
        expect(await rawCall('refresh-token:get')).toEqual({ ok: false, code: 'auth.forbidden' })
        await new Promise(resolve => server.close(resolve))
      })

      it('shows a notice, and its click opens the conversation', async () => {
        const page = await console.page()
        const heard = openedConversations()
        const shown = await page.evaluate(
          id => window.desktop.notify({ title: 'Draft ready', body: 'Anna K.', conversationId: id }),
          conversationId,
        )
        expect(shown).toBe(true)
        expect(console.seen.notifications.map(n => n.options)).toEqual([
          { title: 'Draft ready', body: 'Anna K.' },
        ])
        console.seen.notifications[0]?.emit('click')
        expect(await heard).toEqual([conversationId])
      })

      it('shows the number of unread conversations on the icon and in the tray', async () => {
        await (await console.page()).evaluate(() => window.desktop.setUnread(3))
        expect(console.seen.badgeCount).toBe(3)
        expect(console.seen.trays[0]?.toolTip).toBe('Countersign — 3 unread')
      })
    })

    describe('a link', () => {
      it('opens its conversation while the console runs', async () => {
        const heard = openedConversations()
        await rawCall('conversation:listen')
        console.openUrl('countersign://conversation/not-an-id')
        console.openUrl(link)
        expect(await heard).toEqual([conversationId])
      })

      it('that starts the console waits until the page listens', async () => {
        await console.close()
        console = await start({ argv: [link] })
        expect(await openedConversations()).toEqual([conversationId])
      })

      it('that starts a second console is handed to the first', async () => {
        const heard = openedConversations()
        const second = await start({ argv: ['--flag', link] })
        expect(second.seen.hasQuit).toBe(true)
        expect(second.electron.windows).toHaveLength(0)
        expect(await heard).toEqual([conversationId])
      })

      it('waits again while the page reloads', async () => {
        const page = await console.page()
        await openedAfterReload()
        async function openedAfterReload() {
          await page.evaluate(() => {
            window.desktop.onOpenConversation(() => undefined)
          })
          await page.reload()
          console.openUrl(link)
          expect(await openedConversations()).toEqual([conversationId])
        }
      })
    })

    it('sends a person to the provider outside, and tells the page what they came back with', async () => {
      const page = await console.page()
      await page.evaluate(() => window.desktop.provider.signIn())
      const there = new URL(console.seen.openedOutside.at(-1) ?? 'none:')
      expect(there.pathname + there.search).toMatch(
        /^\/auth\/oidc\/start\?client=desktop&challenge=[\w-]{43}$/,
      )
      const heard = page.evaluate(
        () => new Promise(resolve => window.desktop.provider.onReturn(returned => resolve(returned))),
      )
      await rawCall('provider:listen')
      console.openUrl(`countersign://sign-in?oidc=code&code=${'c'.repeat(43)}`)
      expect(await heard).toEqual({
        outcome: 'code',
        code: 'c'.repeat(43),
        verifier: expect.stringMatching(/^[\w-]{43}$/),
      })
    })

    it('speaks Russian to a Russian system', async () => {
      await console.close()
      const russian = await start({ languages: ['ru-RU', 'en-US'] })
      expect(russian.seen.applicationMenu?.map(item => item.label)).toEqual(['Файл', 'Правка', 'Вид', 'Окно'])
      expect(russian.seen.trays[0]?.toolTip).toBe('Countersign — Непрочитанных нет')
    })

    it('writes a log without a word of anybody', async () => {
      const page = await console.page()
      await page.evaluate(
        id =>
          window.desktop.notify({ title: 'Anna Karenina', body: 'Where is my parcel', conversationId: id }),
        conversationId,
      )
      await rawCall('server-url:set', 'http://secret.example.com')
      const log = readFileSync(join(folder, `profile-${profile}`, 'logs', 'console.log'), 'utf8')
      const lines = log
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
      expect(lines.map(line => line.event)).toEqual(['console.started', 'window.opened', 'call.refused'])
      for (const word of ['Anna', 'parcel', 'secret.example', conversationId]) expect(log).not.toContain(word)
    })

    it.skipIf(!existsSync(join(builtRenderer, 'index.html')))(
      'shows the built renderer without a breach of the page rules',
      async () => {
        await console.close()
        const whole = join(folder, 'whole')
        cpSync(join(folder, 'out'), whole, { recursive: true })
        rmSync(join(whole, 'renderer'), { recursive: true })
        cpSync(builtRenderer, join(whole, 'renderer'), { recursive: true })
        const complaints: string[] = []
        const started = await start({
          main: join(whole, 'main', 'index.js'),
          argv: ['--server-url=http://127.0.0.1:9'],
        })
        const page = await started.page()
        page.on('console', message => {
          if (/content security policy/i.test(message.text())) complaints.push(message.text())
        })
        page.on('pageerror', error => complaints.push(error.message))
        await page.reload()
        await page.waitForSelector('#root > *')
        expect(complaints).toEqual([])
      },
    )
  },
)

function listen(handler: Parameters<typeof createServer>[1]): Promise<Server> {
  const server = createServer(handler)
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}
