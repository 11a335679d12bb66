import { ChevronsUpDown, Keyboard, LogOut } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole, useMember } from '../../app/console-context.tsx'
import { type Language, languages } from '../../app/i18n.ts'
import { chooseTheme, rememberedTheme, type Theme, themes } from '../../app/theme.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { CommandKeys, runCommand } from '../keys/index.ts'
import { chooseLanguage } from './sign-in-panel.tsx'

/** The member: looks, language, keys, and the way out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation()
  const { session } = useConsole()
  const member = useMember()
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
