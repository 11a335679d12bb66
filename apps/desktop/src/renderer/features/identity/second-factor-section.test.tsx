import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { renderWith, testConsole } from '../../testing/test-console.tsx'
import { SecondFactorSection } from './second-factor-section.tsx'

afterEach(cleanup)

const codes = Array.from({ length: 10 }, (_, n) => `abcd${n + 2}-efgh${n + 2}`.slice(0, 11))
const state = { on: true, since: '2026-11-01T10:00:00.000Z', recoveryCodesLeft: 2, required: false }
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }))

it('does not let codes that are shown once be lost by closing what shows them', async () => {
  const world = testConsole({
    'account.secondFactor': () => state,
    'account.regenerateRecoveryCodes': () => ({ recoveryCodes: codes }),
  })
  renderWith(world, <SecondFactorSection />)
  await userEvent.click(await screen.findByRole('button', { name: 'New recovery codes' }))
  await userEvent.type(screen.getByLabelText('Your password'), 'wobbly-lantern-71')
  await userEvent.type(screen.getByLabelText('Code from the app, or a recovery code'), '123456{Enter}')
  expect(await screen.findAllByRole('listitem')).toHaveLength(10)
  await userEvent.keyboard('{Escape}')
  await press('Close')
  expect(screen.getAllByRole('listitem')).toHaveLength(10)
  expect(screen.getByText('Keep the codes first. They are not shown again.')).toBeTruthy()
  await userEvent.click(screen.getByLabelText('I have kept them somewhere safe'))
  await press('Go on')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

it('offers to sign out the other devices, which nothing has asked for a second step', async () => {
  const world = testConsole({
    'account.secondFactor': () => ({ ...state, on: false, since: null }),
    'account.beginSecondFactor': () => ({ secret: 'ABCDEFGH', uri: 'otpauth://totp/x?secret=ABCDEFGH' }),
    'account.confirmSecondFactor': () => ({ recoveryCodes: codes }),
    'session.revokeOthers': () => ({ ended: 3 }),
  })
  renderWith(world, <SecondFactorSection />)
  await userEvent.click(await screen.findByRole('button', { name: 'Turn on' }))
  await userEvent.type(screen.getByLabelText('Your password'), 'wobbly-lantern-71{Enter}')
  await userEvent.type(await screen.findByLabelText('The code the app shows now'), '123456')
  await userEvent.click(await screen.findByLabelText('I have kept them somewhere safe'))
  await press('Go on')
  expect(world.calls.map(call => call.path)).not.toContain('session.revokeOthers')
  await userEvent.click(await screen.findByRole('button', { name: 'Sign out every other device' }))
  await screen.findByText('Every other device is signed out')
  expect(world.calls.map(call => call.path)).toContain('session.revokeOthers')
})
