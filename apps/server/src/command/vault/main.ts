import { makeConfig } from '../../config/config.ts'
import { parseEnv } from '../../config/env.ts'
import { makeKeys } from '../../crypto/seal.ts'
import { resealRows } from '../../db/reseal-rows.ts'
import { resealTotpSecret } from '../../features/identity/index.ts'
import { rewrapVault, rotateVault } from '../../features/secret/index.ts'
import { resealMail } from '../../mail/mail-queue.ts'
import { openParts } from '../open-parts.ts'
import { runCommand, say } from '../run-command.ts'

const usage = `npm run vault -- <verb>
  rotate    gives the vault a new master key and seals every secret with it, while servers run
  rewrap    after ENCRYPTION_KEY was changed, before servers start with it: wraps the master keys and seals the second
            factors and the mails that wait with it; ENCRYPTION_KEY_PREVIOUS is the one before
Either may be run again when it was cut off. The database is the one of DATABASE_URL, or the embedded one in DATA_DIR.`

runCommand(async () => {
  const [verb] = process.argv.slice(2)
  if (verb !== 'rotate' && verb !== 'rewrap') {
    say(usage)
    return verb === undefined ? 0 : 2
  }
  const env = parseEnv()
  const previous = env.ENCRYPTION_KEY_PREVIOUS
  if (verb === 'rewrap' && previous === undefined) {
    say('ENCRYPTION_KEY_PREVIOUS: the key that ENCRYPTION_KEY takes the place of is needed')
    return 2
  }
  const { open, parts } = await openParts(makeConfig(env), verb === 'rotate')
  try {
    if (previous !== undefined && verb === 'rewrap') {
      const before = makeKeys(previous)
      if (open.adminUrl === null) {
        say('DATABASE_URL: the role that owns the database is needed')
        return 2
      }
      const factors = await resealRows(open.adminUrl, 'secondFactors', ({ id, sealed }) =>
        resealTotpSecret(before, parts.keys, { userId: id, sealed }),
      )
      const mails = await resealRows(open.adminUrl, 'mails', row => resealMail(before, parts.keys, row))
      const count = await rewrapVault(parts, before)
      say(
        `${count} master keys are wrapped and ${factors} second factors and ${mails} mails sealed with ENCRYPTION_KEY`,
      )
      return 0
    }
    const why = { adminId: null, reason: 'npm run vault -- rotate', requestId: null }
    const { keyId, secrets, resumed } = await rotateVault(parts, why)
    say(resumed ? 'an earlier rotation was finished; run again for a new key' : `new master key: ${keyId}`)
    say(`${secrets} secrets sealed again`)
    return 0
  } finally {
    await open.close()
  }
})
