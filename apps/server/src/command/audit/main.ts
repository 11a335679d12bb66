import { parseArgs } from 'node:util'
import { runCommand, say } from '../run-command.ts'
import { exportTrail, verifyDatabase } from './trail-database.ts'
import { verifyFile } from './verify-file.ts'

const usage = `npm run audit -- <verb>
  export [--tenant ID] [--out FILE]  the tenant's whole trail with its chain, as JSON lines; the id may be left out where
                                     there is one tenant
  verify FILE [--head HASH]          checks an export without any database
  verify --database [--tenant ID]    checks the chains where they are stored
What verify prints as the head, kept elsewhere and given as --head later, also shows that nothing is missing at the end.
The database is the one of DATABASE_URL, or the embedded one in DATA_DIR, beside a running server or without one.`

runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      tenant: { type: 'string' },
      out: { type: 'string' },
      head: { type: 'string' },
      database: { type: 'boolean', default: false },
    },
  })
  const [verb, file] = positionals
  if (verb === 'export') return exportTrail(values.tenant ?? null, values.out ?? null)
  if (verb === 'verify' && values.database) return verifyDatabase(values.tenant ?? null)
  if (verb === 'verify' && file !== undefined) return verifyFile(file, values.head)
  say(usage)
  return verb === undefined ? 0 : 2
})
