import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ComponentType } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { renderWith, testConsole } from '../../testing/test-console.tsx'
import { lateScreen } from './late-screen.tsx'

afterEach(cleanup)

const Chart = () => <h1>The map</h1>

describe('a screen whose code comes on its own', () => {
  it('shows when it has come, and from then on at once', async () => {
    let give: (code: ComponentType) => void = () => undefined
    const Late = lateScreen(
      () =>
        new Promise(resolve => {
          give = resolve
        }),
    )
    renderWith(testConsole(), <Late />)
    screen.getByRole('status', { name: 'Loading' })
    give(Chart)
    await screen.findByRole('heading', { name: 'The map' })
    cleanup()
    renderWith(testConsole(), <Late />)
    screen.getByRole('heading', { name: 'The map' })
  })

  it('says that it did not come, and comes when it is tried again', async () => {
    let tries = 0
    const Late = lateScreen(async () => {
      tries += 1
      if (tries === 1) throw new TypeError('Failed to fetch dynamically imported module')
      return Chart
    })
    renderWith(testConsole(), <Late />)
    await screen.findByRole('alert')
    screen.getByText('This screen could not be loaded')
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByRole('heading', { name: 'The map' })
    expect(tries).toBe(2)
  })

  it('waits for nothing when it was fetched ahead', async () => {
    const Late = lateScreen(async () => Chart)
    await Late.fetch()
    renderWith(testConsole(), <Late />)
    screen.getByRole('heading', { name: 'The map' })
  })
})
