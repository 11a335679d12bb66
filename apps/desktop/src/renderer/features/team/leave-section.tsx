import { useTranslation } from 'react-i18next'
import { useConsole, useMember } from '../../app/console-context.tsx'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Button } from '../../ui/button.tsx'
import { useReasonDialog } from '../../ui/reason-dialog.tsx'
import { Section } from '../../ui/section.tsx'

/** The way out of a workspace; its owner is told what has to come first. */
export function LeaveSection() {
  const { t } = useTranslation()
  const { client, session } = useConsole()
  const me = useMember()
  const words = useRefusalWords()
  const { ask, dialog } = useReasonDialog()
  const tenant = me.tenantName
  const stays = me.role === 'owner'
  return (
    <Section
      title={t('team.leave', { tenant })}
      note={stays ? words('team.owner_stays') : t('team.leaveNote')}
      action={
        stays ? undefined : (
          <Button
            variant="danger"
            onClick={() =>
              ask({
                title: t('team.leave', { tenant }),
                note: t('team.leaveAsk'),
                confirm: t('team.leaveNow'),
                run: async () => {
                  try {
                    await client.team.leave.mutate()
                  } catch (error) {
                    return words(readRefusal(error).code)
                  }
                  // The session has ended with the membership; signing out makes the console know.
                  await session.signOut()
                  return null
                },
              })
            }
          >
            {t('team.leaveStart')}
          </Button>
        )
      }
    >
      {dialog}
    </Section>
  )
}
