import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A product in small: one file of each kind, each used, none out of place. */
export const skeleton: Record<string, string> = {
  'packages/shared/package.json':
    '{ "name": "@countersign/shared", "type": "module", "exports": { "./*": "./src/*.ts" } }',
  'packages/shared/src/kernel/result.ts': 'export type Result = string\nexport const ok = 1\n',
  'packages/shared/src/message/message.contract.ts':
    "import { z } from 'zod'\nimport { ok } from '../kernel/result.ts'\nexport const message = z(ok)\n",
  'packages/shared/src/message/message.contract.test.ts':
    "import { it } from 'vitest'\nimport { message } from './message.contract.ts'\nit('is', () => message)\n",

  'apps/server/package.json':
    '{ "name": "@countersign/server", "type": "module", "exports": { "./app-router": { "types": "./src/app/root-router.ts" } } }',
  'apps/server/src/main.ts': "import { compose } from './app/compose.ts'\ncompose()\n",
  'apps/server/src/config/env.ts': 'export const env = process.env\n',
  'apps/server/src/app/compose.ts': [
    "import { message } from '@countersign/shared/message/message.contract'",
    "import { openai } from '../ai/openai.model.ts'",
    "import { webchat } from '../channels/webchat/adapter.ts'",
    "import { registry } from '../channels/registry.ts'",
    "import { env } from '../config/env.ts'",
    "import { send } from '../jobs/queue.ts'",
    "import { deliver } from '../pipelines/deliver/deliver.pipeline.ts'",
    "import { suggest } from '../pipelines/suggest/suggest.pipeline.ts'",
    "import { root } from './root-router.ts'",
    'export const compose = () => [message, openai, webchat, registry, env, send, deliver, suggest, root]\n',
  ].join('\n'),
  'apps/server/src/app/root-router.ts': [
    "import { list } from '../features/conversation/conversation.router.ts'",
    "import { approve } from '../features/suggestion/index.ts'",
    'export const root = { list, approve }',
    'export type AppRouter = typeof root\n',
  ].join('\n'),
  'apps/server/src/features/conversation/index.ts': "export { read } from './read-conversation.ts'\n",
  'apps/server/src/features/conversation/read-conversation.ts':
    "import { find } from './conversation.repo.ts'\nexport const read = find\n",
  'apps/server/src/features/conversation/conversation.repo.ts':
    "import { sqlOf } from '../../db/sql-of.ts'\nexport const find = () => sqlOf(1)\n",
  'apps/server/src/features/conversation/conversation.router.ts':
    "import { read } from './index.ts'\nexport const list = read\n",
  'apps/server/src/features/suggestion/index.ts':
    "import { read } from '../conversation/index.ts'\nimport { catalog } from '../../jobs/catalog/send-reply.job.ts'\nexport const approve = [read, catalog]\n",
  'apps/server/src/pipelines/suggest/suggest.types.ts': 'export type Draft = string\n',
  'apps/server/src/pipelines/suggest/stages/draft.stage.ts':
    "import { z } from 'zod'\nimport type { ModelPort } from '../../../ai/model.port.ts'\nimport type { Draft } from '../suggest.types.ts'\nexport const draft = (port: ModelPort): Draft => z(port)\n",
  'apps/server/src/pipelines/suggest/suggest.pipeline.ts':
    "import { draft } from './stages/draft.stage.ts'\nexport const suggest = draft\n",
  'apps/server/src/pipelines/deliver/deliver.pipeline.ts':
    "import type { ChannelPort } from '../../channels/channel.port.ts'\nexport const deliver = (port: ChannelPort) => port\n",
  'apps/server/src/channels/channel.port.ts': 'export type ChannelPort = string\n',
  'apps/server/src/channels/registry.ts':
    "import type { ChannelPort } from './channel.port.ts'\nexport const registry = (ports: ChannelPort[]) => ports\n",
  'apps/server/src/channels/webchat/adapter.ts':
    "import type { ChannelPort } from '../channel.port.ts'\nexport const webchat: ChannelPort = ''\n",
  'apps/server/src/channels/webchat/webchat.routes.ts':
    "import type { ChannelPort } from '../channel.port.ts'\nexport const routes: ChannelPort = ''\n",
  'apps/server/src/app/http.ts':
    "import { routes } from '../channels/webchat/webchat.routes.ts'\nexport const http = routes\n",
  'apps/server/src/channels/email/adapter.ts':
    "import type { ChannelPort } from '../channel.port.ts'\nexport const email: ChannelPort = ''\n",
  'apps/server/src/ai/model.port.ts': 'export type ModelPort = string\n',
  'apps/server/src/ai/openai.model.ts':
    "import type { ModelPort } from './model.port.ts'\nexport const openai: ModelPort = ''\n",
  'apps/server/src/jobs/catalog/send-reply.job.ts': "import { z } from 'zod'\nexport const catalog = z\n",
  'apps/server/src/jobs/queue.ts':
    "import boss from 'pg-boss'\nimport { catalog } from './catalog/send-reply.job.ts'\nexport const send = [boss, catalog]\n",
  'apps/server/src/db/sql-of.ts':
    "import pg from 'pg'\nexport const sqlOf = (n: number) => [pg, n, '$queryRaw']\n",

  'apps/desktop/src/main/index.ts':
    "import { app } from 'electron'\nimport { register } from './ipc/register.ts'\nregister(app)\n",
  'apps/desktop/src/main/ipc/register.ts':
    "import path from 'node:path'\nexport const register = (app: unknown) => [app, path]\n",
  'apps/desktop/src/preload/index.ts': "import { contextBridge } from 'electron'\ncontextBridge()\n",
  'apps/desktop/src/renderer/app/main.tsx': [
    "import type { AppRouter } from '@countersign/server/app-router'",
    "import { Inbox } from '../features/inbox/index.ts'",
    "import { Thread } from '../features/thread/index.ts'",
    "import './style.css'",
    'export const app = (router: AppRouter) => [router, Inbox, Thread]\n',
  ].join('\n'),
  'apps/desktop/src/renderer/app/style.css': 'body {}\n',
  'apps/desktop/src/renderer/features/inbox/index.ts': "export { Inbox } from './inbox-panel.tsx'\n",
  'apps/desktop/src/renderer/features/inbox/inbox-panel.tsx':
    "import { Button } from '../../ui/button.tsx'\nexport const Inbox = Button\n",
  'apps/desktop/src/renderer/features/thread/index.ts': "export { Thread } from './thread-panel.tsx'\n",
  'apps/desktop/src/renderer/features/thread/thread-panel.tsx':
    "import { Inbox } from '../inbox/index.ts'\nexport const Thread = Inbox\n",
  'apps/desktop/src/renderer/ui/button.tsx': "import react from 'react'\nexport const Button = react\n",

  'apps/widget/src/widget.ts': "import { send } from './send-message.ts'\nsend()\n",
  'apps/widget/src/send-message.ts':
    "import type { Result } from '@countersign/shared/kernel/result'\nexport const send = (): Result => ''\n",
}

const library = (name: string): Record<string, string> => ({
  [`node_modules/${name}/package.json`]: `{ "name": "${name}", "type": "module", "exports": "./index.js" }`,
  [`node_modules/${name}/index.js`]: 'export default 1\n',
})
const libraries = ['zod', 'vitest', 'pg', 'pg-boss', 'openai', 'electron', 'react', '@prisma/client']

/** Writes the clean product, with the libraries it imports, below a folder. */
export function writeSkeleton(root: string): void {
  writeFiles(root, skeleton)
  for (const name of libraries) writeFiles(root, library(name))
  mkdirSync(join(root, 'node_modules/@countersign'), { recursive: true })
  symlinkSync('../../packages/shared', join(root, 'node_modules/@countersign/shared'))
  symlinkSync('../../apps/server', join(root, 'node_modules/@countersign/server'))
}

/** Writes files, given as path below `root` → text, over those that are there. */
export function writeFiles(root: string, files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
}
