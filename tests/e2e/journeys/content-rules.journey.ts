import assert from 'node:assert/strict'
import type { Journey } from '../runner/journey.types.ts'
import { until } from '../stage/until.ts'
import type { Complaint } from '../stage/watch-page.ts'

declare const document: {
  createElement(name: 'script'): { textContent: string }
  body: { append(node: unknown): void }
}
declare const fetch: (address: string) => Promise<unknown>

/** @param heard what every page of every journey has complained about so far */
export function contentRules(heard: () => readonly { journey: string; complaint: Complaint }[]): Journey {
  return {
    name: 'the content rules hold, and no page of any journey complained',
    async run(stage) {
      for (const path of ['/app', '/app/inbox', '/widget/demo']) {
        const answer = await fetchHeaders(`${stage.server.url}${path}`)
        const rules = answer.get('content-security-policy') ?? ''
        assert.match(rules, /default-src 'none'/, path)
        assert.match(rules, /script-src 'self'(;|$)/, path)
        assert.doesNotMatch(rules, /unsafe|\*/, path)
      }

      // What the rules forbid is stopped, and heard: a watch that hears nothing would find every page clean.
      stage.allow(/Content Security Policy/, 'tried on purpose')
      const page = await stage.open('trespasser')
      for (const path of ['/app', '/widget/demo']) {
        await page.goto(`${stage.server.url}${path}`)
        const before = stage.complaints().length
        await page.evaluate(async () => {
          const script = document.createElement('script')
          script.textContent = 'document.title = "trespassed"'
          document.body.append(script)
          await fetch('https://example.com/').catch(() => undefined)
        })
        await until('both attempts are heard', () => stage.complaints().length >= before + 2)
        assert.notEqual(await page.title(), 'trespassed')
      }

      const unexpected = heard()
        .filter(({ complaint }) => complaint.because === null)
        .map(({ journey, complaint }) =>
          [journey, complaint.window, complaint.kind, complaint.text, complaint.url].join(' · '),
        )
      assert.deepEqual(unexpected, [])
      return undefined
    },
  }
}

async function fetchHeaders(address: string): Promise<Headers> {
  const answer = (await fetch(address)) as Response
  assert.equal(answer.status, 200, address)
  return answer.headers
}
