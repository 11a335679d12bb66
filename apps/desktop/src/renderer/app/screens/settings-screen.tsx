import { assertNever } from '@countersign/shared/kernel/assert-never'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { AgentProfilePanel, TemplatePanel } from '../../features/agent-profile/index.ts'
import { ApiKeyPanel } from '../../features/api-key/index.ts'
import { AuditPanel } from '../../features/audit/index.ts'
import {
  DevicesPanel,
  type OidcReturn,
  ProfilePanel,
  SignInMethodsPanel,
} from '../../features/identity/index.ts'
import { IntentPanel } from '../../features/intent/index.ts'
import { OnboardingPanel } from '../../features/onboarding/index.ts'
import {
  PlatformActionsPanel,
  PlatformFlagsPanel,
  PlatformKeysPanel,
  PlatformSecretsPanel,
  PlatformTenantsPanel,
  PlatformUpdatesPanel,
  PlatformUsersPanel,
} from '../../features/platform/index.ts'
import { BudgetPanel, DecisionPanel, DelayPanel, TrainingPanel } from '../../features/policy/index.ts'
import { SecretPanel } from '../../features/secret/index.ts'
import { type SettingsPage, SettingsPanel, visiblePages } from '../../features/settings/index.ts'
import { LeaveSection, RolesPanel, TeamPanel } from '../../features/team/index.ts'
import { TenantPanel } from '../../features/tenant/index.ts'
import { useApi, useMember } from '../console-context.tsx'

const route = getRouteApi('/settings')

/** Pages that are one long list and scroll by themselves. */
const whole: ReadonlySet<SettingsPage> = new Set(['audit'])

export function SettingsScreen() {
  const { page: asked = 'profile', oidc, code } = route.useSearch()
  const api = useApi()
  const me = useMember()
  const platform = useQuery(api.platform.me.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  const level = platform.data?.level ?? null
  // The address may ask for a page of which nobody knows yet whether it is theirs.
  const undecided = platform.isPending
  const groups = visiblePages(permission => me.permissions.includes(permission), level)
  // An address of a page that is not theirs shows what is, instead of an empty frame.
  const page = groups.some(({ pages }) => pages.includes(asked)) ? asked : 'profile'
  if (undecided) return null
  return (
    <SettingsPanel page={page} groups={groups} whole={whole.has(page)}>
      <Page key={page} page={page} oidc={oidc === undefined ? null : { outcome: oidc, code: code ?? null }} />
    </SettingsPanel>
  )
}

function Page({ page, oidc }: { page: SettingsPage; oidc: OidcReturn | null }) {
  switch (page) {
    case 'profile':
      return (
        <>
          <ProfilePanel />
          <LeaveSection />
        </>
      )
    case 'sign-in':
      return <SignInMethodsPanel oidc={oidc} />
    case 'devices':
      return <DevicesPanel />
    case 'start':
      return <OnboardingPanel />
    case 'workspace':
      return <TenantPanel />
    case 'team':
      return <TeamPanel />
    case 'roles':
      return <RolesPanel />
    case 'api-keys':
      return <ApiKeyPanel />
    case 'secrets':
      return <SecretPanel />
    case 'decisions':
      return <DecisionPanel />
    case 'delay':
      return <DelayPanel />
    case 'training':
      return <TrainingPanel />
    case 'budget':
      return <BudgetPanel />
    case 'intents':
      return <IntentPanel />
    case 'ai-profile':
      return <AgentProfilePanel />
    case 'templates':
      return <TemplatePanel />
    case 'audit':
      return <AuditPanel />
    case 'tenants':
      return <PlatformTenantsPanel />
    case 'users':
      return <PlatformUsersPanel />
    case 'flags':
      return <PlatformFlagsPanel />
    case 'platform-secrets':
      return <PlatformSecretsPanel />
    case 'keys':
      return <PlatformKeysPanel />
    case 'updates':
      return <PlatformUpdatesPanel />
    case 'actions':
      return <PlatformActionsPanel />
    default:
      return assertNever(page)
  }
}
