import { measureReference, middleOf, type Reference } from '../measure/measure-reference.ts'
import { type PostedLoad, postMessages } from '../measure/post-messages.ts'
import { median, summariseTimes } from '../measure/summarise-times.ts'
import type { Figure, Measured } from './figure.types.ts'

const rounds = 3
const clients = 8
const roundMs = { reference: 600, eight: 2000, one: 1500 }

/** How fast customers' messages are stored, by people in the middle of a conversation and by new ones. */
export const intakeFigure: Figure = {
  name: 'intake',
  measure: stand =>
    stand.onServer(async ({ url, adminUrl }) => {
      const references: Reference[] = []
      const eight: PostedLoad[] = []
      const one: PostedLoad[] = []
      await postMessages(url, { clients, ms: 1000, sessionOf: client => `warm-up-${client}` })
      for (let round = 0; round < rounds; round += 1) {
        references.push(await measureReference(adminUrl, roundMs.reference))
        eight.push(
          await postMessages(url, {
            clients,
            ms: roundMs.eight,
            sessionOf: client => `customer-${round}-${client}`,
          }),
        )
        one.push(await postMessages(url, { clients: 1, ms: roundMs.one, sessionOf: () => `alone-${round}` }))
      }
      // Last, because everyone who writes for the first time also wants an answer, which is worked on for a while.
      const strangers = await postMessages(url, {
        clients,
        ms: roundMs.eight,
        sessionOf: (client, index) => `stranger-${client}-${index}`,
      })
      const reference = middleOf(references)
      const perSecond = (figure: string, value: number, against: number, mark: number): Measured => ({
        figure,
        value,
        unit: '/s',
        mark,
        reference: against,
      })
      const ms = (figure: string, pick: 'p50' | 'p95', mark: number | null): Measured => ({
        figure,
        value: median(one.map(load => summariseTimes(load.times)[pick])),
        unit: 'ms',
        mark,
        reference: reference.oneClient[pick],
      })
      const { eightClients, oneClient } = reference
      const rate = (loads: readonly PostedLoad[]) => median(loads.map(load => load.perSecond))
      return [
        perSecond('messages stored, 8 clients', rate(eight), eightClients.perSecond, 600),
        perSecond(
          'messages stored, 8 clients, all new customers',
          strangers.perSecond,
          eightClients.perSecond,
          600,
        ),
        { ...perSecond('messages stored, 1 client', rate(one), oneClient.perSecond, 0), mark: null },
        ms('message stored, 1 client, p50', 'p50', 3),
        ms('message stored, 1 client, p95', 'p95', null),
      ]
    }),
}
