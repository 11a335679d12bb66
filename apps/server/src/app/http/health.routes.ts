import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../../telemetry/metrics.ts'

/** One thing that must be ready: answers nothing when it is, or throws. */
export type ReadinessCheck = () => Promise<void>

export interface HealthRoutesOptions {
  readonly checks: Readonly<Record<string, ReadinessCheck>>
  readonly metrics: Metrics
}

export async function healthRoutes(app: FastifyInstance, options: HealthRoutesOptions): Promise<void> {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const notReady: string[] = []
    await Promise.all(
      Object.entries(options.checks).map(([name, check]) => check().catch(() => notReady.push(name))),
    )
    return notReady.length === 0
      ? { status: 'ready' }
      : reply.status(503).send({ status: 'not ready', notReady: notReady.sort() })
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type(options.metrics.registry.contentType).send(await options.metrics.registry.metrics()),
  )
}
