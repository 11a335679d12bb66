import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Refusal } from './refusal.ts'

/** A refusal in the member's words. The server sends codes only; every code of its closed list has a sentence here. */
export function refusalWords(code: Refusal['code'], t: TFunction): string {
  return t(`refusal.${code}`)
}

export function useRefusalWords(): (code: Refusal['code']) => string {
  const { t } = useTranslation()
  return code => refusalWords(code, t)
}
