import type { PolicyView } from '@countersign/shared/policy/policy.contract'
import { conversationModes } from '@countersign/shared/suggestion/suggestion.codes'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useChange } from '../../app/use-change.ts'
import { SelectField } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'

const asTenant = 'tenant'
const choices = [asTenant, ...conversationModes] as const

interface ChannelModesProps {
  readonly channels: PolicyView['channels']
  readonly readOnly: boolean
}

/** Where a channel differs from the workspace. Takes effect at once, with a way back. */
export function ChannelModes({ channels, readOnly }: ChannelModesProps) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const change = useChange()
  const set = (channel: PolicyView['channels'][number], mode: PolicyView['channels'][number]['mode']) =>
    void change<PolicyView>({
      queryKey: api.policy.get.queryKey(),
      patch: policy => ({
        ...policy,
        channels: policy.channels.map(one => (one.id === channel.id ? { ...one, mode } : one)),
      }),
      send: () => client.policy.setChannelMode.mutate({ channelId: channel.id, mode }),
      said: t('policy.channelSet', { name: channel.name }),
      undo: () => set(channel, channel.mode),
      failed: t('policy.channelNotSet', { name: channel.name }),
    })
  return (
    <div className="border-t py-5">
      <Section title={t('policy.channelModes')} note={t('policy.channelModesNote')}>
        {channels.length === 0 ? (
          <p className="text-ink-3">{t('policy.noChannels')}</p>
        ) : (
          <div className="grid gap-4 pair:grid-cols-2">
            {channels.map(channel => (
              <SelectField
                key={channel.id}
                label={t('policy.channelMode', { name: channel.name })}
                note={t(`channel.${channel.type}`)}
                value={channel.mode ?? asTenant}
                disabled={readOnly}
                options={choices.map(value => ({
                  value,
                  label: value === asTenant ? t('policy.asTenant') : t(`mode.${value}`),
                }))}
                onChange={value => set(channel, value === asTenant ? null : value)}
              />
            ))}
          </div>
        )}
      </Section>
    </div>
  )
}
