import { may, permissions, roles } from '@countersign/shared/identity/role.policy'
import { Check, Minus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMember } from '../../app/console-context.tsx'
import { cx } from '../../ui/class-names.ts'

/** The one table of permissions, as the server enforces it. */
export function RolesPanel() {
  const { t } = useTranslation()
  const me = useMember()
  return (
    <div className="@container overflow-x-auto">
      <table aria-label={t('roles.table')} className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" className="border-b py-2 pr-3 text-left text-xs font-medium text-ink-3">
              {t('roles.permission')}
            </th>
            {roles.map(role => (
              <th
                key={role}
                scope="col"
                aria-current={role === me.role ? 'true' : undefined}
                title={t(`roles.about.${role}`)}
                className={cx(
                  'border-b px-2 py-2 text-center text-xs whitespace-nowrap @max-[46rem]:px-1 @max-[46rem]:text-2xs',
                  role === me.role
                    ? 'rounded-t-md bg-selected font-semibold text-ink'
                    : 'font-medium text-ink-3',
                )}
              >
                {t(`role.${role}`)}
                {role === me.role && <span className="sr-only"> ({t('roles.yours')})</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map(permission => (
            <tr key={permission}>
              <th scope="row" className="border-b py-1.5 pr-3 text-left font-normal">
                {t(`roles.permissions.${permission}`)}
              </th>
              {roles.map(role => {
                const granted = may(role, permission)
                const Mark = granted ? Check : Minus
                return (
                  <td
                    key={role}
                    className={cx('h-8 border-b px-2 text-center', role === me.role && 'bg-selected')}
                  >
                    <span className="sr-only">{t(granted ? 'roles.yes' : 'roles.no')}</span>
                    <Mark
                      aria-hidden="true"
                      className={cx('inline size-4', granted ? 'text-accent' : 'text-line-2')}
                    />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
