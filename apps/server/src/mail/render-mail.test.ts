import {
  type MailContent,
  type MailTemplate,
  mailContent,
  mailLanguages,
} from '@countersign/shared/mail/mail.contract'
import { describe, expect, it } from 'vitest'
import { renderMail } from './render-mail.ts'

const link = 'https://desk.example/app/x?token=abc&next=1'
const code = '402718'
const at = '2026-05-04T15:30:00.000Z'
const name = 'Ada'

/** One of every kind, and what of it a reader must find. */
const samples: {
  readonly [Template in MailTemplate]: [Extract<MailContent, { template: Template }>, string[]]
} = {
  verify_email: [{ template: 'verify_email', name, code, link }, [name, code, link]],
  already_registered: [{ template: 'already_registered', name, link }, [name, link]],
  reset_password: [{ template: 'reset_password', name, code, link }, [name, code, link]],
  password_changed: [{ template: 'password_changed', name }, [name]],
  change_email: [{ template: 'change_email', name, code, link }, [name, code, link]],
  email_changing: [{ template: 'email_changing', name, newEmail: 'new@x.test' }, [name, 'new@x.test']],
  email_changed: [
    { template: 'email_changed', name, newEmail: 'new@x.test', reader: 'new' },
    [name, 'new@x.test'],
  ],
  account_locked: [{ template: 'account_locked', name, until: at }, [name, '15:30', 'UTC', '2026']],
  new_device: [
    { template: 'new_device', name, device: 'Firefox 140', at },
    [name, 'Firefox 140', '15:30', 'UTC'],
  ],
  second_factor_changed: [{ template: 'second_factor_changed', name, on: true }, [name]],
  recovery_code_used: [{ template: 'recovery_code_used', name, left: 7 }, [name, '7']],
  oidc_changed: [{ template: 'oidc_changed', name, provider: 'Acme ID', linked: true }, [name, 'Acme ID']],
  invite: [
    { template: 'invite', tenantName: 'Shop', invitedBy: 'Bob', role: 'operator', link, expiresAt: at },
    ['Shop', 'Bob', link, '15:30'],
  ],
  ownership_transferred: [
    { template: 'ownership_transferred', name, tenantName: 'Shop', to: 'Bob' },
    [name, 'Shop', 'Bob'],
  ],
  escalation: [{ template: 'escalation', tenantName: 'Shop', reason: 'legal_matter', link }, ['Shop', link]],
  notice: [
    { template: 'notice', subject: 'Two waiting', lines: ['First line', 'Second line'], link },
    ['First line', 'Second line', link],
  ],
}

const all = mailLanguages.flatMap(language =>
  Object.values(samples).map(([content, found]) => ({ language, content: content as MailContent, found })),
)
const escaped = (text: string) => text.replaceAll('&', '&amp;')

describe.each(all)('$content.template, $language', ({ language, content, found }) => {
  const { subject, text, html } = renderMail(content, language)

  it('says everything it was given, in plain text and in HTML', () => {
    expect(mailContent.safeParse(content).success).toBe(true)
    for (const part of found) {
      expect(text).toContain(part)
      expect(html).toContain(escaped(part))
    }
  })

  it('has one line of subject and no gap where a word belongs', () => {
    expect(subject).toMatch(/^\S.{3,120}\S$/)
    expect(`${subject}${text}${html}`).not.toMatch(/undefined|null|NaN|\[object|\{\{/)
  })

  it('speaks its language only', () => {
    const own = (text.match(/\p{Script=Cyrillic}/gu) ?? []).length
    if (content.template === 'notice') return
    if (language === 'en') expect(own).toBe(0)
    else expect(own).toBeGreaterThan(40)
  })

  it('lets nobody write HTML or headers', () => {
    const evil = '</title><script>alert("x")</script>\r\nBcc: all@x.test'
    const planted = Object.fromEntries(
      Object.entries(content).map(([field, value]) => {
        if (
          [
            'name',
            'tenantName',
            'invitedBy',
            'to',
            'device',
            'provider',
            'newEmail',
            'subject',
            'role',
          ].includes(field)
        ) {
          return [field, evil]
        }
        return [field, field === 'lines' ? [evil] : value]
      }),
    ) as MailContent
    const rendered = renderMail(planted, language)
    expect(rendered.html).not.toContain('<script')
    expect(rendered.html.match(/<\/title>/g)).toHaveLength(1)
    expect(rendered.subject).not.toMatch(/[\r\n]/)
  })
})

it('differs where a fact does: on from off, linked from unlinked, with a link from without', () => {
  for (const language of mailLanguages) {
    const text = (content: MailContent) => renderMail(content, language).text
    expect(text({ template: 'second_factor_changed', name, on: true })).not.toBe(
      text({ template: 'second_factor_changed', name, on: false }),
    )
    const moved = { template: 'email_changed', name, newEmail: 'new@x.test' } as const
    expect(text({ ...moved, reader: 'new' })).not.toBe(text({ ...moved, reader: 'old' }))
    const oidc = { template: 'oidc_changed', name, provider: 'Acme' } as const
    expect(text({ ...oidc, linked: true })).not.toBe(text({ ...oidc, linked: false }))
    expect(text({ template: 'notice', subject: 's', lines: ['a'], link: null })).not.toContain('http')
  }
})

it('says how long its link and its code are good for', () => {
  const said = (template: 'verify_email' | 'reset_password', language: 'en' | 'ru') =>
    renderMail({ template, name, code, link }, language).text
  expect(said('verify_email', 'en')).toContain('The link is good for 24 hours, the code for 10 minutes')
  expect(said('reset_password', 'en')).toContain('The link is good for 1 hour, the code for 10 minutes')
  expect(said('verify_email', 'ru')).toContain('Ссылка действует 24 часа, код — 10 минут')
  expect(said('reset_password', 'ru')).toContain('Ссылка действует 1 час, код — 10 минут')
})

it('makes no link of a name, and cuts a long one', () => {
  const invite = { template: 'invite', invitedBy: 'Bob', role: 'owner', link, expiresAt: at } as const
  const { subject, text, html } = renderMail(
    { ...invite, tenantName: `Win at http://evil.example ${'x'.repeat(200)}` },
    'en',
  )
  for (const part of [subject, text, html]) {
    expect(part).not.toContain('evil.example')
    expect(part).not.toContain('http://e')
    expect(part).not.toContain('x'.repeat(80))
  }
})
