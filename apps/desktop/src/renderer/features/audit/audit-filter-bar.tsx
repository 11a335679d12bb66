import { auditEntities } from '@countersign/shared/audit/audit.actions'
import { actorKinds } from '@countersign/shared/audit/audit.contract'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../app/console-context.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { type AuditFilter, memberChoice, noFilter } from './audit-filter.ts'
import { actionsOf, actionWords, entityWords } from './audit-words.ts'

interface AuditFilterBarProps {
  readonly filter: AuditFilter
  readonly onChange: (filter: AuditFilter) => void
}

/** Narrows the trail: by whom, about what, which action, when. */
export function AuditFilterBar({ filter, onChange }: AuditFilterBarProps) {
  const { t } = useTranslation()
  const api = useApi()
  const team = useQuery(api.team.list.queryOptions())
  const any = { value: '', label: t('audit.any') }
  const byWords = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label)
  const set = (patch: Partial<AuditFilter>) => {
    const next = { ...filter, ...patch }
    const empty = Object.values(next).every(value => value === '')
    onChange(empty ? noFilter : next)
  }
  return (
    <>
      <div className="w-36">
        <SelectField
          label={t('audit.by')}
          value={filter.actor}
          options={[
            any,
            ...actorKinds.map(kind => ({ value: kind as string, label: t(`audit.actor.${kind}`) })),
            ...(team.data?.members ?? []).map(member => ({
              value: memberChoice(member.memberId),
              label: member.name,
            })),
          ]}
          onChange={actor => set({ actor })}
        />
      </div>
      <div className="w-32">
        <SelectField
          label={t('audit.about')}
          value={filter.entity}
          options={[
            any,
            ...auditEntities
              .map(entity => ({ value: entity as string, label: entityWords(entity, t) }))
              .sort(byWords),
          ]}
          onChange={entity =>
            set({ entity, ...(actionsOf(entity).some(one => one === filter.action) ? {} : { action: '' }) })
          }
        />
      </div>
      <div className="w-44">
        <SelectField
          label={t('audit.what')}
          value={filter.action}
          options={[
            any,
            ...actionsOf(filter.entity)
              .map(action => ({ value: action as string, label: actionWords(action, t) }))
              .sort(byWords),
          ]}
          onChange={action => set({ action })}
        />
      </div>
      <div className="w-32">
        <TextField
          label={t('audit.from')}
          type="date"
          value={filter.from}
          max={filter.to === '' ? undefined : filter.to}
          onChange={event => set({ from: event.target.value })}
        />
      </div>
      <div className="w-32">
        <TextField
          label={t('audit.to')}
          type="date"
          value={filter.to}
          min={filter.from === '' ? undefined : filter.from}
          onChange={event => set({ to: event.target.value })}
        />
      </div>
      {filter !== noFilter && (
        <IconButton label={t('ui.clear')} icon={<X />} onClick={() => onChange(noFilter)} />
      )}
    </>
  )
}
