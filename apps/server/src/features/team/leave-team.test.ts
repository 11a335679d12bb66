import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ApiClient,
  codeOf,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'leave-'))
let test: TestServer
let owner: ApiClient

beforeAll(async () => {
  test = await startTestServer(dataDir)
  owner = (await signInAs(test.url, 'owner')).api
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

function connect(token: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = io(test.url, { auth: { token }, transports: ['websocket'], reconnection: false })
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
  })
}

describe('leaving a team', () => {
  it('is not for its owner, who has to give it to somebody first', async () => {
    expect(await codeOf(owner.team.leave.mutate())).toBe('team.owner_stays')
    expect((await owner.auth.me.query()).role).toBe('owner')
  })

  it('ends at once, on every device, and gives back what one had taken', async () => {
    const { api, token } = await signInAs(test.url, 'operator')
    const elsewhere = await connect((await signInAs(test.url, 'operator')).token)
    const dropped = new Promise<string>(resolve => elsewhere.once('disconnect', resolve))
    const { body } = await writeAsCustomer(test.url, { sessionId: 'leaving', text: 'Are you there?' })
    const memberId = test.tenant.members.operator
    await api.conversation.assign.mutate({ id: body.conversationId, memberId })
    expect(await api.team.leave.mutate()).toEqual({ done: true })
    expect(await dropped).toBe('io server disconnect')
    expect(await codeOf(api.conversation.list.query())).toBe('auth.invalid')
    expect(await codeOf(signInAs(test.url, 'operator'))).toBe('auth.invalid')
    await expect(connect(token)).rejects.toThrow()
    const { conversation } = await owner.conversation.get.query({ id: body.conversationId })
    expect(conversation.assignee ?? null).toBe(null)
    const { items } = await owner.audit.list.query({ action: 'member_left' })
    expect(items).toMatchObject([{ actor: { memberId }, entityId: memberId }])
  })

  it('can be taken back by whoever looks after the team', async () => {
    const { members } = await owner.team.list.query({ withDisabled: true })
    const gone = members.find(member => member.memberId === test.tenant.members.operator)
    expect(gone?.standing).toMatchObject({ disabledAt: expect.any(String), disabledReason: null })
    await owner.team.enable.mutate({ memberId: test.tenant.members.operator })
    const { api } = await signInAs(test.url, 'operator')
    expect((await api.auth.me.query()).role).toBe('operator')
  })
})
