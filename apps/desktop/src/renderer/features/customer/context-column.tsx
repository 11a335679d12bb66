import { Tabs } from '@base-ui/react/tabs'
import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { CustomerPanel } from './customer-panel.tsx'
import { HistoryPanel } from './history-panel.tsx'

const tabs = ['evidence', 'customer', 'history'] as const

interface ContextColumnProps {
  readonly detail: ConversationDetail
  /** What the draft rests on. */
  readonly evidence: ReactNode
  readonly onOpen: (conversationId: string) => void
  readonly onClose: () => void
}

/** The last column: evidence, customer, history. */
export function ContextColumn({ detail, evidence, onOpen, onClose }: ContextColumnProps) {
  const { t } = useTranslation()
  return (
    <Tabs.Root defaultValue="evidence" className="flex h-full min-h-0 flex-col">
      <div className="flex h-12 shrink-0 items-stretch border-b pr-2 pl-4">
        <Tabs.List aria-label={t('context.label')} className="flex gap-4">
          {tabs.map(tab => (
            <Tabs.Tab
              key={tab}
              value={tab}
              className="-mb-px border-b-2 border-transparent text-ink-2 hover:text-ink data-active:border-ink data-active:font-semibold data-active:text-ink"
            >
              {t(`context.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <IconButton
          label={t('ui.close')}
          icon={<X />}
          onClick={onClose}
          className="my-auto ml-auto trio:hidden"
        />
      </div>
      <Tabs.Panel value="evidence" className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]">
        {evidence}
      </Tabs.Panel>
      <Tabs.Panel value="customer" className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]">
        <CustomerPanel detail={detail} />
      </Tabs.Panel>
      <Tabs.Panel value="history" className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]">
        <HistoryPanel detail={detail} onOpen={onOpen} />
      </Tabs.Panel>
    </Tabs.Root>
  )
}
