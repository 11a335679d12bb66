import { hashPassword, passwordMatches } from '../../apps/server/src/features/identity/password.ts'
import { openClient } from '../measure/keep-alive-client.ts'
import { median } from '../measure/summarise-times.ts'
import { operatorEmail } from '../stand/open-stand.ts'
import { demoPassword } from '../stand/start-server.ts'
import type { Figure } from './figure.types.ts'

const turns = 60
const warmUp = 5

/** Signing in with a password; its reference is comparing the password alone, which is meant to be most of it. */
export const signInFigure: Figure = {
  name: 'sign-in',
  measure: stand =>
    stand.onServer(async ({ url }) => {
      const stored = await hashPassword(demoPassword)
      const compared = await timeEach(async () => {
        if (!(await passwordMatches(stored, demoPassword))) throw new Error('the password does not match')
      })
      const client = openClient(url, 1)
      const signedIn = await timeEach(async () => {
        const { status } = await client.post('/trpc/auth.login', {
          email: operatorEmail,
          password: demoPassword,
        })
        if (status !== 200) throw new Error(`signing in was answered with ${status}`)
      })
      client.close()
      return [
        { figure: 'sign-in, 1 client, p50', value: signedIn, unit: 'ms', mark: 100, reference: compared },
      ]
    }),
}

async function timeEach(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < warmUp + turns; turn += 1) {
    const from = performance.now()
    await work()
    if (turn >= warmUp) times.push(performance.now() - from)
  }
  return median(times)
}
