import assert from 'node:assert/strict'
import type { Journey } from '../runner/journey.types.ts'
import type { Stage } from '../stage/open-stage.ts'
import { until } from '../stage/until.ts'
import { oneLine } from '../windows/console-window.ts'

/** Windows ask for a lost server less and less often; this is the longest pause and some. Milliseconds. */
const foundAgainMs = 25_000

function allowOutage(stage: Stage): void {
  stage.allow(
    /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_(REFUSED|RESET|CLOSED|ABORTED)|ERR_EMPTY_RESPONSE|ERR_NETWORK_CHANGED/,
    'the server is out of reach',
  )
  stage.allow(/WebSocket connection to .* failed/, 'the server is out of reach')
}

export const offlineConsole: Journey = {
  name: 'an approval made offline is kept, shown and sent once',
  async run(stage) {
    allowOutage(stage)
    const question = 'Can a company pay by invoice for the third order?'
    const operator = await stage.openConsole('operator')
    const customer = stage.customer()
    const id = await customer.write(question)
    await operator.openConversation(question)
    await operator.draft.waitFor()
    const draft = await operator.draftText()

    const { page } = operator
    const approvals: string[] = []
    page.on('request', request => {
      if (request.url().endsWith('/trpc/suggestion.approve')) approvals.push(request.postData() ?? '')
    })
    await page.context().setOffline(true)
    await page.getByText('You are offline.').waitFor()
    await operator.press('Control+Enter')
    await page.getByText('1 action waits for the server.').waitFor()
    assert.deepEqual(await customer.replies(), [])
    assert.deepEqual(approvals, [])

    await page.context().setOffline(false)
    assert.deepEqual((await customer.hears(1)).map(oneLine), [draft])
    await operator.live()
    await page.getByText('1 action waits for the server.').waitFor({ state: 'detached' })
    await operator.openById(id)
    await operator
      .reply(draft)
      .filter({ hasText: /sent|delivered|read/ })
      .waitFor()
    assert.equal(await operator.reply(draft).count(), 1)
    assert.equal(approvals.length, 1)
    assert.equal((await customer.replies()).length, 1)
    return undefined
  },
}

export const offlineWidget: Journey = {
  name: 'a message written offline is kept in the chat and sent once',
  async run(stage) {
    allowOutage(stage)
    const customer = await stage.openWidget()
    await customer.write('Do you ship on Saturdays?')
    await customer.own.filter({ hasText: 'Sent' }).waitFor()
    await customer.page.context().setOffline(true)
    await customer.write('And on Sundays?')
    await customer.page.getByText('No connection. What you write is kept').first().waitFor()
    const server = await customer.customer()
    assert.equal((await server.thread()).length, 1)

    await customer.page.context().setOffline(false)
    await until('both messages have arrived', async () => (await server.thread()).length >= 2)
    await customer.own.filter({ hasText: 'And on Sundays?' }).filter({ hasText: 'Sent' }).waitFor()
    await customer.page.reload()
    await customer.own.filter({ hasText: 'And on Sundays?' }).waitFor()
    assert.deepEqual(await customer.texts(), ['Do you ship on Saturdays?', 'And on Sundays?'])
    assert.equal((await server.thread()).length, 2)
    return undefined
  },
}

export const killedServer: Journey = {
  name: 'the server is killed in the middle: windows catch up and nothing is doubled',
  async run(stage) {
    allowOutage(stage)
    const question = 'How many parcel lockers can I choose from at the checkout?'
    const later = 'And is there one near Lantern Quay?'
    const [operator, customer] = await Promise.all([stage.openConsole('operator'), stage.openWidget()])
    await customer.write(question)
    const id = await operator.openConversation(question)
    await operator.draft.waitFor()
    const draft = await operator.draftText()

    // Killed as soon as the approval is stored; what follows it has to be found in the database.
    const stored = operator.page.waitForResponse(/\/trpc\/suggestion\.approve$/)
    await operator.press('Control+Enter')
    await stored
    await stage.server.kill()
    await operator.page.getByText('You are offline.').waitFor()
    await customer.write(later)

    await stage.server.startAgain()
    await Promise.all([operator.live(foundAgainMs), customer.reads(draft, foundAgainMs)])
    await customer.own.filter({ hasText: later }).filter({ hasText: 'Sent' }).waitFor()
    await operator.openById(id)
    await operator.thread.getByRole('article').filter({ hasText: later }).waitFor()
    await operator.draft.waitFor()
    assert.equal(await operator.reply(draft).count(), 1)

    const second = await operator.draftText()
    await operator.press('Control+Enter')
    const server = await customer.customer()
    assert.deepEqual((await server.hears(2)).map(oneLine), [draft, second])
    await customer.reads(second)
    assert.deepEqual(
      (await server.thread()).filter(({ from }) => from === 'customer').map(({ text }) => text),
      [question, later],
    )
    assert.equal((await customer.texts()).length, 4)
    return undefined
  },
}
