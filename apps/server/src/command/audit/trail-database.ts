import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { chainFile } from '@countersign/shared/audit/audit-chain.policy'
import { uuid } from '@countersign/shared/kernel/ids'
import { makeConfig } from '../../config/config.ts'
import { parseEnv } from '../../config/env.ts'
import { listPlatformTenants } from '../../db/platform-admin.repo.ts'
import type { Database } from '../../db/tenant-tx.ts'
import { checkAudit, walkChain } from '../../features/audit/index.ts'
import { openParts } from '../open-parts.ts'
import { complain, say } from '../run-command.ts'

/** Writes a tenant's trail so that it can be checked without the database. */
export async function exportTrail(tenant: string | null, out: string | null): Promise<number> {
  const { open, parts } = await openParts(makeConfig(parseEnv()))
  try {
    const tenants: { id: string; name: string }[] = []
    for await (const one of tenantsOf(parts.database, tenant)) tenants.push(one)
    const [only, ...others] = tenants
    if (only === undefined || others.length > 0) {
      complain('--tenant says whose trail; there are:')
      for (const { id, name } of tenants) complain(`${id} ${name}`)
      return 2
    }
    return await writeTrail(parts, only.id, out)
  } finally {
    await open.close()
  }
}

async function writeTrail(
  parts: Awaited<ReturnType<typeof openParts>>['parts'],
  tenantId: string,
  out: string | null,
): Promise<number> {
  const sink = out === null ? process.stdout : createWriteStream(out, { mode: 0o600 })
  // Waits while the reader is slower: a trail can be longer than the memory.
  const write = async (line: string) => {
    if (!sink.write(`${line}\n`)) await once(sink, 'drain')
  }
  let lines = 0
  let head: string | null = null
  await write(chainFile.open(tenantId))
  for await (const link of walkChain(parts, tenantId)) {
    await write(chainFile.link(link))
    lines += 1
    head = link.hash
  }
  await write(chainFile.close(lines, head))
  if (out !== null) {
    sink.end()
    await once(sink, 'finish')
    say(`${lines} lines, head: ${head ?? 'none'}`)
  }
  return 0
}

/** Checks the stored chains of one tenant, or of all. @returns 0 when they are whole, 1 when not */
export async function verifyDatabase(tenant: string | null): Promise<number> {
  const { open, parts } = await openParts(makeConfig(parseEnv()))
  try {
    let broken = 0
    for await (const { id, name } of tenantsOf(parts.database, tenant)) {
      const verdict = await checkAudit(parts, id)
      if (verdict.broken === null) {
        say(`${id} ${name}: whole, ${verdict.lines} lines, head: ${verdict.head ?? 'none'}`)
      } else {
        broken += 1
        say(`${id} ${name}: line ${verdict.broken.seq}: ${verdict.broken.problem}`)
      }
    }
    return broken === 0 ? 0 : 1
  } finally {
    await open.close()
  }
}

async function* tenantsOf(database: Database, tenant: string | null) {
  if (tenant !== null) {
    yield { id: uuid.parse(tenant), name: '' }
    return
  }
  let after: { at: Date; id: string } | null = null
  for (;;) {
    const page = await listPlatformTenants(database.statement, { search: null, after, limit: 200 })
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < 200) return
    after = { at: last.createdAt, id: last.id }
  }
}
