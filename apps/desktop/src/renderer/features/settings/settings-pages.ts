import type { Permission } from '@countersign/shared/identity/role.policy'
import type { PlatformLevel } from '@countersign/shared/platform/platform.contract'

/** Every page of the settings by group, in the order of the side list. */
export const settingsGroups = {
  you: ['profile', 'sign-in', 'devices'],
  workspace: ['start', 'workspace', 'team', 'roles', 'api-keys', 'secrets'],
  ai: ['decisions', 'delay', 'training', 'budget', 'intents', 'ai-profile', 'templates'],
  trust: ['audit'],
  platform: ['tenants', 'users', 'flags', 'platform-secrets', 'keys', 'updates', 'actions'],
} as const

export type SettingsGroup = keyof typeof settingsGroups
export type SettingsPage = (typeof settingsGroups)[SettingsGroup][number]
export const settingsPages = Object.values(settingsGroups).flat() as SettingsPage[]

/** Pages that are not for every member. What may be read but not changed is shown to whoever may read it. */
const needed: Partial<Record<SettingsPage, Permission>> = {
  start: 'settings.write',
  workspace: 'conversation.read',
  team: 'conversation.read',
  'api-keys': 'apiKey.write',
  secrets: 'secret.write',
  audit: 'audit.read',
  decisions: 'insight.read',
  delay: 'insight.read',
  training: 'insight.read',
  budget: 'insight.read',
  intents: 'settings.write',
  'ai-profile': 'settings.write',
  templates: 'settings.write',
}

/** Of the platform, only its owners'. */
const owners: ReadonlySet<SettingsPage> = new Set(['platform-secrets'])

/**
 * The side list of one member; groups without a page are left out.
 * @param level of those who look after the installation
 */
export function visiblePages(
  may: (permission: Permission) => boolean,
  level: PlatformLevel | null,
): readonly { readonly group: SettingsGroup; readonly pages: readonly SettingsPage[] }[] {
  return (Object.keys(settingsGroups) as SettingsGroup[])
    .filter(group => group !== 'platform' || level !== null)
    .map(group => ({
      group,
      pages: settingsGroups[group].filter(page => {
        if (owners.has(page) && level !== 'owner') return false
        const permission = needed[page]
        return permission === undefined || may(permission)
      }),
    }))
    .filter(({ pages }) => pages.length > 0)
}
