import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What the page as it stands does against WCAG 2.2 AA, one line each; open shadow roots are looked into. */
export async function checkAccess(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      [id, help, target.join(' '), (failureSummary ?? '').replaceAll(/\s+/g, ' ')].join(' · '),
    ),
  )
}
