import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { makeConfig } from '../../config/config.ts'
import { parseEnv } from '../../config/env.ts'
import { reachEmbedded } from '../../db/embedded.ts'
import { makePlatformOwner } from '../../db/make-platform-owner.ts'
import { runCommand, say } from '../run-command.ts'

const usage = `npm run platform -- <verb>
  make-owner EMAIL    lets the person with this account look after the whole installation
The database is the one of DATABASE_URL, as a role that owns it, or the embedded one in DATA_DIR, beside a running server
or without one.`

runCommand(async () => {
  const [verb, email] = process.argv.slice(2)
  if (verb !== 'make-owner' || email === undefined) {
    say(usage)
    return verb === undefined ? 0 : 2
  }
  const config = makeConfig(parseEnv())
  const embedded = config.databaseUrl === null ? await reachEmbedded(join(config.dataDir, 'postgres')) : null
  try {
    const url = embedded?.url ?? config.databaseUrl ?? ''
    const made = await makePlatformOwner(url, email.trim().toLowerCase(), uuidv7())
    say(made ? `${email} looks after this installation` : `nobody here has the address ${email}`)
    return made ? 0 : 1
  } finally {
    await embedded?.close()
  }
})
