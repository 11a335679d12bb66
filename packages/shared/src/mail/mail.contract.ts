import { z } from 'zod'
import { escalationReasons } from '../suggestion/suggestion.codes.ts'

/** The languages mails are written in. */
export const mailLanguages = ['en', 'ru'] as const
export type MailLanguage = (typeof mailLanguages)[number]

const link = z.url({ protocol: /^https?$/ })
/** Six digits a person can type instead of following the link. */
const code = z.string().regex(/^\d{6}$/)

/** Every mail the product writes, with what its text needs. Secrets in it (links, codes) are single use and expire. */
export const mailContent = z.discriminatedUnion('template', [
  z.object({ template: z.literal('verify_email'), name: z.string(), code, link }),
  /** To somebody who signs up with an address that already has an account: the form itself does not tell. */
  z.object({ template: z.literal('already_registered'), name: z.string(), link }),
  z.object({ template: z.literal('reset_password'), name: z.string(), code, link }),
  z.object({ template: z.literal('password_changed'), name: z.string() }),
  z.object({ template: z.literal('change_email'), name: z.string(), code, link }),
  /** To the old address when a change is asked for, to both when it is done. */
  z.object({ template: z.literal('email_changing'), name: z.string(), newEmail: z.string() }),
  z.object({
    template: z.literal('email_changed'),
    name: z.string(),
    newEmail: z.string(),
    /** Which of the two addresses it goes to. */
    reader: z.enum(['old', 'new']).default('old'),
  }),
  z.object({ template: z.literal('account_locked'), name: z.string(), until: z.iso.datetime() }),
  z.object({ template: z.literal('new_device'), name: z.string(), device: z.string(), at: z.iso.datetime() }),
  z.object({ template: z.literal('second_factor_changed'), name: z.string(), on: z.boolean() }),
  /** `left`: how many recovery codes there still are. */
  z.object({ template: z.literal('recovery_code_used'), name: z.string(), left: z.int().nonnegative() }),
  /** An identity elsewhere can sign in from now on, or no longer. */
  z.object({
    template: z.literal('oidc_changed'),
    name: z.string(),
    provider: z.string(),
    linked: z.boolean(),
  }),
  z.object({
    template: z.literal('invite'),
    tenantName: z.string(),
    invitedBy: z.string(),
    role: z.string(),
    link,
    expiresAt: z.iso.datetime(),
  }),
  z.object({
    template: z.literal('ownership_transferred'),
    name: z.string(),
    tenantName: z.string(),
    to: z.string(),
  }),
  /** To the address a tenant named: a conversation was handed to people. */
  z.object({
    template: z.literal('escalation'),
    tenantName: z.string(),
    reason: z.enum(escalationReasons),
    link: link.nullable(),
  }),
  z.object({
    template: z.literal('notice'),
    subject: z.string(),
    lines: z.array(z.string()),
    link: link.nullable(),
  }),
])
export type MailContent = z.infer<typeof mailContent>
export type MailTemplate = MailContent['template']
