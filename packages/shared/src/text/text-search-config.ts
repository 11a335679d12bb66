/** PostgreSQL's text-search configuration for a language code; texts of unknown language are split, not stemmed. */
export function textSearchConfig(language: string | null): 'english' | 'russian' | 'simple' {
  switch (language) {
    case 'en':
      return 'english'
    case 'ru':
      return 'russian'
    default:
      return 'simple'
  }
}
