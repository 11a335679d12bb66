import type { Evidence } from '@countersign/shared/suggestion/evidence.types'
import type { DraftRequest } from './model.port.ts'

const now = new Date('2026-11-16T10:00:00Z')

export const evidenceFixture: readonly Evidence[] = [
  {
    id: '0193-delivery',
    kind: 'faq',
    chunkId: '0193-delivery',
    documentId: 'doc-1',
    productId: null,
    title: 'Delivery',
    text: 'Standard delivery takes 2 to 4 business days.',
    question: 'How long does delivery take?',
    headings: ['Orders'],
    language: 'en',
    similarity: 0.9,
    updatedAt: now,
  },
]

export function draftRequest(change: Partial<DraftRequest> = {}): DraftRequest {
  const question = change.question ?? 'How long does delivery take?'
  return {
    runId: 'run-1',
    turns: [{ from: 'customer', text: question, sentAt: now }],
    question,
    language: 'en',
    intent: { name: 'shipping', score: 0.9 },
    evidence: evidenceFixture,
    products: [],
    examples: [],
    profile: {
      tenantName: 'Northlight Electronics',
      tone: 'friendly',
      addressStyle: 'formal',
      companyFacts: ['Founded by two sisters.'],
      systemPrompt: null,
      model: null,
      temperature: null,
      topP: null,
      allowDiscounts: false,
      maxDiscountPercent: 0,
      timezone: 'Europe/Berlin',
    },
    now,
    ...change,
  }
}
