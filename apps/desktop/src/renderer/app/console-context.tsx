import type { MemberView } from '@countersign/shared/identity/identity.contract'
import type { Permission } from '@countersign/shared/identity/role.policy'
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { KeptActionState } from './action/kept-action.store.ts'
import type { ConnectionState } from './connection.store.ts'
import type { Console } from './console.ts'
import type { DraftStream } from './draft-stream.store.ts'

export const ConsoleContext = createContext<Console | null>(null)

export function useConsole(): Console {
  const console = useContext(ConsoleContext)
  if (console === null) throw new Error('useConsole outside of ConsoleContext')
  return console
}

export function useApi() {
  return useConsole().api
}

/** The signed-in member. Screens that use it are only shown to one. */
export function useMember(): MemberView {
  const state = useStore(useConsole().session.store)
  if (state.phase !== 'signed_in') throw new Error('useMember while signed out')
  return state.member
}

export function useMay(permission: Permission): boolean {
  return useMember().permissions.includes(permission)
}

export function useConnection<T>(select: (state: ConnectionState) => T): T {
  return useStore(useConsole().connection, select)
}

export function useKeptActions<T>(select: (state: KeptActionState) => T): T {
  return useStore(useStore(useConsole().kept).store, select)
}

export function useDraftStream(conversationId: string): DraftStream | null {
  return useStore(useConsole().draftStream, state => state.streams[conversationId] ?? null)
}
