import { type Language, rememberLanguage } from '../../app/i18n.ts'

export function chooseLanguage(
  language: Language,
  i18n: { changeLanguage(language: string): Promise<unknown> },
): void {
  rememberLanguage(language)
  document.documentElement.lang = language
  void i18n.changeLanguage(language)
}
