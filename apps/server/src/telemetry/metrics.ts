import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** One registry per server, so that several servers in one process (tests) do not share counts. */
export interface Metrics {
  readonly registry: Registry
  readonly httpSeconds: Histogram<'route' | 'method' | 'status'>
  readonly messagesStored: Counter<'channel' | 'duplicate'>
  readonly suggestionsStored: Counter<'decision'>
  readonly suggestSeconds: Histogram<'outcome'>
  readonly stageSeconds: Histogram<'stage'>
  readonly repliesDelivered: Counter<'channel' | 'outcome'>
  readonly sockets: Gauge<'namespace'>
}

export function makeMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'countersign_' })
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'countersign_http_seconds',
      help: 'Time to answer an HTTP request',
      labelNames: ['route', 'method', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    messagesStored: new Counter({
      name: 'countersign_messages_stored_total',
      help: 'Customer messages taken in',
      labelNames: ['channel', 'duplicate'],
      registers,
    }),
    suggestionsStored: new Counter({
      name: 'countersign_suggestions_stored_total',
      help: 'Suggestions stored, by decision',
      labelNames: ['decision'],
      registers,
    }),
    suggestSeconds: new Histogram({
      name: 'countersign_suggest_seconds',
      help: 'Time of one run of the suggest pipeline',
      labelNames: ['outcome'],
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 20, 60],
      registers,
    }),
    stageSeconds: new Histogram({
      name: 'countersign_suggest_stage_seconds',
      help: 'Time of one stage of the suggest pipeline',
      labelNames: ['stage'],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2, 10, 60],
      registers,
    }),
    repliesDelivered: new Counter({
      name: 'countersign_replies_delivered_total',
      help: 'Attempts to deliver a reply, by outcome',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    sockets: new Gauge({
      name: 'countersign_sockets',
      help: 'Connected sockets',
      labelNames: ['namespace'],
      registers,
    }),
  }
}
