import {
  type IpcArgs,
  type IpcCall,
  type IpcReturns,
  type ipcAnswer,
  ipcCalls,
} from '@countersign/shared/desktop/ipc.contract'
import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import type { z } from 'zod'
import { errorClass, type Log } from '../log/open-log.ts'
import { originOf } from '../window/navigation.policy.ts'
import { admitCall } from './validate.ts'

export type IpcHandlers = {
  readonly [C in IpcCall]: (...args: IpcArgs<C>) => IpcReturns<C> | Promise<IpcReturns<C>>
}

interface Door {
  readonly home: string
  readonly isConsoleWindow: (webContentsId: number) => boolean
  readonly log: Log
}

/** Opens every call of the contract, and no other channel, to the console's page. */
export function registerCalls(ipcMain: IpcMain, handlers: IpcHandlers, door: Door): void {
  for (const call of Object.keys(ipcCalls) as IpcCall[]) register(ipcMain, call, handlers, door)
}

function register<C extends IpcCall>(ipcMain: IpcMain, call: C, handlers: IpcHandlers, door: Door): void {
  ipcMain.handle(call, async (event, ...args: unknown[]): Promise<z.infer<typeof ipcAnswer>> => {
    const admitted = admitCall(call, args, callerOf(event, door), door.home)
    if (!admitted.ok) {
      door.log.write('call.refused', { call, code: admitted.code })
      return { ok: false, code: admitted.code }
    }
    try {
      const value = await handlers[call](...admitted.value)
      return { ok: true, value: ipcCalls[call].returns.parse(value) }
    } catch (error) {
      door.log.write('call.failed', { call, code: 'server.error', error: errorClass(error) })
      return { ok: false, code: 'server.error' }
    }
  })
}

function callerOf(event: IpcMainInvokeEvent, door: Door) {
  const frame = event.senderFrame
  return {
    // `origin`, not `url`: a sandboxed or `about:blank` frame has a URL that says less than its origin does.
    origin: frame === null ? null : originOf(frame.origin),
    isTopFrame: frame !== null && frame.parent === null,
    isConsoleWindow: door.isConsoleWindow(event.sender.id),
  }
}
