import assert from 'node:assert/strict'
import type { Journey } from '../runner/journey.types.ts'
import { demoPassword } from '../stage/start-server.ts'
import { until } from '../stage/until.ts'
import { consoleWindow, oneLine } from '../windows/console-window.ts'

export const keyboardOnly: Journey = {
  name: 'a shift by keyboard alone: sign in, move, search, approve, palette, map of keys',
  async run(stage) {
    const question = 'Is express delivery possible before noon on a weekday?'
    const customer = stage.customer()
    await customer.write(question)

    const operator = consoleWindow(await stage.open('console-keyboard'), stage.server)
    const { page, press } = operator
    const type = (text: string) => page.keyboard.type(text)
    const selected = page.locator('[role="option"][aria-selected="true"][aria-posinset]')
    const place = async () => Number(await selected.getAttribute('aria-posinset'))

    await page.goto(`${stage.server.url}/app`)
    await page.getByLabel('E-mail').and(page.locator(':focus')).waitFor()
    await type('operator@demo.test')
    await press('Tab')
    await type(demoPassword)
    await press('Enter')
    await selected.waitFor()
    await operator.live()

    assert.equal(await place(), 1)
    await press('j', 'j')
    await until('J went two rows down', async () => (await place()) === 3)
    await press('k')
    await until('K went one row up', async () => (await place()) === 2)

    // In a field every key is a letter: nothing is rejected, escalated, approved, moved or opened.
    const before = operator.openId()
    const asked: string[] = []
    page.on('request', request => {
      if (request.method() === 'POST') asked.push(new URL(request.url()).pathname)
    })
    const reply = page.getByLabel('Write your own reply')
    await reply.waitFor()
    await press('w')
    await reply.and(page.locator(':focus')).waitFor()
    await type('jk e r x a s d c h q g e ? / u w')
    assert.equal(await reply.inputValue(), 'jk e r x a s d c h q g e ? / u w')
    await press('Control+a', 'Delete', 'Escape')
    assert.equal(await page.getByRole('dialog').count(), 0)
    assert.equal(operator.openId(), before)
    assert.equal(new URL(page.url()).pathname, '/app/inbox')
    assert.deepEqual(
      asked.filter(path => /suggestion|escalation|message\.send|assign|snooze|resolve/.test(path)),
      [],
    )

    await press('?')
    const map = page.getByRole('dialog', { name: 'Keys' })
    await map.getByText('Approve and go to the next').waitFor()
    await press('j', 'Escape')
    await map.waitFor({ state: 'detached' })
    assert.equal(operator.openId(), before)

    await press('Control+k')
    await page.getByRole('dialog', { name: 'Commands and conversations' }).waitFor()
    await type('knowledge')
    await press('Enter')
    await page.getByRole('heading', { name: 'Knowledge', level: 1 }).waitFor()
    await press('g', 'i')
    await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor()

    await press('/')
    const search = page.getByLabel('Search conversations')
    await search.and(page.locator(':focus')).waitFor()
    await type('express delivery possible before noon')
    await until(
      'the search shows one conversation',
      async () => (await operator.rows(question).count()) === 1,
    )
    await until(
      'and nothing else',
      async () => (await page.locator('[role="option"][aria-posinset]').count()) === 1,
    )
    await press('Enter')
    await operator.thread.getByRole('article').filter({ hasText: question }).waitFor()
    await press('Escape')
    await operator.draft.waitFor()
    const draft = await operator.draftText()

    // Tab into the draft: arrows go from sentence to sentence.
    await until('Tab reaches the draft', async () => {
      await press('Tab')
      return (await operator.sentences.and(page.locator(':focus')).count()) === 1
    })
    if ((await operator.sentences.count()) > 1) {
      await press('ArrowDown')
      await operator.sentences.nth(1).and(page.locator(':focus')).waitFor()
    }
    await press('Control+Enter')
    assert.deepEqual((await customer.hears(1)).map(oneLine), [draft])
    return undefined
  },
}
