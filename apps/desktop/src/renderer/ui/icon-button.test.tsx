import { Tooltip } from '@base-ui/react/tooltip'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { IconButton } from './icon-button.tsx'

afterEach(cleanup)

it('cannot be pressed while it is disabled', async () => {
  let pressed = 0
  const show = (disabled: boolean) => (
    <Tooltip.Provider>
      <IconButton label="Resolve" icon={<i />} disabled={disabled} onClick={() => (pressed += 1)} />
    </Tooltip.Provider>
  )
  const view = render(show(true))
  const button = screen.getByRole('button', { name: 'Resolve' })
  expect((button as HTMLButtonElement).disabled).toBe(true)
  await userEvent.click(button)
  expect(pressed).toBe(0)
  view.rerender(show(false))
  await userEvent.click(screen.getByRole('button', { name: 'Resolve' }))
  expect(pressed).toBe(1)
})
