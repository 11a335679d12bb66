import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { en } from '../../../apps/desktop/src/renderer/app/locales/en.ts'
import { ru } from '../../../apps/desktop/src/renderer/app/locales/ru.ts'
import type { Journey } from '../runner/journey.types.ts'
import { oneLine } from '../windows/console-window.ts'

type Words = { readonly [name: string]: string | Words }

function flatten(words: Words, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[`${path}${name}`, value] as [string, string]]
      : flatten(value, `${path}${name}.`),
  )
}

/** English labels that Russian says otherwise: none of them may be seen. */
const englishLabels = (() => {
  const russian = new Map(flatten(ru as Words))
  return new Set(
    flatten(en as Words)
      .filter(([path, text]) => !text.includes('{{') && russian.get(path) !== text)
      // The demo shop has called its channel so; a shop's own names are nobody's to translate.
      .filter(([path]) => path !== 'channel.webchat')
      .map(([, text]) => text),
  )
})()

/** Everything a person can read or hear on the page that an English label says word for word. */
async function englishLeftovers(page: Page): Promise<string[]> {
  const said: unknown[] = await page.locator('body').evaluate(body => {
    const words: unknown[] = []
    const walk = (node: Element) => {
      for (const name of ['aria-label', 'placeholder', 'title']) words.push(node.getAttribute(name))
      // A label is split where it holds a number or a key; its parts are looked at one by one and together.
      if (node.childElementCount === 0) words.push(node.textContent)
      for (const child of node.childNodes) {
        if (child instanceof Element) walk(child)
        else words.push(child.textContent)
      }
    }
    walk(body)
    return words
  })
  return [...new Set(said)].filter(
    (text): text is string => typeof text === 'string' && englishLabels.has(text.trim()),
  )
}

const keyLabels = {
  inbox: [
    ru.nav.inbox,
    ru.nav.approvals,
    ru.nav.escalations,
    ru.nav.knowledge,
    ru.connection.live,
    ru.inbox.tab.all,
    ru.inbox.tab.mine,
    ru.inbox.tab.unassigned,
    ru.suggestion.title,
    ru.suggestion.approve,
    ru.suggestion.edit,
    ru.suggestion.reject,
    ru.suggestion.escalate,
    ru.context.evidence,
    ru.context.customer,
    ru.context.history,
  ],
  escalations: [ru.escalation.queue, ru.escalation.claim, ru.escalation.handle, ru.escalation.dismiss],
  knowledge: [ru.knowledge.addAny, ru.knowledge.column.title, ru.knowledge.column.category],
}

export const russianShift: Journey = {
  name: 'Russian: the customer, the draft and the whole console',
  async run(stage) {
    const question = 'Сколько стоит обычная доставка до двери?'
    // A manager may do everything these screens offer.
    const operator = await stage.openConsole('manager')
    const { page } = operator
    await operator.press('Control+k')
    await page.keyboard.type('Русский')
    await operator.press('Enter')
    await page.getByText(ru.connection.live, { exact: true }).waitFor()

    const customer = stage.customer()
    const id = await customer.write(question)
    await operator.openConversation(question)
    const card = page.getByRole('region', { name: new RegExp(`^${ru.suggestion.label.split(' {{')[0]}`) })
    const approve = card.getByRole('button', { name: ru.suggestion.approve })
    await approve.waitFor()
    const sentences: unknown[] = await card
      .getByRole('listbox')
      .getByRole('option')
      .evaluateAll(options => options.map(option => option.firstChild?.textContent))
    const draft = oneLine(sentences.join(' '))
    const letters = draft.match(/\p{L}/gu) ?? []
    const cyrillic = draft.match(/\p{Script=Cyrillic}/gu) ?? []
    assert.ok(cyrillic.length > 0.8 * letters.length, `the draft is not Russian: ${draft}`)

    // Russian words are longer; the keys stay on one line all the same, also in a narrow window.
    for (const size of [
      { width: 900, height: 700 },
      { width: 1440, height: 900 },
    ]) {
      await page.setViewportSize(size)
      const tops: unknown[] = await card
        .locator('footer button')
        .evaluateAll(buttons => buttons.map(button => button.getBoundingClientRect().top))
      assert.equal(tops.length, 4)
      assert.equal(new Set(tops).size, 1, `the keys stand at ${tops.join(', ')} in ${size.width} px`)
    }

    const found: string[] = []
    const look = async (screen: keyof typeof keyLabels) => {
      for (const label of keyLabels[screen])
        await page.getByText(label).filter({ visible: true }).first().waitFor()
      found.push(...(await englishLeftovers(page)).map(text => `${screen}: ${text}`))
    }
    await look('inbox')
    for (const tab of [ru.context.customer, ru.context.history]) {
      await page.getByRole('tab', { name: tab }).click()
      found.push(...(await englishLeftovers(page)).map(text => `${tab}: ${text}`))
    }
    await operator.press('?')
    const map = page.getByRole('dialog', { name: ru.keys.title })
    await map.waitFor()
    found.push(...(await englishLeftovers(page)).map(text => `keys: ${text}`))
    await operator.press('Escape')
    await map.waitFor({ state: 'detached' })

    await operator.press('Control+k')
    const palette = page.getByRole('dialog', { name: ru.palette.title })
    await palette.waitFor()
    found.push(...(await englishLeftovers(page)).map(text => `palette: ${text}`))
    await operator.press('Escape')
    await palette.waitFor({ state: 'detached' })

    // Keys go by their place on a Russian keyboard.
    assert.equal(operator.openId(), id)
    await operator.press('Control+Enter')
    assert.deepEqual((await customer.hears(1)).map(oneLine), [draft])

    await operator.press('g', 'e')
    await page.getByRole('heading', { name: ru.escalation.queue, level: 1 }).waitFor()
    await look('escalations')
    await operator.press('g', 'k')
    await look('knowledge')
    assert.deepEqual(found, [])
    return undefined
  },
}
