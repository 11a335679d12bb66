import type { AppRouter } from '@countersign/server/app-router'
import type { inferRouterOutputs } from '@trpc/server'

// On the wire a value that may be anything may also be absent, which the contract's own types cannot say.
type Wire = inferRouterOutputs<AppRouter>['studio']

export type MessageWire = Wire['thread']['messages'][number]
export type TraceWire = NonNullable<MessageWire['trace']>
export type ChangeWire = Wire['run']['results'][number]['changes'][number]
