import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useToaster } from '../../ui/toast.tsx'

interface Page {
  readonly items: readonly KnowledgeItem[]
}
/** The table has its documents in pages, a choice of one has them in one answer. */
type Lists = Page | { readonly pages: readonly Page[] }

/** What the menu of a document or a site does. Shown at once, undone where it can be, put back with the reason when refused. */
export function useChangeDocument() {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()

  const run = async (
    send: () => Promise<unknown>,
    said: { title: string; undo?: () => Promise<unknown> },
    patch?: (items: readonly KnowledgeItem[]) => KnowledgeItem[],
  ) => {
    const keys = api.knowledge.pathKey()
    const lists = { queryKey: api.knowledge.list.pathKey() }
    await queryClient.cancelQueries(lists)
    const before = queryClient.getQueriesData<Lists>(lists)
    if (patch !== undefined) {
      const patched = (page: Page) => ({ ...page, items: patch(page.items) })
      queryClient.setQueriesData<Lists>(lists, data =>
        data === undefined
          ? data
          : 'pages' in data
            ? { ...data, pages: data.pages.map(patched) }
            : patched(data),
      )
    }
    const { undo } = said
    try {
      await send()
      toaster.show({
        title: said.title,
        ...(undo === undefined
          ? {}
          : { action: { label: t('ui.undo'), run: () => void run(undo, { title: t('knowledge.undone') }) } }),
      })
    } catch (error) {
      for (const [key, data] of before) queryClient.setQueryData(key, data)
      toaster.show({ tone: 'red', title: t('knowledge.notDone'), note: words(readRefusal(error).code) })
    }
    void queryClient.invalidateQueries({ queryKey: keys })
  }

  return {
    setActive: ({ id, title }: KnowledgeItem, active: boolean) =>
      run(
        () => client.knowledge.setActive.mutate({ id, active }),
        {
          title: t(active ? 'knowledge.switchedOn' : 'knowledge.switchedOff', { title }),
          undo: () => client.knowledge.setActive.mutate({ id, active: !active }),
        },
        items => items.map(item => (item.id === id ? { ...item, active } : item)),
      ),
    remove: ({ id, title }: KnowledgeItem) =>
      run(
        () => client.knowledge.delete.mutate({ id }),
        { title: t('knowledge.deleted', { title }), undo: () => client.knowledge.restore.mutate({ id }) },
        items => items.filter(item => item.id !== id),
      ),
    retry: ({ id, title }: KnowledgeItem) =>
      run(() => client.knowledge.retry.mutate({ id }), { title: t('knowledge.retried', { title }) }),
    restoreVersion: (id: string, version: number) =>
      run(() => client.knowledge.restoreVersion.mutate({ id, version }), {
        title: t('knowledge.version.restored', { version }),
      }),
    recrawl: (id: string, title: string) =>
      run(() => client.knowledge.recrawl.mutate({ id }), { title: t('knowledge.site.again', { title }) }),
    removeSite: (id: string, title: string) =>
      run(() => client.knowledge.deleteSite.mutate({ id }), {
        title: t('knowledge.deleted', { title }),
        undo: () => client.knowledge.restoreSite.mutate({ id }),
      }),
  }
}
