import { mailedCodeMinutes, mailedLinkMinutes } from '@countersign/shared/mail/mailed-secret.policy'
import type { EscalationReason } from '@countersign/shared/suggestion/suggestion.codes'
import type { Frame, Letters } from './letter.types.ts'

const when = (at: string) =>
  `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(at))} UTC`

const count = (unit: 'hour' | 'minute', value: number) =>
  new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(value)
const goodFor = (kind: keyof typeof mailedLinkMinutes) =>
  `The link is good for ${count('hour', mailedLinkMinutes[kind] / 60)}, the code for ${count('minute', mailedCodeMinutes)}; each works once.`

const roles: Readonly<Record<string, string>> = {
  owner: 'an owner',
  admin: 'an administrator',
  manager: 'a manager',
  operator: 'an operator',
  viewer: 'a viewer',
  guest: 'a guest',
}

const escalationReasons: Readonly<Record<EscalationReason, string>> = {
  urgent_request: 'it is urgent',
  human_requested: 'the customer asked for a person',
  legal_matter: 'it is a legal matter',
  ai_limitation: 'it is beyond the AI',
  complex_issue: 'it is complex',
  low_confidence: 'the draft is too uncertain',
  forced_intent: 'such questions always go to people',
  policy: 'a policy of the workspace asks for it',
  sla_breach: 'the customer has waited too long',
}

const notYou =
  'If this was not you, change your password now and sign out all other devices under Settings → Devices.'
const ignore = 'If you did not ask for this, you can ignore this message: nothing has changed.'
const secret = 'Never pass the code or the link on. Nobody at Countersign will ask you for them.'

export const frameEn: Frame = {
  greet: name => (name === null ? 'Hello,' : `Hello ${name},`),
  pasteLink: 'If the button does not work, copy this address into your browser:',
  orCode: 'Or type this code:',
  signature: 'Countersign',
}

export const lettersEn: Letters = {
  verify_email: ({ name, code, link }) => ({
    subject: 'Confirm your e-mail address',
    name,
    lines: [
      'Please confirm that this address is yours, so that your account can be opened.',
      goodFor('verify'),
    ],
    code,
    button: { label: 'Confirm address', link },
    remarks: [secret, ignore],
  }),
  already_registered: ({ name, link }) => ({
    subject: 'You already have an account',
    name,
    lines: [
      'Somebody tried to sign up with this address, which already has an account.',
      'If it was you, sign in instead. You can also choose a new password there.',
    ],
    button: { label: 'Sign in', link },
    remarks: [ignore],
  }),
  reset_password: ({ name, code, link }) => ({
    subject: 'Choose a new password',
    name,
    lines: ['You asked for a new password.', goodFor('reset')],
    code,
    button: { label: 'Choose a new password', link },
    remarks: [secret, ignore],
  }),
  password_changed: ({ name }) => ({
    subject: 'Your password was changed',
    name,
    lines: ['The password of your account has just been changed.'],
    remarks: [notYou],
  }),
  change_email: ({ name, code, link }) => ({
    subject: 'Confirm your new e-mail address',
    name,
    lines: ['Please confirm that you want to sign in with this address from now on.', goodFor('change')],
    code,
    button: { label: 'Confirm new address', link },
    remarks: [secret, ignore],
  }),
  email_changing: ({ name, newEmail }) => ({
    subject: 'Your e-mail address is about to change',
    name,
    lines: [
      `Somebody asked to change the address of your account to ${newEmail}.`,
      'The change is made once the new address has been confirmed.',
    ],
    remarks: [notYou],
  }),
  email_changed: ({ name, newEmail, reader }) => ({
    subject: 'Your e-mail address was changed',
    name,
    lines: [
      `The address of your account is now ${newEmail}.`,
      reader === 'new'
        ? 'From now on you sign in with this address, and your mail comes here.'
        : 'This address can no longer be used to sign in.',
    ],
    remarks: ['If this was not you, tell the owner of your workspace at once.'],
  }),
  account_locked: ({ name, until }) => ({
    subject: 'Your account is locked for a while',
    name,
    lines: [
      `There were several attempts to sign in with a wrong password or code. Your account is locked until ${when(until)}.`,
    ],
    remarks: [
      'If these attempts were not yours, somebody is guessing. Your account is safe while it is locked.',
    ],
  }),
  new_device: ({ name, device, at }) => ({
    subject: 'New sign-in to your account',
    name,
    lines: [`Your account was used on a device we have not seen before: ${device}, ${when(at)}.`],
    remarks: [notYou],
  }),
  second_factor_changed: ({ name, on }) => ({
    subject: on ? 'Two-step sign-in is on' : 'Two-step sign-in is off',
    name,
    lines: [
      on
        ? 'From now on, signing in also takes a code from your authenticator app. Keep your recovery codes in a safe place.'
        : 'From now on, your password alone is enough to sign in.',
    ],
    remarks: [notYou],
  }),
  recovery_code_used: ({ name, left }) => ({
    subject: 'A recovery code was used',
    name,
    lines: [
      'One of your recovery codes was just used in place of your authenticator app.',
      `Recovery codes left: ${left}. You can make new ones under Settings → Signing in.`,
    ],
    remarks: [notYou],
  }),
  oidc_changed: ({ name, provider, linked }) => ({
    subject: linked ? `Sign-in with ${provider} was added` : `Sign-in with ${provider} was removed`,
    name,
    lines: [
      linked
        ? `Your account can now be opened by signing in with ${provider}.`
        : `Your account can no longer be opened by signing in with ${provider}.`,
    ],
    remarks: [notYou],
  }),
  invite: ({ tenantName, invitedBy, role, link, expiresAt }) => ({
    subject: `${invitedBy} invites you to ${tenantName}`,
    name: null,
    lines: [
      `${invitedBy} invites you to work in ${tenantName} on Countersign as ${roles[role] ?? role}.`,
      `The invitation is good until ${when(expiresAt)}.`,
    ],
    button: { label: 'Accept invitation', link },
    remarks: ['If you do not know who this is, you can ignore this message.'],
  }),
  ownership_transferred: ({ name, tenantName, to }) => ({
    subject: `${tenantName} has a new owner`,
    name,
    lines: [`The ownership of ${tenantName} now lies with ${to}.`],
    remarks: ['If this is wrong, get in touch with the new owner at once.'],
  }),
  escalation: ({ tenantName, reason, link }) => ({
    subject: `A conversation needs a person: ${escalationReasons[reason]}`,
    name: null,
    lines: [
      `In ${tenantName} a conversation was handed to people. Why: ${escalationReasons[reason]}.`,
      'It waits in the queue of escalations until somebody takes it.',
    ],
    ...(link === null ? {} : { button: { label: 'Open the queue', link } }),
    remarks: [
      'You get this because your address is the contact for escalations in the settings of the workspace. There are at most 30 of these mails an hour.',
    ],
  }),
  notice: ({ subject, lines, link }) => ({
    subject,
    name: null,
    lines,
    ...(link === null ? {} : { button: { label: 'Open Countersign', link } }),
    remarks: [],
  }),
}
