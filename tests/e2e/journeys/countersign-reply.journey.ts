import assert from 'node:assert/strict'
import type { Journey } from '../runner/journey.types.ts'
import { sendAgain } from '../stage/call-procedure.ts'
import { oneLine } from '../windows/console-window.ts'

const question = 'We are a small studio of four. How do I pay by invoice?'
/** From the customer's Enter to a draft in the console, milliseconds: settling takes 1.5 s of it. */
const draftWithinMs = 8_000

/** The product in one story: two windows, one question, one answer. */
export const countersignReply: Journey = {
  name: "a customer's question becomes a countersigned reply",
  async run(stage) {
    const [operator, customer] = await Promise.all([stage.openConsole('operator'), stage.openWidget()])
    const { page } = operator
    await page.locator('html').evaluate(html => html.setAttribute('data-not-reloaded', 'yes'))

    const written = performance.now()
    await customer.write(question)
    await operator.rows(question).waitFor()
    const id = await operator.openConversation(question)
    // Who gave no name is still told apart from the next one.
    await page.getByRole('heading', { name: /^Visitor [0-9A-F]{4}$/ }).waitFor()
    await operator.draft.waitFor()
    const took = performance.now() - written
    assert.ok(took < draftWithinMs, `the draft took ${Math.round(took)} ms`)
    assert.equal(
      await page.locator('html').getAttribute('data-not-reloaded'),
      'yes',
      'the console was reloaded',
    )

    // Every sentence that is not marked as unsupported names its source, and the sources stand beside.
    const draft = await operator.draftText()
    assert.ok(draft.length > 20, `the draft says only "${draft}"`)
    const sourced = operator.sentences.filter({ hasText: '(source: ' })
    assert.ok((await sourced.count()) > 0, 'no sentence has a source')
    assert.ok((await operator.evidence.count()) > 0, 'no source is shown')
    await sourced.first().focus()
    await operator.evidence.locator('mark').first().waitFor()

    const asked = page.waitForRequest(/\/trpc\/suggestion\.approve$/)
    await operator.press('Control+Enter')
    const approval = await asked
    await customer.reads(draft)
    const server = await customer.customer()
    assert.deepEqual((await server.hears(1)).map(oneLine), [draft])
    assert.equal(await customer.replies.count(), 1)
    assert.notEqual(operator.openId(), id, 'the console did not go on to the next conversation')

    await operator.openById(id)
    // Open and in view: the widget tells that the reply was read.
    await operator.reply(draft).filter({ hasText: 'read' }).waitFor()

    // Approving again: no button, no key, no second answer from the server either.
    assert.equal(await page.getByRole('button', { name: /^Approve/ }).count(), 0)
    await operator.press('Control+Enter')
    const again = await sendAgain(approval, { idempotencyKey: `second-${id}` })
    assert.equal(again.code, 'suggestion.already_decided')
    const repeated = await sendAgain(approval, {})
    assert.equal(repeated.status, 200, 'the same approval again is not answered as the first time')
    assert.equal((await server.replies()).length, 1)

    await Promise.all([page.reload(), customer.page.reload()])
    await operator.reply(draft).filter({ hasText: 'read' }).waitFor()
    assert.equal(await operator.reply(draft).count(), 1)
    assert.equal(operator.openId(), id)
    assert.equal(await page.getByRole('button', { name: /^Approve/ }).count(), 0)
    await customer.reads(draft)
    assert.deepEqual((await customer.texts()).map(oneLine), [question, draft])
    return undefined
  },
}
