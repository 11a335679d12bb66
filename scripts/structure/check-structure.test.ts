import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkStructure } from './check-structure.ts'
import { skeleton, writeFiles, writeSkeleton } from './skeleton.fixture.ts'
import { sourceRules } from './source.rules.ts'

const rulesFile = join(import.meta.dirname, '../../.dependency-cruiser.mjs')
const rules = await extractDepcruiseConfig(rulesFile)

/** A file that breaks one rule: where it stands and what it says. Without a path of its own it replaces the skeleton's. */
type Planted = readonly [rule: string, file: string, text: string]

const s = 'apps/server/src'
const d = 'apps/desktop/src'

const importViolations: readonly Planted[] = [
  [
    'no-cycles',
    'packages/shared/src/kernel/result.ts',
    "import { message } from '../message/message.contract.ts'\nexport const ok = () => message\n",
  ],
  [
    'no-cycles',
    'packages/shared/src/kernel/result.ts',
    "import type { message } from '../message/message.contract.ts'\nexport const ok = 1\nexport type Message = typeof message\n",
  ],
  ['no-orphans', 'packages/shared/src/kernel/alone.ts', 'export const alone = 1\n'],
  ['imports-resolve', `${s}/config/env.ts`, "import './gone.ts'\n"],
  ['imports-resolve', `${s}/config/env.ts`, "import 'not-installed'\n"],
  [
    'nothing-imports-tests',
    'packages/shared/src/kernel/result.ts',
    "import { expect } from 'vitest'\nexport const ok = expect\n",
  ],
  [
    'nothing-imports-tests',
    'packages/shared/src/kernel/result.ts',
    "import '../message/message.contract.test.ts'\nexport const ok = 1\n",
  ],
  ['nothing-imports-tests', `${s}/testing/start-database.ts`, 'export const start = 1\n'],
  ['nothing-imports-main', `${s}/app/start.ts`, "import '../main.ts'\n"],
  ['nothing-imports-main', `${s}/db/migrate.ts`, "import './main.ts'\n"],
  [
    'shared-is-pure',
    'packages/shared/src/kernel/result.ts',
    "import { randomUUID } from 'node:crypto'\nexport const ok = randomUUID\n",
  ],
  ['shared-is-pure', 'packages/shared/src/kernel/result.ts', "import pg from 'pg'\nexport const ok = pg\n"],
  [
    'shared-is-pure',
    'packages/shared/src/kernel/result.ts',
    "import type { env } from '../../../../apps/server/src/config/env.ts'\nexport const ok = 1 as unknown as typeof env\n",
  ],
  [
    'shared-is-below-all',
    'packages/shared/src/kernel/result.test.ts',
    "import { env } from '../../../../apps/server/src/config/env.ts'\nexport const e = env\n",
  ],
  [
    'features-meet-at-the-door',
    `${s}/features/suggestion/index.ts`,
    "import { find } from '../conversation/conversation.repo.ts'\nexport const approve = find\n",
  ],
  [
    'features-meet-at-the-door',
    `${s}/features/suggestion/index.ts`,
    "import type { find } from '../conversation/conversation.repo.ts'\nexport const approve = 1 as unknown as typeof find\n",
  ],
  [
    'features-are-entered-by-the-door',
    `${s}/realtime/gateway.ts`,
    "import { read } from '../features/conversation/read-conversation.ts'\nexport const gateway = read\n",
  ],
  [
    'routers-belong-to-the-root-router',
    `${s}/app/http.ts`,
    "import { list } from '../features/conversation/conversation.router.ts'\nexport const http = list\n",
  ],
  [
    'features-look-down',
    `${s}/features/suggestion/index.ts`,
    "import { suggest } from '../../pipelines/suggest/suggest.pipeline.ts'\nexport const approve = suggest\n",
  ],
  [
    'features-look-down',
    `${s}/features/suggestion/index.ts`,
    "import { compose } from '../../app/compose.ts'\nexport const approve = compose\n",
  ],
  [
    'features-look-down',
    `${s}/features/suggestion/index.ts`,
    "import type { ChannelPort } from '../../channels/channel.port.ts'\nexport const approve: ChannelPort = ''\n",
  ],
  [
    'features-look-down',
    `${s}/features/suggestion/index.ts`,
    "import type { ModelPort } from '../../ai/model.port.ts'\nexport const approve: ModelPort = ''\n",
  ],
  [
    'stages-know-only-ports-and-types',
    `${s}/pipelines/suggest/stages/draft.stage.ts`,
    "import { read } from '../../../features/conversation/index.ts'\nexport const draft = read\n",
  ],
  [
    'stages-know-only-ports-and-types',
    `${s}/pipelines/suggest/stages/gate.stage.ts`,
    "import { draft } from './draft.stage.ts'\nexport const gate = draft\n",
  ],
  [
    'stages-bring-no-library',
    `${s}/pipelines/suggest/stages/draft.stage.ts`,
    "import openai from 'openai'\nexport const draft = openai\n",
  ],
  [
    'stages-have-no-node',
    `${s}/pipelines/suggest/stages/draft.stage.ts`,
    "import fs from 'node:fs'\nexport const draft = fs\n",
  ],
  [
    'pipelines-meet-through-jobs',
    `${s}/pipelines/suggest/suggest.pipeline.ts`,
    "import { deliver } from '../deliver/deliver.pipeline.ts'\nexport const suggest = deliver\n",
  ],
  [
    'adapters-know-only-their-port',
    `${s}/channels/webchat/adapter.ts`,
    "import { read } from '../../features/conversation/index.ts'\nexport const webchat = read\n",
  ],
  [
    'adapters-know-only-their-port',
    `${s}/ai/openai.model.ts`,
    "import { env } from '../config/env.ts'\nexport const openai = env\n",
  ],
  [
    'adapters-know-only-their-port',
    `${s}/ai/openai.model.ts`,
    "import { webchat } from '../channels/webchat/adapter.ts'\nexport const openai = webchat\n",
  ],
  [
    'channels-are-strangers',
    `${s}/channels/webchat/adapter.ts`,
    "import { email } from '../email/adapter.ts'\nexport const webchat = email\n",
  ],
  [
    'only-compose-names-adapters',
    `${s}/app/http.ts`,
    "import { webchat } from '../channels/webchat/adapter.ts'\nexport const http = webchat\n",
  ],
  [
    'only-compose-names-adapters',
    `${s}/pipelines/suggest/suggest.pipeline.ts`,
    "import { openai } from '../../ai/openai.model.ts'\nexport const suggest = openai\n",
  ],
  [
    'channel-routes-are-mounted-by-app',
    `${s}/realtime/gateway.ts`,
    "import { routes } from '../channels/webchat/webchat.routes.ts'\nexport const gateway = routes\n",
  ],
  [
    'registry-names-no-adapter',
    `${s}/channels/registry.ts`,
    "import { webchat } from './webchat/adapter.ts'\nexport const registry = webchat\n",
  ],
  [
    'only-repos-speak-sql',
    `${s}/features/conversation/read-conversation.ts`,
    "import { sqlOf } from '../../db/sql-of.ts'\nexport const read = sqlOf\n",
  ],
  [
    'database-drivers-stay-below',
    `${s}/features/conversation/conversation.repo.ts`,
    "import pg from 'pg'\nexport const find = pg\n",
  ],
  [
    'database-drivers-stay-below',
    `${s}/api/context.ts`,
    "import type { PrismaClient } from '@prisma/client'\nexport type Context = PrismaClient\n",
  ],
  [
    'only-repos-speak-sql',
    `${s}/api/context.ts`,
    "import type { Client } from '../db/generated/client.ts'\nexport type Context = Client\n",
  ],
  [
    'job-catalog-is-data',
    `${s}/jobs/catalog/send-reply.job.ts`,
    "import { read } from '../../features/conversation/index.ts'\nexport const catalog = read\n",
  ],
  [
    'server-knows-no-client',
    `${s}/app/http.ts`,
    "import { send } from '../../../widget/src/send-message.ts'\nexport const http = send\n",
  ],
  [
    'desktop-takes-types-only',
    `${d}/renderer/app/main.tsx`,
    "import { root } from '@countersign/server/app-router'\nexport const app = root\n",
  ],
  [
    'desktop-takes-types-only',
    `${d}/main/ipc/register.ts`,
    "import { env } from '../../../../server/src/config/env.ts'\nexport const register = env\n",
  ],
  [
    'desktop-takes-types-only',
    `${d}/renderer/app/main.tsx`,
    "import type { AppRouter } from '@countersign/server/app-router'\nimport { root } from '@countersign/server/app-router'\nexport const app: AppRouter = root\n",
  ],
  [
    'renderer-has-no-electron',
    `${d}/renderer/ui/button.tsx`,
    "import { shell } from 'electron'\nexport const Button = shell\n",
  ],
  [
    'renderer-has-no-electron',
    `${d}/renderer/ui/button.tsx`,
    "import { register } from '../../main/ipc/register.ts'\nexport const Button = register\n",
  ],
  [
    'renderer-has-no-node',
    `${d}/renderer/ui/button.tsx`,
    "import path from 'node:path'\nexport const Button = path\n",
  ],
  [
    'renderer-has-no-node',
    `${d}/renderer/ui/button.tsx`,
    "import { Buffer } from 'buffer'\nexport const Button = Buffer\n",
  ],
  [
    'main-and-preload-have-no-renderer',
    `${d}/main/ipc/register.ts`,
    "import { Button } from '../../renderer/ui/button.tsx'\nexport const register = Button\n",
  ],
  [
    'main-and-preload-have-no-renderer',
    `${d}/preload/index.ts`,
    "import { register } from '../main/ipc/register.ts'\nregister(1)\n",
  ],
  [
    'ui-knows-no-feature',
    `${d}/renderer/ui/button.tsx`,
    "import { Thread } from '../features/thread/index.ts'\nexport const Button = Thread\n",
  ],
  [
    'ui-knows-no-feature',
    `${d}/renderer/ui/button.tsx`,
    "import type { app } from '../app/main.tsx'\nexport const Button = 1 as unknown as typeof app\n",
  ],
  [
    'screens-meet-at-the-door',
    `${d}/renderer/features/thread/thread-panel.tsx`,
    "import { Inbox } from '../inbox/inbox-panel.tsx'\nexport const Thread = Inbox\n",
  ],
  [
    'widget-stands-alone',
    'apps/widget/src/send-message.ts',
    "import react from 'react'\nexport const send = react\n",
  ],
  [
    'widget-stands-alone',
    'apps/widget/src/send-message.ts',
    "import { ok } from '@countersign/shared/kernel/result'\nexport const send = ok\n",
  ],
]

