import type { ReplayView } from '@countersign/shared/insight/insight.contract'
import { policyView } from '@countersign/shared/policy/policy.contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { useToaster } from '../../ui/toast.tsx'
import type { Thresholds } from './use-thresholds.ts'

interface UseThresholdsDialogProps {
  readonly open: boolean
  readonly thresholds: Thresholds
  readonly inForce: Pick<ReplayView, 'tAuto' | 'tEscalate'>
  readonly onClose: () => void
  readonly onDone: () => void
}

/** What changes for everybody, said before it does. */
export function UseThresholdsDialog({ open, onClose, ...rest }: UseThresholdsDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      open={open}
      onOpenChange={next => !next && onClose()}
      title={t('machine.useTitle')}
      note={t('machine.useNote')}
    >
      <Confirm {...rest} onClose={onClose} />
    </Dialog>
  )
}

function Confirm({ thresholds, inForce, onClose, onDone }: Omit<UseThresholdsDialogProps, 'open'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const policy = useQuery(api.policy.get.queryOptions(undefined, { staleTime: 0 }))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { tAuto, tEscalate, now, tried } = thresholds
  const rows = [
    { name: t('machine.tAuto'), from: format.threshold(inForce.tAuto), to: format.threshold(tAuto) },
    {
      name: t('machine.tEscalate'),
      from: format.threshold(inForce.tEscalate),
      to: format.threshold(tEscalate),
    },
    ...(['sent', 'queued', 'escalated'] as const).map(row => ({
      name: t(`machine.${row}`),
      from: t('machine.of', { number: format.number(now[row]), total: format.number(now.total) }),
      to: t('machine.of', { number: format.number(tried[row]), total: format.number(tried.total) }),
    })),
  ]

  const apply = async () => {
    const version = policy.data?.version
    if (version === undefined || busy) return
    setBusy(true)
    setProblem(null)
    try {
      const view = await client.policy.update.mutate({ version, decision: { tAuto, tEscalate } })
      queryClient.setQueryData(api.policy.get.queryKey(), view)
      void queryClient.invalidateQueries({ queryKey: api.insight.replay.pathKey() })
      toaster.show({ title: t('machine.used') })
      onDone()
      onClose()
    } catch (error) {
      const { code, details } = readRefusal(error)
      const current = code === 'setting.stale' ? policyView.safeParse(details.current) : null
      if (current?.success === true) {
        queryClient.setQueryData(api.policy.get.queryKey(), current.data)
        setProblem(
          t('machine.stale', {
            tAuto: format.threshold(current.data.decision.tAuto),
            tEscalate: format.threshold(current.data.decision.tEscalate),
          }),
        )
      } else setProblem(words(code))
    } finally {
      setBusy(false)
    }
  }

  return (
    <DialogForm
      submit={t('machine.useConfirm')}
      busy={busy || policy.data === undefined}
      problem={problem}
      onSubmit={() => void apply()}
      onCancel={onClose}
    >
      <dl>
        {rows.map(({ name, from, to }) => (
          <div key={name} className="flex justify-between gap-4 border-b py-1.5">
            <dt className="text-ink-2">{name}</dt>
            <dd className="nums font-medium">{from === to ? from : t('machine.useChange', { from, to })}</dd>
          </div>
        ))}
      </dl>
      {thresholds.ignoredKeys.length > 0 && <p className="text-amber">{t('machine.useKeys')}</p>}
    </DialogForm>
  )
}
