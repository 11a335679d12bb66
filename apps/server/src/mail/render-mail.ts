import type { MailContent, MailLanguage, MailTemplate } from '@countersign/shared/mail/mail.contract'
import type { Frame, Letters, Words } from './letter.types.ts'
import { frameEn, lettersEn } from './letters.en.ts'
import { frameRu, lettersRu } from './letters.ru.ts'

const languages: Readonly<Record<MailLanguage, { readonly letters: Letters; readonly frame: Frame }>> = {
  en: { letters: lettersEn, frame: frameEn },
  ru: { letters: lettersRu, frame: frameRu },
}

export interface RenderedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** A mail in plain text and in HTML, both saying the same. */
export function renderMail(content: MailContent, language: MailLanguage): RenderedMail {
  const { letters, frame } = languages[language]
  // The table has each template's own function; that they belong together is beyond what the type system follows.
  const write = letters[content.template] as (content: MailContent) => Words
  const words = write(tameNames(content))
  return {
    subject: oneLine(words.subject),
    text: writeText(words, frame),
    html: writeHtml(words, frame, language),
  }
}

/** Parameters that somebody else chose and that are only to be read. */
const names: readonly string[] = ['name', 'tenantName', 'invitedBy', 'to', 'device', 'provider']
const longestName = 80

/**
 * A name is no place for a link: whoever signs up as “Win at evil.example” would have us send it to strangers. Mail
 * programs make links of anything with dots, so an invisible joiner goes behind each.
 */
function tameNames(content: MailContent): MailContent {
  const tamed = Object.entries(content).map(([field, value]) => {
    if (!names.includes(field) || typeof value !== 'string') return [field, value]
    const short = [...oneLine(value)].slice(0, longestName).join('')
    return [
      field,
      short.replace(/\.(?=[\p{L}\p{N}])|\/\//gu, found => `${found}\u2060`).replace(/@/g, '@\u2060'),
    ]
  })
  return Object.fromEntries(tamed) as MailContent & { template: MailTemplate }
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
}

function writeText({ name, lines, code, button, remarks }: Words, frame: Frame): string {
  const parts = [frame.greet(name), ...lines]
  if (button !== undefined) parts.push(`${button.label}:\n${button.link}`)
  if (code !== undefined) parts.push(`${frame.orCode} ${code}`)
  return `${[...parts, ...remarks, `-- \n${frame.signature}`].join('\n\n')}\n`
}

const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
const dark = `@media (prefers-color-scheme:dark){
body,.page{background:#16181d!important;color:#e8eaed!important}
.card{background:#1f2228!important;border-color:#353a43!important}
.muted,.muted a{color:#a3a9b4!important}
.code{background:#2a2e36!important;color:#fff!important}
}`

function writeHtml(
  { subject, name, lines, code, button, remarks }: Words,
  frame: Frame,
  language: string,
): string {
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`
  const muted = (inner: string) =>
    `<p class="muted" style="margin:0 0 12px;font-size:13px;color:#5c6370">${inner}</p>`
  const body = [paragraph(frame.greet(name)), ...lines.map(paragraph)]
  if (button !== undefined) {
    const href = escapeHtml(button.link)
    body.push(
      `<p style="margin:24px 0"><a href="${href}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#0d6e5e;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(button.label)}</a></p>`,
    )
  }
  if (code !== undefined) {
    body.push(
      `<p style="margin:0 0 8px">${escapeHtml(frame.orCode)}</p>`,
      `<p class="code" style="margin:0 0 24px;padding:12px 16px;border-radius:8px;background:#f0f2f6;font-size:24px;letter-spacing:4px;font-family:ui-monospace,Consolas,monospace">${escapeHtml(code)}</p>`,
    )
  }
  body.push(...remarks.map(remark => muted(escapeHtml(remark))))
  if (button !== undefined) {
    const href = escapeHtml(button.link)
    body.push(
      muted(
        `${escapeHtml(frame.pasteLink)}<br><a href="${href}" style="color:#5c6370;word-break:break-all">${href}</a>`,
      ),
    )
  }
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(oneLine(subject))}</title>
<style>${dark}</style>
</head>
<body class="page" style="margin:0;padding:24px 12px;background:#f5f6f8;color:#1d2127;${font};font-size:16px;line-height:1.5">
<div class="card" style="max-width:520px;margin:0 auto;padding:28px 24px;background:#ffffff;border:1px solid #e1e4ea;border-radius:12px">
${body.join('\n')}
</div>
<p class="muted" style="max-width:520px;margin:16px auto 0;text-align:center;font-size:13px;color:#5c6370">${escapeHtml(frame.signature)}</p>
</body>
</html>
`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, found => entities[found] ?? '')
}
