import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CircleDot, Languages, LogOut, MessageSquare, Settings, SunMoon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole, useMember } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { languages } from '../../app/i18n.ts'
import { chooseTheme, themes } from '../../app/theme.ts'
import { useCustomerName } from '../../app/use-customer-name.ts'
import { useNow } from '../../app/use-now.ts'
import { PickDialog, type PickGroup } from '../../ui/pick-dialog.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { chooseLanguage } from '../identity/index.ts'
import { type Command, CommandKeys, commands, runCommand, useCommandStore } from '../keys/index.ts'
import { type SettingsPage, visiblePages } from '../settings/index.ts'

/** Commands that make no sense from the palette itself. */
const hidden: ReadonlySet<Command> = new Set(['palette.open', 'conversation.next', 'conversation.previous'])

interface PaletteProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onConversation: (id: string) => void
  readonly onSettings: (page: SettingsPage) => void
}

/** Everything that can be done now, and every conversation, by typing a few letters of it. */
export function Palette({ open, onOpenChange, onConversation, onSettings }: PaletteProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const nameOf = useCustomerName()
  const api = useApi()
  const { session } = useConsole()
  const member = useMember()
  const platform = useQuery(
    api.platform.me.queryOptions(undefined, { enabled: open, staleTime: Number.POSITIVE_INFINITY }),
  )
  const pages = visiblePages(
    permission => member.permissions.includes(permission),
    platform.data?.level ?? null,
  )
  const offers = useCommandStore(state => state.offers)
  const [text, setText] = useState('')
  const wanted = useSettled(text.trim(), 160)
  const found = useQuery(
    api.conversation.search.queryOptions(
      { text: wanted.slice(0, 200), limit: 8 },
      { enabled: open && wanted.length > 1, placeholderData: keepPreviousData },
    ),
  )
  const close = (next: boolean) => {
    if (!next) setText('')
    onOpenChange(next)
  }

  const groups: PickGroup[] = [
    {
      title: t('palette.actions'),
      picks: commands
        .filter(command => !hidden.has(command) && offers.has(command))
        .map(command => ({
          id: command,
          label: t(`command.${command}`),
          icon: <CircleDot aria-hidden="true" />,
          note: <CommandKeys command={command} />,
          // After the dialog has given the focus back, or the command's own focus would be taken away again.
          run: () => setTimeout(() => runCommand(command), 0),
        })),
    },
    ...(wanted.length > 1 && (found.data?.items.length ?? 0) > 0
      ? [
          {
            title: t('palette.conversations'),
            picks: (found.data?.items ?? []).map(item => ({
              id: item.id,
              label: `${nameOf(item.customerName, item.id)} — ${item.snippet}`,
              words: [text],
              icon: <MessageSquare aria-hidden="true" />,
              note: format.ago(item.lastMessageAt, now),
              run: () => onConversation(item.id),
            })),
          },
        ]
      : []),
    {
      title: t('nav.settings'),
      picks: pages.flatMap(({ group, pages: names }) =>
        names.map(page => ({
          id: `settings.${page}`,
          label: t(`settings.page.${page}`),
          words: [t('nav.settings'), t(`settings.group.${group}`)],
          icon: <Settings aria-hidden="true" />,
          run: () => onSettings(page),
        })),
      ),
    },
    {
      title: t('palette.console'),
      picks: [
        ...themes.map(theme => ({
          id: `theme.${theme}`,
          label: `${t('account.theme')}: ${t(`account.themes.${theme}`)}`,
          icon: <SunMoon aria-hidden="true" />,
          run: () => chooseTheme(theme),
        })),
        ...languages.map(language => ({
          id: `language.${language}`,
          label: `${t('account.language')}: ${t(`language.${language}`)}`,
          icon: <Languages aria-hidden="true" />,
          run: () => chooseLanguage(language, i18n),
        })),
        {
          id: 'sign-out',
          label: t('account.signOut'),
          icon: <LogOut aria-hidden="true" />,
          run: () => void session.signOut(),
        },
      ],
    },
  ]
  return (
    <PickDialog
      open={open}
      onOpenChange={close}
      title={t('palette.title')}
      hint={t('palette.hint')}
      empty={found.isFetching ? t('ui.loading') : t('ui.nothing')}
      text={text}
      onText={setText}
      groups={groups}
    />
  )
}
