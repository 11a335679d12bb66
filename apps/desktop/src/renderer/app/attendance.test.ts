import { expect, it } from 'vitest'
import { watchAttendance } from './attendance.ts'

const minute = 60_000

function watched() {
  let now = 0
  const page = new EventTarget()
  const attendance = watchAttendance(page, () => now)
  const sent: (string | null)[] = []
  const fetch = attendance.wrap(async (_input, init) => {
    sent.push(new Headers(init?.headers).get('x-unattended'))
    return new Response()
  })
  return {
    attendance,
    sent,
    ask: () => fetch('/trpc/sync.pull', { headers: { authorization: 'Bearer t' } }),
    pass: (ms: number) => {
      now += ms
    },
    touch: (sign: string) => page.dispatchEvent(new Event(sign)),
  }
}

it('what is asked while nobody is there says so, until somebody is back', async () => {
  const { sent, ask, pass, touch } = watched()
  await ask()
  pass(minute)
  await ask()
  touch('keydown')
  await ask()
  pass(minute - 1)
  await ask()
  pass(1)
  await ask()
  touch('pointermove')
  await ask()
  expect(sent).toEqual([null, '1', null, null, '1', null])
})

it('keeps what the request says besides', async () => {
  let now = 0
  let sent: Headers | null = null
  const fetch = watchAttendance(new EventTarget(), () => now).wrap(async (_input, init) => {
    sent = new Headers(init?.headers)
    return new Response()
  })
  now = 5 * minute
  await fetch('/x', { method: 'POST', headers: { authorization: 'Bearer t' } })
  expect(Object.fromEntries(sent ?? new Headers())).toEqual({
    authorization: 'Bearer t',
    'x-unattended': '1',
  })
})

it('tells of a reader every two minutes, and of nobody when nobody is there', () => {
  const { attendance, pass, touch } = watched()
  let told = 0
  attendance.onPresence(() => {
    told += 1
  })
  for (let turn = 0; turn < 40; turn += 1) {
    pass(minute / 4)
    touch('wheel')
  }
  expect(told).toBe(5)
  pass(60 * minute)
  expect(told).toBe(5)
})
