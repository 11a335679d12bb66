import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { useCommand } from './use-command.ts'
import { useKeys } from './use-keys.ts'

afterEach(cleanup)

interface ScreenProps {
  said: string[]
  dialog?: boolean
  closing?: boolean
  able?: boolean
}

function Screen({ said, dialog = false, closing = false, able = true }: ScreenProps) {
  useKeys()
  useCommand('suggestion.reject', able ? () => said.push('reject') : null)
  useCommand('go.inbox', () => said.push('inbox'))
  useCommand('palette.open', () => said.push('palette'))
  return (
    <>
      <input aria-label="name" />
      <textarea aria-label="words" />
      <input type="checkbox" aria-label="box" />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: something that can hold the focus */}
      <p tabIndex={0}>plain</p>
      {dialog && (
        <div role="dialog" data-open="">
          <button type="button">inside</button>
        </div>
      )}
      {closing && (
        <div role="dialog" data-closed="">
          <input aria-label="leaving" />
        </div>
      )}
    </>
  )
}

describe('a key on the window', () => {
  it('runs its command', async () => {
    const said: string[] = []
    render(<Screen said={said} />)
    await userEvent.keyboard('r')
    await userEvent.keyboard('gi')
    expect(said).toEqual(['reject', 'inbox'])
  })

  it('types in a text field and does nothing else', async () => {
    const said: string[] = []
    render(<Screen said={said} />)
    for (const name of ['name', 'words']) {
      const field = screen.getByLabelText(name)
      await userEvent.click(field)
      await userEvent.keyboard('r gi/?{Control>}{Enter}{/Control}')
      expect((field as HTMLInputElement).value).toContain('r gi/?')
    }
    expect(said).toEqual([])
    await userEvent.keyboard('{Control>}k{/Control}')
    expect(said).toEqual(['palette'])
  })

  it('still works from a checkbox, which takes no text', async () => {
    const said: string[] = []
    render(<Screen said={said} />)
    screen.getByLabelText('box').focus()
    await userEvent.keyboard('r')
    expect(said).toEqual(['reject'])
  })

  it('belongs to an open dialog', async () => {
    const said: string[] = []
    render(<Screen said={said} dialog />)
    await userEvent.keyboard('r')
    screen.getByText('inside').focus()
    await userEvent.keyboard('r')
    expect(said).toEqual([])
  })

  it('is not lost in a dialog that is closing and still has the focus', async () => {
    const said: string[] = []
    render(<Screen said={said} closing />)
    const field = screen.getByLabelText('leaving')
    field.focus()
    await userEvent.keyboard('r')
    expect(said).toEqual(['reject'])
    expect((field as HTMLInputElement).value).toBe('')
  })

  it('is silent when nothing on screen offers its command', async () => {
    const said: string[] = []
    const view = render(<Screen said={said} able={false} />)
    await userEvent.keyboard('r')
    expect(said).toEqual([])
    view.rerender(<Screen said={said} able />)
    await userEvent.keyboard('r')
    expect(said).toEqual(['reject'])
  })
})
