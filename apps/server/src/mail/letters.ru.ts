import { mailedCodeMinutes, mailedLinkMinutes } from '@countersign/shared/mail/mailed-secret.policy'
import type { EscalationReason } from '@countersign/shared/suggestion/suggestion.codes'
import type { Frame, Letters } from './letter.types.ts'

const when = (at: string) =>
  `${new Intl.DateTimeFormat('ru-RU', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(at))} UTC`

const count = (unit: 'hour' | 'minute', value: number) =>
  new Intl.NumberFormat('ru', { style: 'unit', unit, unitDisplay: 'long' }).format(value)
const goodFor = (kind: keyof typeof mailedLinkMinutes) =>
  `Ссылка действует ${count('hour', mailedLinkMinutes[kind] / 60)}, код — ${count('minute', mailedCodeMinutes)}; каждый из них срабатывает один раз.`

const roles: Readonly<Record<string, string>> = {
  owner: 'владелец',
  admin: 'администратор',
  manager: 'менеджер',
  operator: 'оператор',
  viewer: 'наблюдатель',
  guest: 'гость',
}

const escalationReasons: Readonly<Record<EscalationReason, string>> = {
  urgent_request: 'дело срочное',
  human_requested: 'клиент просит человека',
  legal_matter: 'юридический вопрос',
  ai_limitation: 'ИИ не справится',
  complex_issue: 'вопрос сложный',
  low_confidence: 'черновик слишком неуверенный',
  forced_intent: 'такие вопросы всегда решают люди',
  policy: 'этого требует правило пространства',
  sla_breach: 'клиент ждёт слишком долго',
}

const notYou =
  'Если это сделали не вы, сразу смените пароль и выйдите на всех остальных устройствах: «Настройки» → «Устройства».'
const ignore = 'Если вы этого не запрашивали, просто не обращайте внимания на письмо: ничего не изменилось.'
const secret = 'Никому не передавайте код и ссылку. Сотрудники Countersign никогда о них не спрашивают.'

export const frameRu: Frame = {
  greet: name => (name === null ? 'Здравствуйте!' : `Здравствуйте, ${name}!`),
  pasteLink: 'Если кнопка не работает, скопируйте этот адрес в браузер:',
  orCode: 'Или введите код:',
  signature: 'Countersign',
}

