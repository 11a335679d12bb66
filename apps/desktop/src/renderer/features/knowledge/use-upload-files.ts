import { errorStatus } from '@countersign/shared/kernel/app-error'
import { largestFile, uploadAnswer } from '@countersign/shared/knowledge/knowledge.contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import type { Refusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { fetchWithSession } from '../../app/trpc.ts'
import { useToaster } from '../../ui/toast.tsx'

/** A file that is on its way. */
export interface Sending {
  readonly key: string
  readonly name: string
}

type Code = Refusal['code']

/** Hands files to the server one after another. Each that is not taken is told of by name; the others go on. */
export function useUploadFiles(): {
  readonly sending: readonly Sending[]
  readonly upload: (files: readonly File[], documentId?: string) => Promise<void>
} {
  const { t } = useTranslation()
  const { ports, session } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const [sending, setSending] = useState<readonly Sending[]>([])
  const request = fetchWithSession(session, ports.fetch, ports.language)

  const send = async (file: File, documentId: string | undefined): Promise<Code | 'duplicate' | null> => {
    if (file.size > largestFile) return 'knowledge.too_large'
    const form = new FormData()
    if (documentId !== undefined) form.append('documentId', documentId)
    form.append('file', file, file.name)
    try {
      const response = await request(`${ports.origin}/knowledge/files`, { method: 'POST', body: form })
      const body: unknown = await response.json()
      if (response.ok) return uploadAnswer.parse(body).duplicate ? 'duplicate' : null
      const code = (body as { error?: { code?: string } }).error?.code ?? ''
      return Object.hasOwn(errorStatus, code) ? (code as Code) : 'server.error'
    } catch {
      return 'network'
    }
  }

  return {
    sending,
    async upload(files, documentId) {
      const waiting = files.map(file => ({ key: ports.newId(), name: file.name, file }))
      setSending(now => [...now, ...waiting])
      for (const { key, name, file } of waiting) {
        const problem = await send(file, documentId)
        setSending(now => now.filter(one => one.key !== key))
        if (problem === 'duplicate') toaster.show({ title: t('knowledge.file.known', { name }) })
        else if (problem !== null) {
          toaster.show({ tone: 'red', title: t('knowledge.file.refused', { name }), note: words(problem) })
        }
        void queryClient.invalidateQueries({ queryKey: api.knowledge.list.queryKey() })
      }
    },
  }
}
