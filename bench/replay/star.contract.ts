import { z } from 'zod'

/** Knowledge is text: what no text may hold becomes a blank. */
const article = z.string().transform(text => text.toWellFormed().replaceAll('\u0000', ' '))

/** One article of `playbooks.jsonl`; what else it holds is not needed here. */
export const playbook = z.object({
  title: article.pipe(z.string().trim().min(1).max(300)),
  text: article.pipe(z.string().min(1).max(500_000)),
})
export type Playbook = z.infer<typeof playbook>

const customerTurn = z.object({ speaker: z.literal('customer'), text: z.string() })
const otherTurn = z.object({ speaker: z.enum(['agent', 'system']) })

/** One dialogue of `conversations.jsonl`: of all turns only the customer's words are played. */
export const dialogue = z.object({
  id: z.union([z.string().min(1), z.number().transform(String)]),
  turns: z.array(z.discriminatedUnion('speaker', [customerTurn, otherTurn])),
})
export type Dialogue = z.infer<typeof dialogue>