const read = `${s}/features/conversation/read-conversation.ts`
const withImport = (text: string) =>
  `import { find } from './conversation.repo.ts'\n${text}\nexport const read = find\n`

const sourceViolations: readonly Planted[] = [
  ['env-is-read-once', read, withImport('const port = process.env.PORT')],
  ['env-is-read-once', read, withImport("const port = process['env'].PORT")],
  ['env-is-read-once', read, withImport('const { env } = process')],
  ['env-is-read-once', read, withImport("import { env } from 'node:process'")],
  ['env-is-read-once', `${d}/main/ipc/register.ts`, 'export const register = () => process.env.HOME\n'],
  ['sql-stays-in-repos', read, withImport('const rows = client.$queryRaw`select 1`')],
  ['sql-stays-in-repos', read, withImport('const rows = client.$executeRawUnsafe(text)')],
  ['sql-stays-in-repos', read, withImport('const rows = sqlOf(tx)')],
  ['no-enum-or-namespace', read, withImport('export enum Status { Active }')],
  ['no-enum-or-namespace', read, withImport('const enum Status { Active }')],
  ['no-enum-or-namespace', read, withImport('namespace Status { export const active = 1 }')],
  ['file-is-too-long', read, withImport('\n'.repeat(500))],
  ['name-says-what-it-does', `${s}/features/conversation/conversation-utils.ts`, withImport('')],
  ['name-says-what-it-does', `${s}/common/read.ts`, "import '../config/env.ts'\n"],
  ['name-says-what-it-does', `${d}/main/window-manager.ts`, "import 'electron'\n"],
  ['name-says-what-it-does', `${d}/renderer/ui/button.helpers.ts`, "import 'react'\n"],
  ['name-says-one-thing', `${s}/features/conversation/read-and-close-conversation.ts`, withImport('')],
  ['name-is-lower-case', `${s}/features/conversation/readConversation.ts`, withImport('')],
  ['name-is-lower-case', `${d}/renderer/ui/Dialog.tsx`, "import 'react'\n"],
  [
    'test-stands-beside-its-file',
    `${s}/features/conversation/__tests__/read.test.ts`,
    "import '../index.ts'\n",
  ],
  ['test-stands-beside-its-file', `${s}/journeys/read.test.ts`, "import '../config/env.ts'\n"],
  ['test-is-run', `${s}/features/conversation/read-conversation.spec.ts`, "import './index.ts'\n"],
]

