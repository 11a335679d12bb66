import type { AuditChainPart, AuditExportInput } from '@countersign/shared/audit/audit.contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { saveFile } from '../../app/save-file.ts'
import { useToaster } from '../../ui/toast.tsx'

/** Takes what the filter lets through away as CSV, and has the server check the whole chain. */
export function useAuditTools(asked: NonNullable<AuditExportInput>) {
  const { t } = useTranslation()
  const { client, ports } = useConsole()
  const format = useFormat()
  const toaster = useToaster()
  const words = useRefusalWords()
  const [exporting, setExporting] = useState(false)
  const [checking, setChecking] = useState(false)
  const refuse = (title: string) => (error: unknown) =>
    toaster.show({ tone: 'red', title, note: words(readRefusal(error).code) })

  const exportCsv = async () => {
    setExporting(true)
    try {
      const parts: string[] = []
      let cursor: string | null = null
      do {
        const part: { csv: string; nextCursor: string | null } = await client.audit.export.mutate({
          ...asked,
          ...(cursor === null ? {} : { cursor }),
        })
        parts.push(part.csv)
        cursor = part.nextCursor
      } while (cursor !== null)
      saveFile(`audit-${ports.now().toISOString().slice(0, 10)}.csv`, 'text/csv;charset=utf-8', parts)
    } catch (error) {
      refuse(t('audit.exportFailed'))(error)
    } finally {
      setExporting(false)
    }
  }

  /** All of it, whatever the filter lets through: a part of a chain proves nothing. */
  const exportChain = async () => {
    setExporting(true)
    try {
      const parts: string[] = []
      let after: number | null = null
      do {
        const part: AuditChainPart = await client.audit.exportChain.mutate(after === null ? {} : { after })
        parts.push(part.text)
        after = part.next
      } while (after !== null)
      saveFile(`audit-${ports.now().toISOString().slice(0, 10)}.jsonl`, 'application/jsonl', parts)
    } catch (error) {
      refuse(t('audit.exportFailed'))(error)
    } finally {
      setExporting(false)
    }
  }

  const check = async () => {
    setChecking(true)
    try {
      const { lines, broken } = await client.audit.check.query()
      toaster.show(
        broken === null
          ? {
              title: t('audit.whole', { count: lines, shown: format.number(lines) }),
              note: t('audit.wholeNote'),
            }
          : {
              tone: 'red',
              title: t('audit.broken', { seq: format.number(broken.seq) }),
              note: t('audit.brokenNote'),
            },
      )
    } catch (error) {
      refuse(t('audit.checkFailed'))(error)
    } finally {
      setChecking(false)
    }
  }

  return { exporting, checking, exportCsv, exportChain, check }
}
