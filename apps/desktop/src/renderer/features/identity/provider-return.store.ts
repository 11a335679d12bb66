import type { ProviderReturn } from '@countersign/shared/desktop/ipc.contract'
import { create } from 'zustand'

interface ProviderReturnState {
  /**
   * What somebody came back to the desktop with. It waits here for the screen that can use it: of an account that
   * has to be proven first, until its password was given.
   */
  readonly returned: ProviderReturn | null
  hear(returned: ProviderReturn): void
  forget(): void
}

export const useProviderReturn = create<ProviderReturnState>(set => ({
  returned: null,
  hear: returned => set({ returned }),
  forget: () => set({ returned: null }),
}))
