import { type IpcArgs, type IpcCall, ipcCalls } from '@countersign/shared/desktop/ipc.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'

/** Who made a call, as the browser process knows it; the page has no say in any of this. */
export interface Caller {
  /** `scheme://host` of the calling frame; null when the frame is gone. */
  readonly origin: string | null
  /** False for a frame inside the page. */
  readonly isTopFrame: boolean
  /** False for any other window or view. */
  readonly isConsoleWindow: boolean
}

/** Only the console's own page, at the top of the console's own window, may call. */
function mayCall(caller: Caller, home: string): boolean {
  return caller.isConsoleWindow && caller.isTopFrame && caller.origin === home
}

/** The arguments of an admitted call, parsed; `auth.forbidden` for a foreign caller, `input.invalid` for bad arguments. */
export function admitCall<C extends IpcCall>(
  call: C,
  args: readonly unknown[],
  caller: Caller,
  home: string,
): Result<IpcArgs<C>> {
  if (!mayCall(caller, home)) return refused('auth.forbidden')
  const parsed = ipcCalls[call].args.safeParse(args)
  return parsed.success ? ok(parsed.data as IpcArgs<C>) : refused('input.invalid')
}
