import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { CommandKeys } from './command-keys.tsx'
import type { Command } from './keymap.ts'

const groups = [
  {
    title: 'keys.group.draft',
    commands: [
      'suggestion.approve',
      'suggestion.edit',
      'suggestion.reject',
      'suggestion.escalate',
      'suggestion.refresh',
      'message.write',
    ],
  },
  {
    title: 'keys.group.conversation',
    commands: [
      'conversation.next',
      'conversation.previous',
      'conversation.assign',
      'conversation.snooze',
      'conversation.resolve',
    ],
  },
  {
    title: 'keys.group.escalation',
    commands: ['escalation.claim', 'escalation.handle', 'escalation.dismiss'],
  },
  {
    title: 'keys.group.go',
    commands: [
      'go.inbox',
      'go.approvals',
      'go.escalations',
      'go.knowledge',
      'go.autonomy',
      'go.learning',
      'go.studio',
      'go.settings',
      'search.focus',
      'palette.open',
      'keys.open',
    ],
  },
] as const satisfies readonly { title: string; commands: readonly Command[] }[]

/** The map of all keys. */
export function KeysMap({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('keys.title')} note={t('keys.note')} size="wide">
      <div className="grid gap-x-10 gap-y-5 pair:grid-cols-2">
        {groups.map(group => (
          <section key={group.title}>
            <h3 className="mb-1 text-xs font-semibold text-ink-3">{t(group.title)}</h3>
            <dl>
              {group.commands.map(command => (
                <div
                  key={command}
                  className="flex min-h-7 items-center justify-between gap-4 border-b last:border-b-0"
                >
                  <dt>{t(`command.${command}`)}</dt>
                  <dd>
                    <CommandKeys command={command} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3 className="mb-1 text-xs font-semibold text-ink-3">{t('keys.group.card')}</h3>
          <p className="text-ink-2">{t('keys.card')}</p>
        </section>
      </div>
    </Dialog>
  )
}