/** What a violation needs beside itself to be one. */
const companions: Record<string, Record<string, string>> = {
  [`${s}/testing/start-database.ts`]: {
    [`${s}/config/env.ts`]:
      "import { start } from '../testing/start-database.ts'\nexport const env = start\n",
  },
  [`${s}/db/migrate.ts`]: { [`${s}/db/main.ts`]: "import './sql-of.ts'\n" },
  [`${s}/api/context.ts`]: { [`${s}/db/generated/client.ts`]: 'export type Client = string\n' },
}

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'countersign-structure-'))
  writeSkeleton(root)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(files: Record<string, string>) {
  writeFiles(root, files)
}

describe('structure rules', () => {
  it('find nothing in a clean product', async () => {
    const report = await checkStructure(root, rulesFile)
    expect(report.findings).toEqual([])
    expect(report.files).toBe(Object.keys(skeleton).filter(file => /[.]tsx?$/.test(file)).length)
  })

  it.each([...importViolations, ...sourceViolations])('catch %s in %s (%#)', async (rule, file, text) => {
    write({ [file]: text, ...companions[file] })
    const { findings } = await checkStructure(root, rulesFile)
    expect(findings.map(finding => finding.rule)).toContain(rule)
  })

  it('each have a planted violation', () => {
    const names = [
      ...(rules.forbidden ?? []).flatMap(rule => rule.name ?? []),
      ...sourceRules.map(rule => rule.name),
    ]
    const planted = new Set([...importViolations, ...sourceViolations].map(([rule]) => rule))
    expect(names.filter(name => !planted.has(name))).toEqual([])
    expect([...planted].filter(name => !names.includes(name))).toEqual([])
  })

  it('let tests, the database folder and generated code do what others may not', async () => {
    write({
      [`${s}/features/conversation/read-conversation.test.ts`]:
        "import { compose } from '../../app/compose.ts'\nexport const port = [compose, process.env.PORT, '$queryRaw']\n",
      [`${s}/db/generated/client.ts`]: `export enum Status {}\n${'\n'.repeat(600)}`,
      [`${s}/db/sql-of.ts`]:
        "import type { Status } from './generated/client.ts'\nexport const sqlOf = (s: Status) => s.$queryRaw\n",
    })
    expect((await checkStructure(root, rulesFile)).findings).toEqual([])
  })

  it('ignore words in comments', async () => {
    write({ [read]: withImport('// process.env and $queryRaw\n/**\n * enum Status\n * sqlOf(tx)\n */') })
    expect((await checkStructure(root, rulesFile)).findings).toEqual([])
  })

  it('ask about a file of more than 300 lines without refusing it', async () => {
    write({ [read]: withImport('\n'.repeat(320)) })
    const report = await checkStructure(root, rulesFile)
    expect(report.findings).toEqual([])
    expect(report.questions.map(question => question.file)).toEqual([read])
  })
})

describe('a run that reads too few modules fails', () => {
  /** The real rules with a reader's options changed, as a wrong compiler or a wrong path would. */
  async function checkWith(options: Record<string, unknown>) {
    const file = join(root, 'rules.mjs')
    writeFileSync(
      file,
      `export default ${JSON.stringify({ ...rules, options: { ...rules.options, ...options } })}\n`,
    )
    return (await checkStructure(root, file)).findings.map(finding => `${finding.rule} ${finding.file}`)
  }

  it('when files are left out', async () => {
    expect(await checkWith({ exclude: { path: '/features/suggestion/' } })).toContain(
      `every-module-is-read ${s}/features/suggestion/index.ts`,
    )
  })

  it('when imports are not read', async () => {
    expect(await checkWith({ tsPreCompilationDeps: false })).toContain(
      `every-module-is-read ${s}/channels/registry.ts`,
    )
  })

  it('when there is nothing to read', async () => {
    rmSync(join(root, 'apps'), { recursive: true })
    rmSync(join(root, 'packages'), { recursive: true })
    expect((await checkStructure(root, rulesFile)).findings.map(finding => finding.rule)).toEqual([
      'every-module-is-read',
    ])
  })
})
