import type { TenantTx } from '../../db/tenant-tx.ts'
import { type Situation, toSituation } from './read-situation.ts'
import { findTenantSituation } from './situation.repo.ts'

/** An exchange that never happened, as a run would find it: the tenant's settings as they are, its own web chat, nothing stored. */
export async function readTrialSituation(
  tx: TenantTx,
  trial: {
    readonly id: string
    readonly turns: readonly { readonly from: 'customer' | 'ai'; readonly text: string }[]
  },
  now: Date,
): Promise<Situation> {
  const messages = trial.turns.map(({ from, text }, at) => ({
    id: `${trial.id}:${at}`,
    seq: at + 1,
    from,
    text,
    sentAt: new Date(now.getTime() - (trial.turns.length - at) * 1000).toISOString(),
    // A reply answers everything before it.
    answers: from === 'ai' ? at : null,
  }))
  const seqs = messages.filter(message => message.from === 'customer').map(message => message.seq)
  return toSituation({
    ...(await findTenantSituation(tx, now)),
    conversationId: trial.id,
    status: 'active',
    aiEnabled: true,
    version: 1,
    language: null,
    lastSeq: messages.length,
    lastCustomerSeq: seqs.at(-1) ?? 0,
    channelType: 'webchat',
    channelActive: true,
    messages,
  })
}
