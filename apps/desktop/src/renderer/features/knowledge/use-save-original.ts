import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { fetchWithSession } from '../../app/trpc.ts'
import { useToaster } from '../../ui/toast.tsx'

/** Hands the original of an uploaded document to the person. */
export function useSaveOriginal(): (item: KnowledgeItem) => Promise<void> {
  const { t } = useTranslation()
  const { ports, session } = useConsole()
  const toaster = useToaster()
  const request = fetchWithSession(session, ports.fetch, ports.language)
  return async ({ id, title, fileName }) => {
    const response = await request(`${ports.origin}/knowledge/files/${id}`).catch(() => null)
    if (response === null || !response.ok) {
      toaster.show({ tone: 'red', title: t('knowledge.file.notSaved', { title }) })
      return
    }
    const url = URL.createObjectURL(await response.blob())
    const link = document.createElement('a')
    link.href = url
    link.download = fileName ?? title
    document.body.append(link)
    link.click()
    link.remove()
    // The browser reads the address after this turn.
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
}
