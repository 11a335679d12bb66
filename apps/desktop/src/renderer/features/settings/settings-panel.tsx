import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../../ui/class-names.ts'
import type { SettingsGroup, SettingsPage } from './settings-pages.ts'

interface SettingsPanelProps {
  readonly page: SettingsPage
  readonly groups: readonly { readonly group: SettingsGroup; readonly pages: readonly SettingsPage[] }[]
  /** Fills its place and scrolls by itself, as a long list does. */
  readonly whole?: boolean
  readonly children: ReactNode
}

/** The settings: what there is on the left, the chosen page beside it. */
export function SettingsPanel({ page, groups, whole = false, children }: SettingsPanelProps) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  const list = useRef<HTMLElement>(null)
  const arrived = useRef(false)
  useEffect(() => {
    // A page that was chosen is read out from its heading; the first one is where the person already is.
    if (arrived.current && page !== undefined) heading.current?.focus()
    arrived.current = true
    // The list can be longer than the window, and in a narrow one it is a row.
    list.current
      ?.querySelector('[aria-current="page"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [page])
  return (
    <div className="grid h-full min-h-0 grid-cols-1 grid-rows-[auto_minmax(0,1fr)] bg-surface pair:grid-cols-[13rem_minmax(0,1fr)] pair:grid-rows-1">
      <nav
        ref={list}
        aria-label={t('settings.label')}
        className="overflow-x-auto border-b bg-ground px-2 py-2 pair:overflow-x-visible pair:overflow-y-auto pair:border-r pair:border-b-0 pair:py-3"
      >
        <p className="px-2 pb-3 text-md font-bold max-pair:sr-only">{t('settings.label')}</p>
        <div className="flex gap-1 pair:flex-col pair:gap-4">
          {groups.map(({ group, pages }) => (
            <section key={group} aria-label={t(`settings.group.${group}`)}>
              <p aria-hidden="true" className="px-2 pb-1 text-xs text-ink-3 max-pair:hidden">
                {t(`settings.group.${group}`)}
              </p>
              <ul className="flex gap-0.5 pair:flex-col">
                {pages.map(name => (
                  <li key={name}>
                    <Link
                      to="/settings"
                      search={{ page: name }}
                      aria-current={name === page ? 'page' : undefined}
                      className={cx(
                        'flex min-h-[1.875rem] items-center rounded-md border px-2 whitespace-nowrap transition-colors duration-100',
                        name === page
                          ? 'border-line bg-surface font-semibold text-ink'
                          : 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
                      )}
                    >
                      {t(`settings.page.${name}`)}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </nav>
      <section
        aria-labelledby="settings-heading"
        className={cx('min-h-0 min-w-0', whole ? 'flex flex-col' : 'overflow-y-auto')}
      >
        <header className={cx('px-6 pt-5 pb-4', whole ? 'shrink-0' : 'mx-auto w-full max-w-5xl')}>
          <h1 ref={heading} id="settings-heading" tabIndex={-1} className="text-xl font-bold outline-none">
            {t(`settings.page.${page}`)}
          </h1>
          <p className="max-w-[68ch] text-ink-2">{t(`settings.about.${page}`)}</p>
        </header>
        <div className={whole ? 'min-h-0 flex-1' : 'mx-auto w-full max-w-5xl px-6 pb-10'}>{children}</div>
      </section>
    </div>
  )
}
