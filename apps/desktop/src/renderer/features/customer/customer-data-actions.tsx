import { useQueryClient } from '@tanstack/react-query'
import { Download, Eraser } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole, useMay } from '../../app/console-context.tsx'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { saveFile } from '../../app/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { useReasonDialog } from '../../ui/reason-dialog.tsx'
import { useToaster } from '../../ui/toast.tsx'

/** What the law gives a person about their data: a copy, and its end. */
export function CustomerDataActions({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const { client, ports } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const mayExport = useMay('customer.export')
  const mayErase = useMay('customer.erase')
  const [exporting, setExporting] = useState(false)
  const { ask, dialog } = useReasonDialog()
  if (!mayExport && !mayErase) return null

  const exportData = async () => {
    setExporting(true)
    try {
      const data = await client.customer.export.mutate({ id })
      saveFile(`customer-${id}-${ports.now().toISOString().slice(0, 10)}.json`, 'application/json', [
        JSON.stringify(data, null, 2),
      ])
      toaster.show({ title: t('customerData.exported', { name }) })
    } catch (error) {
      toaster.show({
        tone: 'red',
        title: t('customerData.notExported', { name }),
        note: words(readRefusal(error).code),
      })
    } finally {
      setExporting(false)
    }
  }
  return (
    <section aria-label={t('customerData.title')} className="mt-5 border-t pt-4">
      <h4 className="font-semibold">{t('customerData.title')}</h4>
      <p className="mb-2 text-xs text-ink-3">{t('customerData.note')}</p>
      <div className="flex flex-wrap gap-2">
        {mayExport && (
          <Button size="sm" icon={<Download />} disabled={exporting} onClick={() => void exportData()}>
            {t('customerData.export')}
          </Button>
        )}
        {mayErase && (
          <Button
            size="sm"
            variant="danger"
            icon={<Eraser />}
            onClick={() =>
              ask({
                title: t('customerData.eraseTitle', { name }),
                note: t('customerData.eraseNote'),
                confirm: t('customerData.erase'),
                reasonLabel: t('customerData.reason'),
                typed: { label: t('customerData.typeName', { name }), text: name },
                run: async ({ reason }) => {
                  try {
                    await client.customer.erase.mutate({ id, reason })
                  } catch (error) {
                    return words(readRefusal(error).code)
                  }
                  toaster.show({ title: t('customerData.erased') })
                  void queryClient.invalidateQueries({ queryKey: api.conversation.pathKey() })
                  return null
                },
              })
            }
          >
            {t('customerData.erase')}
          </Button>
        )}
      </div>
      {dialog}
    </section>
  )
}
