export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'countersign.theme'

export function rememberedTheme(): Theme {
  const stored = localStorage.getItem(storageKey)
  return themes.find(theme => theme === stored) ?? 'system'
}

/** `system` leaves the choice to the operating system, also when it changes later. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.setAttribute('data-theme', theme)
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, theme)
  applyTheme(theme)
}
