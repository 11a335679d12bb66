import { Plus, X } from 'lucide-react'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { ActionCell, Cell, Table } from '../../ui/table.tsx'
import { type FactRow, factProblem } from './profile-form.ts'

const maxFacts = 50
const box =
  'h-[1.875rem] w-full min-w-32 rounded-md border border-line-2 bg-raised px-2.5 placeholder:text-ink-3 aria-invalid:border-red'

interface FactTableProps {
  readonly facts: readonly FactRow[]
  readonly onChange: (facts: readonly FactRow[]) => void
}

/** What the AI may know of the company, a name and a value to a row. */
export function FactTable({ facts, onChange }: FactTableProps) {
  const { t } = useTranslation()
  const id = useId()
  const addButton = useRef<HTMLButtonElement>(null)
  // The field of a row that has just been added gets the focus, not one that was there when the page came up.
  const added = useRef<number | null>(null)
  const change = (key: number, patch: Partial<FactRow>) =>
    onChange(facts.map(fact => (fact.key === key ? { ...fact, ...patch } : fact)))
  const add = () => {
    const key = Math.max(-1, ...facts.map(fact => fact.key)) + 1
    added.current = key
    onChange([...facts, { key, name: '', value: '' }])
  }
  return (
    <div className="flex flex-col items-start gap-3">
      {facts.length === 0 ? (
        <p className="text-ink-3">{t('agentProfile.noFacts')}</p>
      ) : (
        <div className="w-full">
          <Table
            label={t('agentProfile.field.companyFacts')}
            head={[
              { key: 'name', label: t('agentProfile.factName') },
              { key: 'value', label: t('agentProfile.factValue') },
              { key: 'actions', label: t('ui.actions'), quiet: true },
            ]}
          >
            {facts.map((fact, index) => {
              const problem = factProblem(facts, fact)
              const note = problem === null ? undefined : `${id}-${fact.key}`
              const row = index + 1
              return (
                <tr key={fact.key}>
                  <Cell className="w-2/5 align-top">
                    <input
                      ref={field => {
                        if (field === null || added.current !== fact.key) return
                        added.current = null
                        field.focus()
                      }}
                      aria-label={t('agentProfile.factNameOf', { row })}
                      aria-invalid={problem === 'nameless' || problem === 'twice'}
                      aria-describedby={note}
                      className={box}
                      maxLength={60}
                      value={fact.name}
                      onChange={event => change(fact.key, { name: event.target.value })}
                    />
                    {problem !== null && (
                      <p id={note} className="pt-1 text-xs text-red">
                        {t(`agentProfile.factProblem.${problem}`)}
                      </p>
                    )}
                  </Cell>
                  <Cell className="align-top">
                    <input
                      aria-label={t('agentProfile.factValueOf', { row })}
                      aria-invalid={problem === 'empty'}
                      aria-describedby={note}
                      className={box}
                      maxLength={500}
                      value={fact.value}
                      onChange={event => change(fact.key, { value: event.target.value })}
                    />
                  </Cell>
                  <ActionCell>
                    <IconButton
                      label={t('ui.remove', {
                        name: fact.name.trim() === '' ? t('agentProfile.factRow', { row }) : fact.name,
                      })}
                      icon={<X />}
                      onClick={() => {
                        onChange(facts.filter(one => one.key !== fact.key))
                        addButton.current?.focus()
                      }}
                    />
                  </ActionCell>
                </tr>
              )
            })}
          </Table>
        </div>
      )}
      <Button ref={addButton} icon={<Plus />} disabled={facts.length >= maxFacts} onClick={add}>
        {t('agentProfile.addFact')}
      </Button>
    </div>
  )
}
