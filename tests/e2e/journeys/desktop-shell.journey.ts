import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Journey } from '../runner/journey.types.ts'
import { demoPassword } from '../stage/start-server.ts'
import { until } from '../stage/until.ts'
import { consoleWindow, oneLine } from '../windows/console-window.ts'

const built = join(import.meta.dirname, '../../../apps/desktop/out')
const parts = ['main/index.js', 'preload/index.cjs', 'renderer/index.html']

declare const document: object

/** In a stand-in for Electron's runtime, which says itself what it cannot show. */
export const desktopShell: Journey = {
  name: 'the desktop console (stand-in for Electron): sign in, approve, badge, notice, restart',
  async run(stage) {
    const missing = parts.filter(part => !existsSync(join(built, part)))
    if (missing.length > 0) return { skipped: `not built: ${missing.join(', ')}` }
    stage.allow(
      /ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS/,
      "the stand-in's page comes from no address, so Chromium keeps its WebSocket from this machine; the socket polls",
    )
    const { launch } = await import('../../../apps/desktop/stand-in/launch.ts')
    const userData = mkdtempSync(join(tmpdir(), 'countersign-desktop-'))
    const start = () =>
      launch({
        main: join(built, 'main/index.js'),
        userData,
        browser: stage.browser,
        argv: [`--server-url=${stage.server.url}`],
      })
    let desktop = await start()
    try {
      const page = await desktop.page()
      await stage.watch(page, 'desktop')
      const operator = consoleWindow(page, stage.server)
      assert.equal(desktop.electronUrl(page.url()).startsWith('app://console/'), true)
      await page.getByLabel('E-mail').fill('operator@demo.test')
      await page.getByLabel('Password').fill(demoPassword)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await operator.live()
      const before = await until('the badge counts the approvals', () => desktop.seen.badgeCount)

      // The person is looking at another window. A driven page always believes to be in front.
      await page.evaluate(() => Object.defineProperty(document, 'hasFocus', { value: () => false }))
      const question = 'May my company order on invoice with a term of two weeks?'
      const customer = stage.customer()
      const id = await customer.write(question)
      await until('the badge counts one more', () => desktop.seen.badgeCount === before + 1)
      await operator.rows(question).waitFor()

      const notice = await until('a notice is shown', () => desktop.seen.notifications[0])
      assert.match(notice.options.title, /^Visitor [0-9A-F]{4}$/)
      assert.equal(notice.options.body, 'A draft waits for you')
      notice.emit('click')
      await operator.draft.waitFor()
      assert.ok(page.url().includes(id), 'the notice did not open its conversation')
      const draft = await operator.draftText()
      await operator.press('Control+Enter')
      assert.deepEqual((await customer.hears(1)).map(oneLine), [draft])
      await until('the badge counts one less', () => desktop.seen.badgeCount === before)

      // The next start needs no password: the token was kept, sealed.
      await desktop.close()
      desktop = await start()
      const again = await desktop.page()
      await stage.watch(again, 'desktop-again')
      await consoleWindow(again, stage.server).live()
      assert.equal(await again.getByLabel('Password').count(), 0)
    } finally {
      await desktop.close()
      rmSync(userData, { recursive: true, force: true })
    }
    return undefined
  },
}
