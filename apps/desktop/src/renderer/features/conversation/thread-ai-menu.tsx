import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import { conversationModes } from '@countersign/shared/suggestion/suggestion.codes'
import { Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole, useMay } from '../../app/console-context.tsx'
import { useChange } from '../../app/use-change.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuChoice, MenuLine } from '../../ui/menu.tsx'

type Conversation = ConversationDetail['conversation']
type Mode = Conversation['mode']

const inherit = 'inherit'

/** Whether the AI drafts in this conversation, and what it may do with the drafts. */
export function ThreadAiMenu({ conversation, name }: { conversation: Conversation; name: string }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const change = useChange()
  const mayHandle = useMay('conversation.handle')
  const maySet = useMay('settings.write')
  if (!mayHandle) return null
  const { id, ownMode, aiEnabled } = conversation
  const shown = (patch: Partial<Conversation>) => ({
    queryKey: api.conversation.get.queryKey({ id }),
    patch: (detail: ConversationDetail) => ({
      ...detail,
      conversation: { ...detail.conversation, ...patch },
    }),
    failed: t('threadAi.failed', { name }),
  })
  const setAi = (enabled: boolean) =>
    void change<ConversationDetail>({
      ...shown({ aiEnabled: enabled }),
      send: () => client.conversation.setAi.mutate({ id, enabled }),
      said: t(enabled ? 'threadAi.drafted' : 'threadAi.notDrafted', { name }),
      undo: () => setAi(!enabled),
    })
  const setMode = (mode: Mode | null, before: Mode | null) =>
    void change<ConversationDetail>({
      // What the channel has is the server's to say.
      ...shown(mode === null ? { ownMode: null } : { ownMode: mode, mode }),
      send: () => client.conversation.setMode.mutate({ id, mode }),
      said: t('threadAi.modeSet', { name }),
      undo: () => setMode(before, mode),
    })
  return (
    <Menu trigger={<IconButton label={t('threadAi.label')} icon={<Sparkles />} pressed={!aiEnabled} />}>
      <MenuChoice
        title={t('threadAi.drafts')}
        value={aiEnabled ? 'on' : 'off'}
        options={(['on', 'off'] as const).map(value => ({ value, label: t(`threadAi.${value}`) }))}
        onChange={value => setAi(value === 'on')}
      />
      {maySet && (
        <>
          <MenuLine />
          <MenuChoice
            title={`${t('threadAi.mode')} · ${t('threadAi.inForce', { mode: t(`modeShort.${conversation.mode}`) })}`}
            value={ownMode ?? inherit}
            options={([inherit, ...conversationModes] as const).map(value => ({
              value,
              label: value === inherit ? t('threadAi.inherit') : t(`mode.${value}`),
            }))}
            onChange={value => setMode(value === inherit ? null : value, ownMode)}
          />
        </>
      )}
    </Menu>
  )
}
