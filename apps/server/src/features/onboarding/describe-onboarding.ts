import type { OnboardingView } from '@countersign/shared/onboarding/onboarding.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { findOnboarding, listChannelRows, listReportRows } from './onboarding.repo.ts'

/** What a command of this feature is given besides its input. */
export interface Setup {
  readonly services: Services
  readonly actor: Actor
  readonly publicUrl: string
}

/** Reports shown: the newest, and how it went before. */
const shownReports = 10

export function describeOnboarding(setup: Setup): Promise<OnboardingView> {
  return setup.services.database.withTenant(setup.actor.tenantId, tx => readOnboarding(setup, tx))
}

export async function readOnboarding({ publicUrl }: Setup, tx: TenantTx): Promise<OnboardingView> {
  const state = await findOnboarding(tx)
  const reports = await listReportRows(tx, shownReports)
  return {
    status: state.status,
    currentStep: state.currentStep,
    completedSteps: [...state.completedSteps],
    answers: state.answers,
    channels: await listChannelRows(tx),
    scriptUrl: `${publicUrl}/widget.js`,
    reports: reports.map(({ at, ...report }) => ({ ...report, at: at.toISOString() })),
  }
}
