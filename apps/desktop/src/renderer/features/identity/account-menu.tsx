import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ChevronsUpDown, Keyboard, LogOut, Settings } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole, useMember } from '../../app/console-context.tsx'
import { type Language, languages } from '../../app/i18n.ts'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { chooseTheme, rememberedTheme, type Theme, themes } from '../../app/theme.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { useToaster } from '../../ui/toast.tsx'
import { CommandKeys, runCommand } from '../keys/index.ts'
import { chooseLanguage } from './choose-language.ts'

/** The member: the workspaces they work for, looks, language, keys, and the way out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation()
  const { session } = useConsole()
  const member = useMember()
  const { tenants, switchTo } = useTenants()
  const navigate = useNavigate()
  const [theme, setTheme] = useState<Theme>(rememberedTheme)
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          className="flex h-9 min-w-9 items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover wide:w-full"
        >
          <Avatar name={member.name} size="sm" />
          <span className="min-w-0 flex-1 truncate font-medium max-wide:sr-only">
            <span className="sr-only">{t('account.label')} </span>
            {member.name}
          </span>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-3 max-wide:hidden" />
        </button>
      }
    >
      <div className="px-2.5 py-1.5">
        <p className="font-medium">{member.name}</p>
        <p className="text-xs text-ink-3">
          {member.tenantName} · {t(`role.${member.role}`)}
        </p>
      </div>
      {tenants.length > 1 && (
        <>
          <MenuLine />
          <MenuChoice
            title={t('account.tenant')}
            value={member.tenantId}
            options={tenants.map(({ tenantId, tenantName }) => ({ value: tenantId, label: tenantName }))}
            onChange={tenantId => void switchTo(tenantId)}
          />
        </>
      )}
      <MenuLine />
      <MenuChoice
        title={t('account.theme')}
        value={theme}
        options={themes.map(value => ({ value, label: t(`account.themes.${value}`) }))}
        onChange={value => {
          chooseTheme(value)
          setTheme(value)
        }}
      />
      <MenuLine />
      <MenuChoice
        title={t('account.language')}
        value={(i18n.resolvedLanguage ?? 'en') as Language}
        options={languages.map(value => ({ value, label: t(`language.${value}`) }))}
        onChange={value => chooseLanguage(value, i18n)}
      />
      <MenuLine />
      <MenuItem
        icon={<Settings aria-hidden="true" />}
        note={<CommandKeys command="go.settings" />}
        onSelect={() => void navigate({ to: '/settings', search: {} })}
      >
        {t('nav.settings')}
      </MenuItem>
      <MenuItem
        icon={<Keyboard aria-hidden="true" />}
        note={<CommandKeys command="keys.open" />}
        onSelect={() => runCommand('keys.open')}
      >
        {t('keys.title')}
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={() => void session.signOut()}>
        {t('account.signOut')}
      </MenuItem>
    </Menu>
  )
}

/** The workspaces the person works for, and the way from one to another. */
function useTenants() {
  const { t } = useTranslation()
  const { client, session } = useConsole()
  const api = useApi()
  const member = useMember()
  const toaster = useToaster()
  const words = useRefusalWords()
  const navigate = useNavigate()
  const tenants = useQuery(api.auth.tenants.queryOptions()).data?.tenants ?? []
  return {
    tenants,
    async switchTo(tenantId: string) {
      if (tenantId === member.tenantId) return
      try {
        const pair = await client.auth.switchTenant.mutate({ tenantId })
        // What is open belongs to the other workspace.
        await navigate({ to: '/inbox', search: {} })
        await session.enter(pair)
      } catch (error) {
        toaster.show({
          tone: 'red',
          title: t('account.notSwitched'),
          note: words(readRefusal(error).code),
        })
      }
    },
  }
}