export const lettersRu: Letters = {
  verify_email: ({ name, code, link }) => ({
    subject: 'Подтвердите адрес электронной почты',
    name,
    lines: [
      'Подтвердите, что этот адрес принадлежит вам, и мы откроем вашу учётную запись.',
      goodFor('verify'),
    ],
    code,
    button: { label: 'Подтвердить адрес', link },
    remarks: [secret, ignore],
  }),
  already_registered: ({ name, link }) => ({
    subject: 'У вас уже есть учётная запись',
    name,
    lines: [
      'Кто-то попытался зарегистрироваться с этим адресом, но для него учётная запись уже есть.',
      'Если это были вы, просто войдите. На странице входа можно и задать новый пароль.',
    ],
    button: { label: 'Войти', link },
    remarks: [ignore],
  }),
  reset_password: ({ name, code, link }) => ({
    subject: 'Новый пароль',
    name,
    lines: ['Вы запросили новый пароль.', goodFor('reset')],
    code,
    button: { label: 'Задать новый пароль', link },
    remarks: [secret, ignore],
  }),
  password_changed: ({ name }) => ({
    subject: 'Пароль изменён',
    name,
    lines: ['Пароль вашей учётной записи только что изменён.'],
    remarks: [notYou],
  }),
  change_email: ({ name, code, link }) => ({
    subject: 'Подтвердите новый адрес',
    name,
    lines: ['Подтвердите, что теперь вы хотите входить с этим адресом.', goodFor('change')],
    code,
    button: { label: 'Подтвердить новый адрес', link },
    remarks: [secret, ignore],
  }),
  email_changing: ({ name, newEmail }) => ({
    subject: 'Запрошена смена адреса',
    name,
    lines: [
      `Поступил запрос сменить адрес вашей учётной записи на ${newEmail}.`,
      'Адрес изменится, когда новый адрес будет подтверждён.',
    ],
    remarks: [notYou],
  }),
  email_changed: ({ name, newEmail, reader }) => ({
    subject: 'Адрес изменён',
    name,
    lines: [
      `Теперь адрес вашей учётной записи — ${newEmail}.`,
      reader === 'new'
        ? 'Отныне вы входите с этим адресом, и письма приходят сюда.'
        : 'Войти с этим адресом больше нельзя.',
    ],
    remarks: ['Если это сделали не вы, немедленно сообщите владельцу рабочего пространства.'],
  }),
  account_locked: ({ name, until }) => ({
    subject: 'Вход временно заблокирован',
    name,
    lines: [
      `Было несколько попыток войти с неверным паролем или кодом. Вход в учётную запись заблокирован до ${when(until)}.`,
    ],
    remarks: [
      'Если это были не вы, кто-то подбирает пароль. Пока вход заблокирован, учётная запись в безопасности.',
    ],
  }),
  new_device: ({ name, device, at }) => ({
    subject: 'Вход с нового устройства',
    name,
    lines: [
      `В вашу учётную запись вошли с устройства, которого мы раньше не видели: ${device}, ${when(at)}.`,
    ],
    remarks: [notYou],
  }),
  second_factor_changed: ({ name, on }) => ({
    subject: on ? 'Вход в два шага включён' : 'Вход в два шага выключен',
    name,
    lines: [
      on
        ? 'Теперь для входа нужен ещё и код из приложения-аутентификатора. Храните запасные коды в надёжном месте.'
        : 'Теперь для входа достаточно одного пароля.',
    ],
    remarks: [notYou],
  }),
  recovery_code_used: ({ name, left }) => ({
    subject: 'Использован запасной код',
    name,
    lines: [
      'Только что вместо кода из приложения-аутентификатора был введён один из ваших запасных кодов.',
      `Осталось запасных кодов: ${left}. Новые можно получить в разделе «Настройки» → «Вход».`,
    ],
    remarks: [notYou],
  }),
  oidc_changed: ({ name, provider, linked }) => ({
    subject: linked ? `Добавлен вход через ${provider}` : `Отключён вход через ${provider}`,
    name,
    lines: [
      linked
        ? `Теперь в вашу учётную запись можно войти через ${provider}.`
        : `Войти в вашу учётную запись через ${provider} больше нельзя.`,
    ],
    remarks: [notYou],
  }),
  invite: ({ tenantName, invitedBy, role, link, expiresAt }) => ({
    subject: `Приглашение в ${tenantName} от ${invitedBy}`,
    name: null,
    lines: [
      `${invitedBy} приглашает вас работать в ${tenantName} на Countersign. Ваша роль: ${roles[role] ?? role}.`,
      `Приглашение действует до ${when(expiresAt)}.`,
    ],
    button: { label: 'Принять приглашение', link },
    remarks: ['Если вы не знаете отправителя, просто не обращайте внимания на письмо.'],
  }),
  ownership_transferred: ({ name, tenantName, to }) => ({
    subject: `У ${tenantName} новый владелец`,
    name,
    lines: [`Теперь владелец ${tenantName} — ${to}.`],
    remarks: ['Если это ошибка, сразу свяжитесь с новым владельцем.'],
  }),
  escalation: ({ tenantName, reason, link }) => ({
    subject: `Разговору нужен человек: ${escalationReasons[reason]}`,
    name: null,
    lines: [
      `В ${tenantName} разговор передан людям. Причина: ${escalationReasons[reason]}.`,
      'Он ждёт в очереди эскалаций, пока его кто-нибудь не возьмёт.',
    ],
    ...(link === null ? {} : { button: { label: 'Открыть очередь', link } }),
    remarks: [
      'Ваш адрес указан в настройках пространства как контакт для эскалаций. Таких писем не больше 30 в час.',
    ],
  }),
  notice: ({ subject, lines, link }) => ({
    subject,
    name: null,
    lines,
    ...(link === null ? {} : { button: { label: 'Открыть Countersign', link } }),
    remarks: [],
  }),
}
