import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { accessibleConsole, accessibleWidget, narrowConsole } from './journeys/access.journey.ts'
import { contentRules } from './journeys/content-rules.journey.ts'
import { countersignReply } from './journeys/countersign-reply.journey.ts'
import { editDraft, escalateDraft, rejectDraft } from './journeys/decide-otherwise.journey.ts'
import { desktopShell } from './journeys/desktop-shell.journey.ts'
import { accessibleJudgement, learningQueue, playground, timeMachine } from './journeys/judgement.journey.ts'
import { keyboardOnly } from './journeys/keyboard-only.journey.ts'
import { killedServer, offlineConsole, offlineWidget } from './journeys/lost-connection.journey.ts'
import { guest, viewer } from './journeys/other-roles.journey.ts'
import { overtakenDraft } from './journeys/overtaken-draft.journey.ts'
import { customerData, keysAndSecrets, twoWorkspaces } from './journeys/own-data.journey.ts'
import { accessiblePlatform, platformArea } from './journeys/platform-area.journey.ts'
import { signInElsewhere } from './journeys/provider.journey.ts'
import { russianShift } from './journeys/russian.journey.ts'
import { devices, secondFactor } from './journeys/second-factor.journey.ts'
import { accessibleDoors, accessibleSettings } from './journeys/settings-access.journey.ts'
import { lockedAccount, signUp } from './journeys/sign-up.journey.ts'
import { inviteColleague } from './journeys/team.journey.ts'
import { twoOperators } from './journeys/two-operators.journey.ts'
import type { Counts, Journey } from './runner/journey.types.ts'
import { runJourneys, skipJourneys } from './runner/run-journeys.ts'
import { chromiumArgs, findChromium } from './stage/find-chromium.ts'
import { openStage } from './stage/open-stage.ts'
import { type Server, startServer } from './stage/start-server.ts'
import type { Complaint } from './stage/watch-page.ts'
import { takePictures } from './take-pictures.ts'

const checkout = join(import.meta.dirname, '../..')
const resultsFolder = join(checkout, 'test-results')

const usage = `Usage: node tests/e2e/main.ts [--json FILE] [--only TEXT] [--screenshots DIR]

Tells the journeys in Chromium against a server of their own.
  --json FILE         write the counts there as well
  --only TEXT         only journeys with this in their name
  --screenshots DIR   first make the pictures of the README there`

const complaints: { journey: string; complaint: Complaint }[] = []

const journeys: readonly Journey[] = [
  countersignReply,
  editDraft,
  rejectDraft,
  escalateDraft,
  twoOperators,
  overtakenDraft,
  offlineConsole,
  offlineWidget,
  killedServer,
  keyboardOnly,
  accessibleConsole,
  accessibleWidget,
  narrowConsole,
  russianShift,
  signUp,
  lockedAccount,
  inviteColleague,
  viewer,
  guest,
  platformArea,
  secondFactor,
  signInElsewhere,
  devices,
  twoWorkspaces,
  keysAndSecrets,
  customerData,
  accessibleDoors,
  ...accessibleSettings,
  ...accessiblePlatform,
  timeMachine,
  learningQueue,
  playground,
  ...accessibleJudgement,
  desktopShell,
  contentRules(() => complaints),
]

async function main(): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { json: text, only: text, screenshots: text } })
  const chosen = journeys.filter(({ name }) =>
    (values.only ?? '').split('|').some(part => name.includes(part)),
  )
  const counts = await tell(chosen, values.screenshots ?? null)
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(counts))
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
  return counts.failed === 0 ? 0 : 1
}

async function tell(chosen: readonly Journey[], picturesFolder: string | null): Promise<Counts> {
  const executablePath = findChromium()
  if (executablePath === null) return skipJourneys(chosen, 'no Chromium on this machine')

  rmSync(resultsFolder, { recursive: true, force: true })
  const folder = mkdtempSync(join(tmpdir(), 'countersign-e2e-'))
  const browser = await chromium.launch({ executablePath, args: [...chromiumArgs] })
  let server: Server | null = null
  try {
    const running = await startServer(folder)
    server = running
    if (picturesFolder !== null) {
      const stage = openStage(running, browser, () => undefined)
      await takePictures(stage, picturesFolder)
      await stage.close()
    }
    return await runJourneys(
      chosen,
      journey => openStage(running, browser, complaint => complaints.push({ journey, complaint })),
      resultsFolder,
    )
  } finally {
    await browser.close()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

// What nobody waits for any more, such as a request of a journey that failed before it came. Its counts must still be
// written; but a run in which something failed unheard has not passed.
let failedUnheard = false
process.on('unhandledRejection', error => {
  failedUnheard = true
  process.stderr.write(`Not waited for: ${error instanceof Error ? error.stack : String(error)}\n`)
})

main().then(
  code => {
    process.exitCode = failedUnheard ? 1 : code
  },
  (error: unknown) => {
    process.stderr.write(
      `${isAboutArguments(error) ? usage : ''}\n${error instanceof Error ? error.stack : String(error)}\n`,
    )
    process.exitCode = 1
  },
)

function isAboutArguments(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
